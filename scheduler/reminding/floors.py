"""What happens to turns by itself: patience, a rest when it stays quiet, the end of the time, and what came of it."""

from datetime import datetime, timedelta

from conversations.dialogue.floor_screens import screen_of
from conversations.dialogue.floors import Scene, end_talk
from conversations.dialogue.outcomes import rows
from conversations.dialogue.phrases import say
from conversations.dialogue.posting import Desk
from conversations.records.couples import Couple, CoupleState
from conversations.records.deliveries import Urgency
from conversations.records.floors import (
    ANSWER_WITHIN,
    GOING,
    RESTS_FOR,
    Floor,
    FloorState,
    lapse_floors,
    rest_floor,
    side_of,
)
from conversations.records.partners import Partner, partners_of
from conversations.records.reminders import Reminder, ReminderKind
from scheduler.reminding.saying import Sayings

QUIET = timedelta(minutes=10)  # flows.md 9.6


def end_proposal(reminder: Reminder, desk: Desk) -> datetime | None:
    """Ten minutes on: whoever proposed it may do so another time. To the other nothing is said."""
    scene = _scene(reminder, desk)
    if scene is None or scene.floor.state != FloorState.WAITING:
        return None
    if scene.floor.moved_at + ANSWER_WITHIN > desk.now:
        return scene.floor.moved_at + ANSWER_WITHIN
    lapse_floors(desk.session, scene.floor.couple_id, desk.now)
    desk.to_person(_reader(reminder, desk), say("floor.lapsed.text"), urgency=Urgency.NOTICE, silent=True)
    return None


def say_patience(reminder: Reminder, desk: Desk) -> datetime | None:
    """Ninety seconds in: take your time. Once in an exchange."""
    scene = _scene(reminder, desk)
    if scene is None or scene.floor.step != reminder.step or scene.mover is None or scene.floor.hinted:
        return None
    scene.floor.hinted = True
    desk.to_person(scene.mover, say("floor.patience.text"), urgency=Urgency.NOTICE, silent=True)
    return None


def rest_when_quiet(reminder: Reminder, desk: Desk) -> datetime | None:
    """Nobody did anything for ten minutes: it rests, and its time with it. An hour later it is over unsaid."""
    scene = _scene(reminder, desk)
    if scene is None or scene.floor.state not in (*GOING, FloorState.PAUSED):
        return None
    if scene.floor.state == FloorState.PAUSED:
        lapse_floors(desk.session, scene.floor.couple_id, desk.now)
        return scene.floor.moved_at + RESTS_FOR if scene.floor.state == FloorState.PAUSED else None
    if scene.floor.moved_at + QUIET > desk.now:
        return scene.floor.moved_at + QUIET
    if _is_time(scene) or not rest_floor(desk.session, scene.floor, desk.now):
        return None
    for reader in scene.both:
        scene.tell(reader, screen_of(scene, reader), silent=True)
    return desk.now + RESTS_FOR


def end_time(reminder: Reminder, desk: Desk) -> datetime | None:
    """Time. It need not be finished today."""
    scene = _scene(reminder, desk)
    if scene is not None and _is_time(scene):
        end_talk(scene, "floor.time.text")
    return None


def _is_time(scene: Scene) -> bool:
    return scene.floor.ends_at is not None and scene.floor.ends_at <= scene.desk.now


def offer_alone(reminder: Reminder, desk: Desk) -> datetime | None:
    """A while after: one's own two lines may go out by themselves. Nothing is said of the other's."""
    scene = _scene(reminder, desk)
    if scene is None or scene.floor.state != FloorState.CLOSING:
        return None
    reader = _reader(reminder, desk)
    if not side_of(desk.session, scene.floor, reader.id).shared:
        buttons = rows(scene.button("alone"), scene.button("stay"))
        desk.to_person(reader, say("floor.alone.text"), buttons, Urgency.PROMPT, silent=True)
    return None


def _reader(reminder: Reminder, desk: Desk) -> Partner:
    return desk.session.get_one(Partner, reminder.partner_id)


def _scene(reminder: Reminder, desk: Desk) -> Scene | None:
    """The floor with its people, while they still are together."""
    floor = desk.session.get(Floor, reminder.subject)
    couple = desk.session.get(Couple, floor.couple_id) if floor is not None else None
    if floor is None or couple is None or couple.state != CoupleState.ACTIVE:
        return None
    both = partners_of(desk.session, couple.id)
    return Scene(desk, floor, couple, both) if len(both) == 2 else None


SAYINGS: Sayings = {
    ReminderKind.FLOOR_ASKED: end_proposal,
    ReminderKind.FLOOR_PATIENCE: say_patience,
    ReminderKind.FLOOR_QUIET: rest_when_quiet,
    ReminderKind.FLOOR_TIME: end_time,
    ReminderKind.FLOOR_ALONE: offer_alone,
}
