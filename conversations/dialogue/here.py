"""What a flow knows when it starts: plain values, read at the beginning of the turn."""

from dataclasses import dataclass
from datetime import date, datetime, time

from conversations.dialogue.phrases import Value


@dataclass(frozen=True)
class NeedSeen:
    """A need, as the person in this turn may see it."""

    id: int
    kind: str
    state: str
    card: Value  # exactly what was previewed
    when: str  # as asked: now, tonight, ...
    mine: bool  # asked by the person in this turn
    place: str  # "us" or "partner"
    text: str = ""  # the card in words, in the language of the person in this turn
    promised_at: datetime | None = None
    rounds: int = 0


@dataclass(frozen=True)
class SheetSeen:
    """Today's check-in."""

    id: int
    day: date
    prompt: str  # key of the question, e.g. prompts.joy_01
    answered: bool
    revealed: bool
    swaps_left: int
    light: bool  # only energy, a word, and something kind


@dataclass(frozen=True)
class PauseSeen:
    """A pause of the couple."""

    id: int
    back_at: datetime
    running: bool
    extended: bool


@dataclass(frozen=True)
class SettingsSeen:
    """What a person has set."""

    language: str
    zone: str
    city: str
    checkin_at: time | None
    quiet_from: time
    quiet_until: time
    resting: bool  # paused by this person
    solo: bool


@dataclass(frozen=True)
class InviteSeen:
    """An invitation, as far as the one who opened it may know it."""

    token: str
    inviter: str  # name


@dataclass(frozen=True)
class Stored:
    """How much is kept about a person (flows.md 9.11)."""

    checkins: int
    cards: int
    drafts: int
    shared_cards: int


@dataclass(frozen=True)
class Here:
    """Who speaks, to whom, and about what."""

    me: str
    language: str
    zone: str
    partner: str = ""  # name; empty while alone
    partner_language: str = ""
    paired: bool = False
    consented: bool = False
    shared_chat: bool = False
    operator: str = ""
    args: tuple[str, ...] = ()  # of the button or command that started the flow
    words: str = ""  # what stood after the command, line breaks kept
    guessed_zone: str = ""
    guessed_city: str = ""
    open_needs: int = 0
    resting_kinds: tuple[str, ...] = ()  # declined within 24 hours
    partner_is_hot: bool = False  # reported 4 or 5 within the last hour, privately
    need: NeedSeen | None = None
    sheet: SheetSeen | None = None
    pause: PauseSeen | None = None
    settings: SettingsSeen | None = None
    invite: InviteSeen | None = None
    stored: Stored | None = None
