"""What a person takes back of what they agreed to, where nothing else does so."""

from dataclasses import dataclass

from conversations.dialogue.outcomes import Outcome


@dataclass(frozen=True)
class KeepNothing(Outcome):
    """Keep nothing of me from now on; erase what is there within a day, unless I say yes again."""


@dataclass(frozen=True)
class LeaveChat(Outcome):
    """Write no more into the chat we share: what is for both comes to each of us in private."""
