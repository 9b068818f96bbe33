"""What a flow knows when it starts: plain values, read at the beginning of the turn."""

from dataclasses import dataclass
from datetime import date, datetime, time

from conversations.dialogue.agreed_on import AgreementSeen, LimitSeen
from conversations.dialogue.looked_back import LoopSeen, PulseSeen
from conversations.dialogue.our_deck import DeckSeen
from conversations.dialogue.phrases import Value
from conversations.dialogue.profile_known import NO_PROFILE, ProfileSeen
from conversations.dialogue.shared_habits import ListeningSeen, RitualSeen, RitualsSeen
from conversations.dialogue.taken_along import NOTHING, OwnSeen
from conversations.dialogue.what_is_kept import PrivacySeen


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
    moved: bool = False  # a kept time has moved once
    told: tuple[str, ...] = ()  # what was said about it once and is not said again


@dataclass(frozen=True)
class SheetSeen:
    """Today's check-in, as the person in this turn may see it: nothing of the other half until it is open."""

    id: int
    day: date
    questions: tuple[str, ...]  # keys: today's question, and after it what a swap asks instead
    answered: bool  # by the person in this turn
    revealed: bool
    over: bool  # the windows have ended, and it was not revealed
    light: bool  # only energy, a word, and something kind
    partner_could: Value = None  # what the other one could use, once it is open; inside a sentence
    weekly: bool = False  # it asks for the week, too: a Monday, both want it, and it is not light
    taken_back: bool = False  # the other one has emptied their half
    own: Value = None  # words of the first question, where it is one of their own


@dataclass(frozen=True)
class PauseSeen:
    """A pause of the couple."""

    id: int
    state: str
    started_at: datetime
    back_at: datetime
    extended: bool

    @property
    def running(self) -> bool:
        """Nobody has to solve anything now."""
        return self.state == "running"


@dataclass(frozen=True)
class FloorSeen:
    """Two people taking turns, as the person in this turn may see it."""

    id: int
    step: int
    state: str
    minutes: int
    begins: str | None  # name of the first speaker; None when a coin decides
    my_move: bool  # what is to be done next is mine to do
    note: str = ""  # words of mine that the button names

    @property
    def going(self) -> bool:
        """What is written now belongs to it."""
        return self.state in ("settling", "speaking", "reflecting", "confirming", "validating", "keeping")


@dataclass(frozen=True)
class LineSeen:
    """A listening phrase that may be offered; its words stand in phrases.toml."""

    id: str
    role: str  # who may say it: speak or listen
    kind: str
    levels: tuple[int, ...]
    blank: bool  # has a place to fill in
    rests_until: date | None = None  # offered lately: the first day on which it need not rest


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
    weekly: bool = False  # the person in this turn wants to be asked for the week
    weekly_on: bool = False  # so does the other one
    discreet: bool = False  # previews say nothing
    weekly_look: bool = True  # asked about their week on Sundays
    rhythm: str = "daily"  # on which days the check-in comes


@dataclass(frozen=True)
class ModelSeen:
    """The language model that the host has set, and whether drafts may go to it."""

    host: str  # who would receive the words
    mine: bool  # the person in this turn has said yes
    on: bool  # so has the other one, if there is one


@dataclass(frozen=True)
class InviteSeen:
    """An invitation, as far as the one who opened it may know it."""

    token: str
    inviter: str  # name
    waiting: bool = False  # they have said yes, and whoever gave out the link has not answered yet


@dataclass(frozen=True)
class DraftSeen:
    """A held draft of the person in this turn."""

    id: int
    words: str  # in the language of the person in this turn
    helped: bool
    worded: bool = True
    kind: str = ""  # of a note
    card: Value = None  # of a note: exactly what was previewed


@dataclass(frozen=True)
class NoteSeen:
    """A few words that ask for nothing, as the person in this turn may see them."""

    id: int
    kind: str  # thanks, repair, apology, news
    state: str
    card: Value  # exactly what was previewed; nothing once it was taken back
    mine: bool  # written by the person in this turn
    place: str  # "us" or "partner"
    text: str = ""  # the card in words, in the language of the person in this turn
    moved: bool = False  # a "not yet" has named its time twice
    answered: tuple[str, ...] = ()  # in which ways


@dataclass(frozen=True)
class SlipSeen:
    """Words that can take an apology back; they stand in rewording/apologies.toml."""

    kind: str  # what is said about them: `sorry.why.KIND`
    parts: tuple[str, ...]  # of an apology, in which they do so
    find: str  # a regular expression, for any case


@dataclass(frozen=True)
class KeepsakeSeen:
    """A note that the person in this turn keeps."""

    id: int
    card: Value  # with who wrote it
    kept_at: Value


@dataclass(frozen=True)
class DrillSeen:
    """A drill of practice.toml, and where it stands for the person in this turn."""

    id: str
    scenes: tuple[tuple[str, ...], ...]  # of each situation, its lines in the order of the file
    times: int = 0
    due: bool = True
    next_box: int = 1  # where it lies once it was tried today


@dataclass(frozen=True)
class ViewSeen:
    """How a friend would describe it, as the person in this turn wrote it; nobody else ever sees it."""

    id: int
    parts: tuple[tuple[str, str], ...]  # question and answer
    at: Value


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
    note: NoteSeen | None = None
    keepsakes: tuple[KeepsakeSeen, ...] = ()
    views: tuple[ViewSeen, ...] = ()
    loops: tuple[LoopSeen, ...] = ()  # the newest first
    limits: tuple[LimitSeen, ...] = ()  # the newest first
    agreements: tuple[AgreementSeen, ...] = ()  # the newest first
    pulse: PulseSeen | None = None
    long_form_rests: bool = False  # a friend's view was written at length within four months
    slips: tuple[SlipSeen, ...] = ()
    hand_is_out: bool = False  # a repair of this person has gone through the running pause
    sheet: SheetSeen | None = None
    pause: PauseSeen | None = None
    floor: FloorSeen | None = None
    may_take_turns: bool = True  # False is said without a reason
    new_to_turns: bool = False  # they have never taken turns
    lines: tuple[LineSeen, ...] = ()
    settings: SettingsSeen | None = None
    model: ModelSeen | None = None
    invite: InviteSeen | None = None
    own_invite: bool = False  # opened by its own author
    draft: DraftSeen | None = None
    familiar: tuple[str, ...] = ()  # what made several drafts land hard, by reason code
    fine_words: tuple[tuple[int, str], ...] = ()  # words that are theirs, by id
    wordings_today: int = 0  # drafts reworded on this local date
    privacy: PrivacySeen | None = None
    keeps_days: int | None = None  # how long check-ins and cards are kept; None until they are deleted
    apart: bool = False  # keeps to their own parts, though they are paired
    notes_wait: int = 0  # have come and were not opened
    waiting_note: int | None = None  # the one a button names
    drills: tuple[DrillSeen, ...] = ()
    lessons_read: tuple[str, ...] = ()
    lesson_today: str = ""
    profile: ProfileSeen = NO_PROFILE
    sides: tuple[str, ...] = ()  # to which the person in this turn leans, see profile_lines.py
    own: OwnSeen = NOTHING  # what could be taken along to somebody who helps
    rituals: RitualsSeen | None = None
    ritual: RitualSeen | None = None  # the one a button names
    listening: ListeningSeen | None = None  # the timer that runs
    deck: DeckSeen | None = None
