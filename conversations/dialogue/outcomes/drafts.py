"""Words that are finished and wait, and what drafts had in common."""

from dataclasses import dataclass
from datetime import datetime

from conversations.dialogue.outcomes import Outcome
from conversations.dialogue.phrases import Value


@dataclass(frozen=True)
class Hold(Outcome):
    """Keep these words for me until then; nobody else sees them."""

    words: Value  # a plain message is kept as it reads in my language
    until: datetime
    helped: bool = True
    worded: bool = True  # False: still the draft, to be worded when it comes back
    kind: str = ""  # of a note (`notes.WAYS`): it comes back as one


@dataclass(frozen=True)
class Noticed(Outcome):
    """What made my draft land hard, by reason code; `offered` are those that I was offered to try myself.

    `fine` are words that I said are mine: they are left alone from now on.
    """

    kinds: tuple[str, ...]
    offered: tuple[str, ...] = ()
    fine: tuple[str, ...] = ()


@dataclass(frozen=True)
class LetGo(Outcome):
    """A held draft is sent or dropped: it need not be kept."""

    draft: int


@dataclass(frozen=True)
class NotFine(Outcome):
    """This word may be spoken of again."""

    word: int
