"""What each of the two reads while they take turns: in private what is theirs to do, and what stands for both."""

from dataclasses import dataclass
from datetime import timedelta

from conversations.dialogue.outcomes import Button, Rows, rows
from conversations.dialogue.outcomes.floors import card
from conversations.dialogue.phrases import Value, paragraphs, say
from conversations.dialogue.posting import Desk
from conversations.dialogue.taking import Turn
from conversations.records.couples import Couple, share_chat
from conversations.records.deliveries import Urgency
from conversations.records.floor_lines import MINE, LineKind, lines_of, read_line
from conversations.records.floors import (
    TALKING,
    Floor,
    FloorState,
    live_floor,
    move_floor,
    rest_floor,
    side_of,
)
from conversations.records.partners import Partner, name_of_partner, partners_of
from conversations.records.reminders import ReminderKind, drop_reminders, remind

QUIET = timedelta(minutes=10)  # flows.md 9.6
BY_SPEAKER = (FloorState.SPEAKING, FloorState.CONFIRMING, FloorState.KEEPING)

Screen = tuple[Value, Rows]


@dataclass(frozen=True)
class Scene:
    """The floor with its two people, and where to write to them."""

    desk: Desk
    floor: Floor
    couple: Couple
    both: list[Partner]
    turn: Turn | None = None  # of the one who acts, if somebody does

    @property
    def mover(self) -> Partner | None:
        """Whose moment it is."""
        if self.floor.state not in TALKING:
            return None
        speaks = self.floor.state in BY_SPEAKER
        return next(one for one in self.both if (one.id == self.floor.speaker_id) == speaks)

    def waits_for(self, partner: Partner) -> bool:
        """Whether something is theirs to do now."""
        state, side = self.floor.state, side_of(self.desk.session, self.floor, partner.id)
        match state:
            case FloorState.WAITING:
                return self.floor.proposed_by != partner.id
            case FloorState.SETTLING:
                return not side.settled
            case FloorState.CLOSING:
                return not side.shared
            case FloorState.SOLVING:
                return not lines_of(self.desk.session, self.floor, (LineKind.IDEA,), partner.id)
            case FloorState.PICKING:
                return not side.picked
            case _:
                return self.mover in (None, partner)

    def own_line(self, partner: Partner, line_id: int) -> str:
        """A line that this person has kept for themselves, or is asked about."""
        mine = {one.id: one for one in lines_of(self.desk.session, self.floor, MINE, partner.id)}
        found = mine.get(line_id)
        words = read_line(self.desk.session, self.desk.sealer, self.floor, found) if found else ""
        return words if isinstance(words, str) else ""

    def other(self, partner: Partner) -> Partner:
        return next(one for one in self.both if one.id != partner.id)

    def name(self, partner: Partner) -> str:
        return name_of_partner(self.desk.session, self.desk.sealer, partner)

    def turns(self, partner: Partner) -> int:
        """How many exchanges they have had as the speaker."""
        return side_of(self.desk.session, self.floor, partner.id).turns

    def words(self, kind: LineKind) -> Value:
        """The newest line of a kind."""
        found = lines_of(self.desk.session, self.floor, (kind,))
        return read_line(self.desk.session, self.desk.sealer, self.floor, found[-1]) if found else None

    def button(self, how: str, label: str = "", after: str = "") -> Button:
        """Something to do at this very step."""
        command = f"floor {self.floor.id} {self.floor.step} {how}"
        return Button(say(f"floor.button.{label or how}"), f"{command} {after}" if after else command)

    def tell(self, reader: Partner, screen: Screen, silent: bool = False) -> None:
        """In private; what the one who acts has tapped is changed in place."""
        if self.turn is not None and reader.id == self.turn.me.id:
            self.turn.show(*screen)
        else:
            author = self.turn.me if self.turn is not None else None
            self.desk.to_person(reader, *screen, urgency=Urgency.PROMPT, silent=silent, author=author)

    def post(self, what: Value, buttons: Rows = (), silent: bool = False) -> None:
        """For both: where they talk, or in each one's private chat."""
        author = self.turn.me if self.turn is not None else None
        self.desk.to_both(self.couple, what, buttons, silent=silent, author=author)

    def post_words(self, key: str, author: Partner, words: Value) -> None:
        """Somebody's own words."""
        self.post(card(key, self.name(author), words))

    @property
    def speaker_name(self) -> str:
        return self.name(next(one for one in self.both if one.id == self.floor.speaker_id))

    def say_where_they_talk(self, what: Value) -> None:
        """A line for the shared chat alone; without one, each reads it in private anyway."""
        if share_chat(self.couple):
            self.post(what, silent=True)

    def say_everywhere(self, what: Value, buttons: Rows = ()) -> None:
        """The same words for both, in private and where they talk."""
        for reader in self.both:
            self.tell(reader, (what, buttons))
        self.say_where_they_talk(what)


def scene_of(turn: Turn, floor_id: int) -> Scene | None:
    """The floor a tap belongs to, if it is this couple's and both are still there."""
    floor = turn.session.get(Floor, floor_id)
    if floor is None or turn.couple is None or turn.partner is None or floor.couple_id != turn.couple.id:
        return None
    return Scene(turn.desk, floor, turn.couple, partners_of(turn.session, turn.couple.id), turn)


def keep_time(scene: Scene) -> None:
    """From here on it may end by itself: at its time, or when it stays quiet."""
    session, floor, someone = scene.desk.session, scene.floor, scene.both[0].id
    drop_reminders(session, floor.id)
    remind(session, someone, ReminderKind.FLOOR_QUIET, floor.id, scene.desk.now + QUIET)
    if floor.ends_at is not None:
        remind(session, someone, ReminderKind.FLOOR_TIME, floor.id, floor.ends_at)


def end_talk(scene: Scene, key: str) -> None:
    """Its time has come, or it is enough: the talk ends for both at once, whoever was about to say something.

    What was promised for it stays, and finds it over: it may be about to be said in this very transaction.
    """
    session, floor, now = scene.desk.session, scene.floor, scene.desk.now
    if floor.state not in TALKING or not move_floor(session, floor, FloorState.CLOSING, now, closed_at=now):
        return
    scene.say_where_they_talk(say(key))
    for reader in scene.both:
        scene.tell(reader, (paragraphs(say(key), say("floor.closing.text")), rows(scene.button("close"))))


def rest_with_pause(turn: Turn) -> None:
    """A pause has begun: turns stand still until somebody goes on with them."""
    floor = live_floor(turn.session, turn.couple.id, turn.now) if turn.couple is not None else None
    if floor is not None and rest_floor(turn.session, floor, turn.now):
        drop_reminders(turn.session, floor.id)
