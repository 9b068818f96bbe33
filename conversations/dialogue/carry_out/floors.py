"""Carries out taking turns: speaking, saying back, passing the floor, stopping. Whoever is too late is told so."""

from conversations.dialogue.carry_out.dispatch import carry_out
from conversations.dialogue.floor_screens import go_on
from conversations.dialogue.floors import Scene, end_talk, scene_of
from conversations.dialogue.outcomes import rows
from conversations.dialogue.outcomes.floors import (
    AnswerInTurn,
    DecideAside,
    SayInTurn,
    SetAside,
    StopTurns,
)
from conversations.dialogue.phrases import say
from conversations.dialogue.taking import Turn
from conversations.records.floor_lines import LineKind, add_line, change_line, forget_line, replace_line
from conversations.records.floors import (
    LIVE,
    MOST_TURNS,
    FloorState,
    count_turn,
    end_floor,
    move_floor,
)
from conversations.records.reminders import drop_reminders


def _my_step(floor_id: int, step: int, turn: Turn) -> Scene | None:
    """The floor, if this step is this person's and there is time left; else they are told what is so."""
    scene = scene_of(turn, floor_id)
    if scene is None or scene.floor.step != step or scene.mover != turn.me:
        turn.moved_on()
        return None
    if scene.floor.ends_at is not None and scene.floor.ends_at <= turn.now:
        end_talk(scene, "floor.time.text")
        return None
    return scene


@carry_out.register
def _say_in_turn(outcome: SayInTurn, turn: Turn) -> None:
    scene = _my_step(outcome.floor, outcome.step, turn)
    if scene is None:
        return
    floor, me, words = scene.floor, turn.me, outcome.words
    match floor.state:
        case FloorState.SPEAKING:
            forget_line(turn.session, outcome.kept)
            replace_line(turn.session, turn.sealer, floor, me.id, LineKind.SAID, words)
            scene.post_words("floor.card.said", me, words)
            _move(scene, FloorState.REFLECTING)
        case FloorState.REFLECTING:
            replace_line(turn.session, turn.sealer, floor, me.id, LineKind.HEARD, words)
            scene.post_words("floor.card.heard", me, words)
            _move(scene, FloorState.CONFIRMING)
        case FloorState.CONFIRMING:
            scene.post_words("floor.card.added", me, words)
            _move(scene, FloorState.VALIDATING)
        case FloorState.VALIDATING:
            scene.post_words("floor.card.sense", me, words)
            _end_exchange(scene)
        case _:
            turn.moved_on()


@carry_out.register
def _answer_in_turn(outcome: AnswerInTurn, turn: Turn) -> None:
    scene = _my_step(outcome.floor, outcome.step, turn)
    if scene is None:
        return
    match outcome.how, scene.floor.state:
        case "yes", FloorState.CONFIRMING:
            _move(scene, FloorState.VALIDATING)
        case "not_yet", FloorState.CONFIRMING if not scene.floor.retold:
            _move(scene, FloorState.REFLECTING, retold=True)
        case "skip", FloorState.VALIDATING:
            _end_exchange(scene)
        case "keep", FloorState.KEEPING:
            _give_floor(scene, scene.floor.speaker_id)
        case "pass", FloorState.KEEPING if scene.turns(scene.other(turn.me)) < MOST_TURNS:
            _give_floor(scene, scene.other(turn.me).id)
        case "wrap", FloorState.KEEPING:
            end_talk(scene, "floor.enough.text")
        case _:
            turn.moved_on()


def _move(scene: Scene, to: FloorState, **more: object) -> None:
    move_floor(scene.desk.session, scene.floor, to, scene.desk.now, **more)
    go_on(scene)


def _end_exchange(scene: Scene) -> None:
    """The speaker keeps the floor or passes it, as far as either has an exchange left."""
    floor = scene.floor
    count_turn(scene.desk.session, floor, floor.speaker_id)
    speaker, listener = sorted(scene.both, key=lambda one: one.id != floor.speaker_id)
    match scene.turns(speaker) < MOST_TURNS, scene.turns(listener) < MOST_TURNS:
        case False, False:
            end_talk(scene, "floor.enough.text")
        case False, True:
            _give_floor(scene, listener.id)
        case _:
            _move(scene, FloorState.KEEPING)


def _give_floor(scene: Scene, speaker_id: int) -> None:
    fresh = {"speaker_id": speaker_id, "retold": False, "hinted": False}
    move_floor(scene.desk.session, scene.floor, FloorState.SPEAKING, scene.desk.now, **fresh)
    scene.say_where_they_talk(say("floor.has_the_floor", name=scene.speaker_name))
    go_on(scene)


@carry_out.register
def _set_aside(outcome: SetAside, turn: Turn) -> None:
    """Said to nobody: only its author is asked whether to keep it for their turn."""
    scene = scene_of(turn, outcome.floor)
    if scene is None or scene.floor.state not in LIVE:
        return turn.moved_on()
    line = add_line(turn.session, turn.sealer, scene.floor, turn.me.id, LineKind.ASKED, outcome.words)
    others = scene.mover == scene.other(turn.me)
    asked = say("floor.aside.theirs", name=turn.partner_name) if others else say("floor.aside.text")
    turn.show(asked, rows(*(scene.button(how, after=str(line.id)) for how in ("hold", "drop")), wide=2))


@carry_out.register
def _decide_aside(outcome: DecideAside, turn: Turn) -> None:
    if outcome.how == "drop":
        forget_line(turn.session, outcome.line)
        turn.show(say("floor.dropped_aside.text"))
        return
    change_line(turn.session, outcome.line, LineKind.ASIDE)
    turn.show(say("floor.held.text"))


@carry_out.register
def _stop(outcome: StopTurns, turn: Turn) -> None:
    """Either of the two, at any moment, in one step. Nobody is named."""
    scene = scene_of(turn, outcome.floor)
    if scene is None or scene.floor.state not in LIVE:
        return turn.moved_on()
    unasked = scene.floor.state == FloorState.WAITING
    end_floor(turn.session, scene.floor, "withdrawn" if unasked else "stopped", turn.now)
    drop_reminders(turn.session, scene.floor.id)
    if not unasked:
        scene.say_everywhere(say("floor.stopped.text"))
        return
    turn.show(say("floor.withdrawn.text"))
    scene.tell(scene.other(turn.me), (say("floor.withdrawn.said", name=turn.my_name), ()))
