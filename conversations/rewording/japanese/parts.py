"""What a wording may be made of."""

from dataclasses import dataclass

from conversations.rewording.japanese.moves import Move
from conversations.rewording.japanese.openings import Opening
from conversations.rewording.japanese.retelling import Kept
from conversations.rewording.japanese.tone import Register
from conversations.rewording.japanese.wishes import Wish


@dataclass(frozen=True)
class Parts:
    """Everything a wording may be made of; each part is optional."""

    register: Register
    opening: Opening = ""
    happened: str | None = None
    feeling: str | None = None
    wish: Wish | None = None
    also: str | None = None  # a second thing that happened
    theirs: str | None = None
    over: bool = False
    me: str | None = None
    about: str | None = None  # what the draft is about, in its own words
    named: tuple[str, ...] = ()  # of these words a wording should keep one
    topic: str = "any"  # the kind of thing it is about
    picked: bool = False  # a feeling or a request was tapped or typed
    move: Move | None = None  # which of the common moves it makes
    ahead: bool = False  # what it is about stands before the clause that is kept
    kept: Kept | None = None  # the clause of the writer that is said again; then there is no move
