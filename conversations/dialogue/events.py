"""What can happen to Attune: somebody says, taps, joins, leaves or blocks."""

from dataclasses import dataclass
from enum import StrEnum


class ChatKind(StrEnum):
    """Where something happened."""

    PRIVATE = "private"  # one person and Attune
    SHARED = "shared"  # a group: two partners and Attune, when all is well


@dataclass(frozen=True)
class Who:
    """The person who did it, as Telegram tells it."""

    telegram_id: int
    name: str
    language: str | None = None  # an IETF tag, or unknown


@dataclass(frozen=True)
class Where:
    """The chat it happened in."""

    chat_id: int
    kind: ChatKind


@dataclass(frozen=True)
class Happened:
    """What every event has."""

    update_id: int
    who: Who
    where: Where


@dataclass(frozen=True)
class Command(Happened):
    """`/need`, read from the text; `rest` keeps its line breaks."""

    name: str
    rest: str
    message_id: int


@dataclass(frozen=True)
class Words(Happened):
    """Something written to Attune."""

    text: str
    message_id: int


@dataclass(frozen=True)
class NotWords(Happened):
    """A photo, a sticker, a voice message: something Attune does not read."""

    message_id: int


@dataclass(frozen=True)
class Rewritten(Happened):
    """Other words in place of some that were sent before. What those did stays done."""

    text: str
    message_id: int


@dataclass(frozen=True)
class Tap(Happened):
    """A button. `data` is `turn:option` when it answers, or a command when it starts something."""

    data: str
    message_id: int | None
    query_id: str


@dataclass(frozen=True)
class BotAdded(Happened):
    """Attune was put into a group; `humans` are in it besides."""

    humans: int


@dataclass(frozen=True)
class BotRemoved(Happened):
    """Attune was taken out of a group."""


@dataclass(frozen=True)
class BotPromoted(Happened):
    """Attune was made an admin of a group."""


@dataclass(frozen=True)
class BotDemoted(Happened):
    """Attune is an ordinary member again."""


@dataclass(frozen=True)
class MembersChanged(Happened):
    """Someone joined or left a group; `humans` are in it now."""

    humans: int
    joined: tuple[int, ...] = ()  # Telegram ids
    left: int | None = None  # Telegram id


@dataclass(frozen=True)
class Blocked(Happened):
    """The person does not want messages any more."""


@dataclass(frozen=True)
class Unblocked(Happened):
    """The person wants messages again."""


@dataclass(frozen=True)
class ChatMoved(Happened):
    """A group became a supergroup: same people, other id."""

    new_chat_id: int


Event = (
    Command
    | Words
    | NotWords
    | Rewritten
    | Tap
    | BotAdded
    | BotRemoved
    | BotPromoted
    | BotDemoted
    | MembersChanged
    | Blocked
    | Unblocked
    | ChatMoved
)
