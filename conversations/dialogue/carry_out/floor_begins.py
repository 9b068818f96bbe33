"""Carries out how two people come to take turns: proposed, joined, the first line, and going on after a rest."""

from datetime import timedelta

from conversations.dialogue.carry_out.dispatch import carry_out
from conversations.dialogue.floor_screens import go_on, screen_of
from conversations.dialogue.floors import Scene, keep_time, scene_of
from conversations.dialogue.outcomes import Begin, Button, rows
from conversations.dialogue.outcomes.floors import (
    DeclineTurns,
    JoinTurns,
    OfferTopic,
    ProposeTurns,
    ResumeTurns,
    Settle,
    ShowTurns,
)
from conversations.dialogue.phrases import Value, paragraphs, say
from conversations.dialogue.taking import Turn
from conversations.records.floor_lines import LineKind, add_line, replace_line
from conversations.records.floors import (
    ANSWER_WITHIN,
    Floor,
    FloorState,
    both_are,
    end_floor,
    live_floor,
    mark_side,
    may_take_turns,
    move_floor,
    open_floor,
    resume_floor,
)
from conversations.records.partners import partners_of
from conversations.records.reminders import ReminderKind, drop_reminders, remind


def _not_now(turn: Turn) -> bool:
    """Whether it is no moment for it; then that is said, and not why."""
    couple, partner = turn.pair()
    if may_take_turns(turn.session, couple.id, (turn.me.id, partner.id), turn.now):
        return False
    turn.show(say("floor.not_now.text"))
    return True


@carry_out.register
def _propose(outcome: ProposeTurns, turn: Turn) -> None:
    if turn.couple is None or turn.partner is None:
        turn.show(say("dialogue.alone.text"))
        return
    if _not_now(turn):
        return
    begins = turn.me if outcome.first in ("me", "heads") else turn.partner
    floor = Floor(
        couple_id=turn.couple.id, proposed_by=turn.me.id, speaker_id=begins.id, minutes=outcome.minutes,
        tossed=outcome.first in ("heads", "tails"), created_at=turn.now, moved_at=turn.now,
    )  # fmt: skip
    both = partners_of(turn.session, turn.couple.id)
    if not open_floor(turn.session, floor, [one.id for one in both]):
        _show_live(turn)
        return
    _ask(Scene(turn.desk, floor, turn.couple, both, turn), outcome.topic, turn)


def _ask(scene: Scene, topic: Value, turn: Turn) -> None:
    """The one who is asked reads the card; it stands for ten minutes."""
    replace_line(turn.session, turn.sealer, scene.floor, turn.me.id, LineKind.TOPIC, topic)
    drop_reminders(turn.session, scene.floor.id)
    remind(turn.session, turn.me.id, ReminderKind.FLOOR_ASKED, scene.floor.id, turn.now + ANSWER_WITHIN)
    for reader in scene.both:
        scene.tell(reader, screen_of(scene, reader))


def _show_live(turn: Turn) -> None:
    couple, _ = turn.pair()
    floor = live_floor(turn.session, couple.id, turn.now)
    scene = scene_of(turn, floor.id) if floor is not None else None
    if scene is None:
        turn.moved_on()
    else:
        scene.tell(turn.me, screen_of(scene, turn.me))


@carry_out.register
def _show(outcome: ShowTurns, turn: Turn) -> None:
    _show_live(turn)


@carry_out.register
def _offer_topic(outcome: OfferTopic, turn: Turn) -> None:
    """The other way round now: the one who was asked is in, and asks."""
    scene = _asked(outcome.floor, outcome.step, turn)
    if scene is None or _not_now(turn):
        return
    move_floor(turn.session, scene.floor, FloorState.WAITING, turn.now, proposed_by=turn.me.id)
    _ask(scene, outcome.topic, turn)


def _asked(floor_id: int, step: int, turn: Turn) -> Scene | None:
    """A proposal that still stands and waits for this person; else they are told that it has moved on."""
    scene = scene_of(turn, floor_id)
    floor = scene.floor if scene is not None else None
    if (
        floor is None
        or (floor.state, floor.step) != (FloorState.WAITING, step)
        or floor.proposed_by == turn.me.id
        or floor.moved_at <= turn.now - ANSWER_WITHIN
    ):
        turn.moved_on()
        return None
    return scene


@carry_out.register
def _join(outcome: JoinTurns, turn: Turn) -> None:
    scene = _asked(outcome.floor, outcome.step, turn)
    if scene is None or _not_now(turn):
        return
    move_floor(turn.session, scene.floor, FloorState.SETTLING, turn.now)
    keep_time(scene)
    scene.tell(scene.other(turn.me), screen_of(scene, scene.other(turn.me)))
    turn.next = Begin("floor", (str(scene.floor.id), str(scene.floor.step), "under"))


@carry_out.register
def _decline(outcome: DeclineTurns, turn: Turn) -> None:
    scene = _asked(outcome.floor, outcome.step, turn)
    if scene is None:
        return
    end_floor(turn.session, scene.floor, "declined", turn.now)
    drop_reminders(turn.session, scene.floor.id)
    turn.show(say("floor.declined.text"))
    scene.tell(scene.other(turn.me), (say("floor.declined.said", name=turn.my_name), ()))


@carry_out.register
def _settle(outcome: Settle, turn: Turn) -> None:
    """The line is for its author alone. When both have theirs or left it out, it begins."""
    scene = scene_of(turn, outcome.floor)
    floor = scene.floor if scene is not None else None
    if scene is None or floor is None or floor.state != FloorState.SETTLING:
        return turn.moved_on()
    if not mark_side(turn.session, floor, turn.me.id, "settled"):
        return turn.moved_on()
    if outcome.line:
        add_line(turn.session, turn.sealer, floor, turn.me.id, LineKind.UNDER, outcome.line)
    if not both_are(turn.session, floor, "settled"):
        scene.tell(turn.me, screen_of(scene, turn.me))
        return
    ends_at = turn.now + timedelta(minutes=floor.minutes)
    move_floor(turn.session, floor, FloorState.SPEAKING, turn.now, ends_at=ends_at)
    keep_time(scene)
    _open(scene)


def _open(scene: Scene) -> None:
    """The rules once, where both read them; then each reads what is theirs to do."""
    topic = scene.words(LineKind.TOPIC)
    opening = say("floor.start.text", topic=topic, minutes=scene.floor.minutes, name=scene.speaker_name)
    scene.post(
        paragraphs(opening, say("floor.rules")),
        rows(Button(say("dialogue.privately.button"), start="turns"), scene.button("stop"), wide=2),
    )
    go_on(scene, *scene.both)


@carry_out.register
def _resume(outcome: ResumeTurns, turn: Turn) -> None:
    scene = scene_of(turn, outcome.floor)
    if scene is None or scene.floor.step != outcome.step:
        return turn.moved_on()
    if _not_now(turn):
        return
    if not resume_floor(turn.session, scene.floor, turn.now):
        return turn.moved_on()
    keep_time(scene)
    go_on(scene, *scene.both)
