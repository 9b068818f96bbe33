"""What stands in somebody's copy, as plain values. The names of the fields are those of the file (docs/export.md)."""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from conversations.dialogue.outcomes.checkins import Answered
from conversations.dialogue.phrases import Value
from conversations.records.export_agreed import Agreed, Habit, LeftOut, Limit, Written
from conversations.records.export_practice import Practised
from conversations.records.export_profile import Described


@dataclass(frozen=True)
class Scope:
    """How much is wanted."""

    parts: frozenset[str]
    since: datetime | None = None
    theirs: bool = True  # also what the other one shared or sent

    def takes(self, part: str) -> bool:
        return part in self.parts

    def reaches(self, at: datetime) -> bool:
        return self.since is None or at >= self.since


@dataclass(frozen=True)
class Half:
    """One person's half of a day. Of the other's, only what was shown."""

    at: datetime
    answered: Answered | None  # None when it was passed or taken back
    passed: bool = False
    taken_back: bool = False
    responded: tuple[str, ...] = ()


@dataclass(frozen=True)
class Day:
    """A check-in."""

    day: date
    other: str  # name of the other one
    mine: Half | None
    theirs: Half | None
    opened_at: datetime | None

    @property
    def at(self) -> datetime:
        """When it was answered first, as far as this person knows."""
        return min(half.at for half in (self.mine, self.theirs) if half is not None)


@dataclass(frozen=True)
class Card:
    """What one sent to the other: a need, words, or a note."""

    at: datetime
    kind: str
    mine: bool
    other: str
    place: str
    words: Value
    taken_back: bool
    state: str
    asked_for: str = ""
    time: datetime | None = None
    said_back: str = ""
    closed_as: str = ""
    answered: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """Words that were held back."""

    at: datetime
    kind: str
    until: datetime | None
    words: Value


@dataclass(frozen=True)
class Kept:
    """A copy that this person keeps."""

    at: datetime
    words: Value


@dataclass(frozen=True)
class Tense:
    """How tense it was."""

    at: datetime
    level: int
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Looked:
    """A look at one's own side of the loop."""

    at: datetime
    move: str
    step: Value


@dataclass(frozen=True)
class Felt:
    """How a week felt; each answer from 0 to 10."""

    at: datetime
    week: date  # its Monday
    answers: dict[str, int]
    moment: str


@dataclass(frozen=True)
class Part:
    """An answer of a friend's view."""

    question: str
    words: str


@dataclass(frozen=True)
class View:
    """As a friend would see it; without parts it is a mark that there was one."""

    at: datetime
    at_length: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Line:
    """What this person said while taking turns."""

    kind: str
    words: Value


@dataclass(frozen=True)
class Talk:
    """Taking turns."""

    at: datetime
    until: datetime | None
    minutes: int
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Paused:
    """A pause of the two."""

    at: datetime
    back_at: datetime
    until: datetime | None
    my_level: str


@dataclass(frozen=True)
class Set:
    """The settings."""

    language: str
    zone: str
    checkin_at: time | None
    quiet_from: time
    quiet_until: time
    paused_since: datetime | None
    rhythm: str
    nudge: bool
    weekly: bool
    weekly_look: bool
    packs: tuple[str, ...]
    discreet: bool
    keeps_days: int | None
    model_host: str | None
    here_since: datetime


@dataclass(frozen=True)
class Yes:
    """A yes, or its withdrawal."""

    at: datetime
    purpose: str
    version: str
    given: bool


@dataclass(frozen=True)
class Together:
    """From when to when two people used Attune together; dates alone."""

    since: date
    until: date | None


@dataclass(frozen=True)
class Me:
    name: str


@dataclass(frozen=True)
class Copy:
    """Everything of one person, within a scope. The oldest first."""

    me: Me
    scope: Scope
    settings: Set | None = None
    together: tuple[Together, ...] = ()
    consents: tuple[Yes, ...] = ()
    checkins: tuple[Day, ...] = ()
    cards: tuple[Card, ...] = ()
    kept: tuple[Kept, ...] = ()
    drafts: tuple[Draft, ...] = ()
    talks: tuple[Talk, ...] = ()
    pauses: tuple[Paused, ...] = ()
    rituals: tuple[Habit, ...] = ()
    tension: tuple[Tense, ...] = ()
    loops: tuple[Looked, ...] = ()
    friend_views: tuple[View, ...] = ()
    limits: tuple[Limit, ...] = ()
    agreements: tuple[Agreed, ...] = ()
    weeks: tuple[Felt, ...] = ()
    practice: Practised | None = None
    profile: Described | None = None
    own_questions: tuple[Written, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    zone: str = field(default="UTC")
