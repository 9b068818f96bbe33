"""Words that are finished and wait, and what drafts had in common."""

from dataclasses import dataclass
from datetime import datetime

from conversations.dialogue.outcomes import Outcome


@dataclass(frozen=True)
class Hold(Outcome):
    """Keep these words for me until then; nobody else sees them."""

    words: str
    until: datetime
    helped: bool = True


@dataclass(frozen=True)
class Noticed(Outcome):
    """What made my draft land hard, by reason code; `offered` are those that I was offered to try myself."""

    kinds: tuple[str, ...]
    offered: tuple[str, ...] = ()


@dataclass(frozen=True)
class LetGo(Outcome):
    """A held draft is sent or dropped: it need not be kept."""

    draft: int
