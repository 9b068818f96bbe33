"""What one of the two reads at each step of taking turns, and what they can tap there."""

from collections.abc import Callable
from datetime import timedelta

from conversations.dialogue.floors import Scene, Screen
from conversations.dialogue.outcomes import Button, Rows, rows
from conversations.dialogue.outcomes.floors import card, proposal
from conversations.dialogue.phrases import Value, lines, paragraphs, say
from conversations.dialogue.side_by_side import in_order
from conversations.records.floor_lines import LineKind, lines_of, read_line
from conversations.records.floors import MOST_TURNS, FloorState, side_of
from conversations.records.partners import Partner
from conversations.records.reminders import ReminderKind, drop_reminders, remind

PATIENCE = timedelta(seconds=90)  # flows.md 9.6
OPENINGS = ("so", "sounds", "feeling")
MOST_NOTES = 3  # kept lines shown with a button each


def screen_of(scene: Scene, reader: Partner) -> Screen:
    """What this person reads at this step, and what they can do."""
    return _SCREENS[FloorState(scene.floor.state)](scene, reader)


def stop_row(scene: Scene) -> tuple[Button, ...]:
    return (scene.button("stop"),)


def _proposed(scene: Scene, reader: Partner) -> Screen:
    if scene.floor.proposed_by == reader.id:
        asked = say("floor.asked.text", partner=scene.name(scene.other(reader)))
        return asked, rows(scene.button("take_back"))
    join, other, later = (scene.button(how) for how in ("join", "another", "later"))
    return proposal_of(scene), ((join, other), (later,))


def proposal_of(scene: Scene) -> Value:
    """The topic, the minutes and who begins, as the one who is asked reads it."""
    proposer = next(one for one in scene.both if one.id == scene.floor.proposed_by)
    speaker = next(one for one in scene.both if one.id == scene.floor.speaker_id)
    begins = None if scene.floor.tossed else scene.name(speaker)
    return proposal(scene.name(proposer), scene.words(LineKind.TOPIC), scene.floor.minutes, begins)


def _settling(scene: Scene, reader: Partner) -> Screen:
    if side_of(scene.desk.session, scene.floor, reader.id).settled:
        return say("floor.settled.text"), (stop_row(scene),)
    return say("floor.in.text"), ((scene.button("under"), scene.button("leave_out")), stop_row(scene))


def _speaking(scene: Scene, reader: Partner) -> Screen:
    if scene.mover != reader:
        return say("floor.listen.text", name=scene.speaker_name), (stop_row(scene),)
    session, sealer = scene.desk.session, scene.desk.sealer
    kept = lines_of(session, scene.floor, (LineKind.UNDER, LineKind.ASIDE), reader.id)[-MOST_NOTES:]
    quotes = (say("floor.quote", words=read_line(session, sealer, scene.floor, one)) for one in kept)
    notes = lines(say("floor.kept.text"), *quotes) if kept else None
    use = [scene.button("use", f"use_{at}", str(one.id)) for at, one in enumerate(kept, 1)]
    return paragraphs(say("floor.speak.text"), notes), (*((tuple(use),) if use else ()), stop_row(scene))


def _listener(scene: Scene) -> str:
    return scene.name(next(one for one in scene.both if one.id != scene.floor.speaker_id))


def _reflecting(scene: Scene, reader: Partner) -> Screen:
    if scene.mover != reader:
        done = "retold" if scene.floor.retold else "said"
        return say(f"floor.wait.{done}", name=_listener(scene)), (stop_row(scene),)
    said = card("floor.card.said", scene.speaker_name, scene.words(LineKind.SAID))
    asked = say("floor.reflect.once_more" if scene.floor.retold else "floor.reflect.text")
    openings = tuple(scene.button("echo", f"echo_{one}", one) for one in OPENINGS)
    return paragraphs(said, asked), (*rows(*openings), stop_row(scene))


def _confirming(scene: Scene, reader: Partner) -> Screen:
    if scene.mover != reader:
        return say("floor.wait.returned", name=scene.speaker_name), (stop_row(scene),)
    heard = card("floor.card.heard", _listener(scene), scene.words(LineKind.HEARD))
    hows = ("yes", "almost") if scene.floor.retold else ("yes", "almost", "not_yet")
    asked = say("floor.confirm.good_enough" if scene.floor.retold else "floor.confirm.text")
    return paragraphs(heard, asked), (tuple(scene.button(how) for how in hows), stop_row(scene))


def _validating(scene: Scene, reader: Partner) -> Screen:
    if scene.mover != reader:
        return say("floor.wait.confirmed", name=_listener(scene)), (stop_row(scene),)
    return say("floor.validate.text"), ((scene.button("why"), scene.button("skip")), stop_row(scene))


def _keeping(scene: Scene, reader: Partner) -> Screen:
    if scene.mover != reader:
        return say("floor.wait.done", name=scene.speaker_name), (stop_row(scene),)
    may_pass = scene.turns(scene.other(reader)) < MOST_TURNS
    hows = ("pass", "keep") if may_pass else ("keep",)
    end = (scene.button("wrap"), scene.button("stop"))
    return say("floor.keep.text"), (tuple(scene.button(how) for how in hows), end)


def _paused(scene: Scene, reader: Partner) -> Screen:
    return say("floor.paused.text"), ((scene.button("go"), scene.button("stop")),)


def _closing(scene: Scene, reader: Partner) -> Screen:
    if side_of(scene.desk.session, scene.floor, reader.id).closed:
        return say("floor.closed.text"), rows(Button(say("floor.button.outside"), "friend"))
    return say("floor.closing.text"), rows(scene.button("close"))


def _shared(scene: Scene, reader: Partner) -> Screen:
    return say("floor.shared.text"), after_rows(scene)


def after_rows(scene: Scene) -> Rows:
    """What may follow the last lines, if both want it."""
    return ((scene.button("solve"), scene.button("keepsake")),)


def _solving(scene: Scene, reader: Partner) -> Screen:
    if lines_of(scene.desk.session, scene.floor, (LineKind.IDEA,), reader.id):
        return say("floor.idea_kept.text"), ()
    return say("floor.solve.text"), rows(scene.button("idea"))


def _picking(scene: Scene, reader: Partner) -> Screen:
    if side_of(scene.desk.session, scene.floor, reader.id).picked:
        return say("floor.pick_kept.text"), ()
    both = in_order(scene.both, scene.floor.created_at.date())
    ideas = (card("floor.card.idea", scene.name(one), idea_of(scene, one)) for one in both)
    hows = rows(*(scene.button(how) for how in ("theirs", "mine", "neither")), wide=3)
    return paragraphs(*ideas, say("floor.pick.text")), hows


def idea_of(scene: Scene, author: Partner) -> Value:
    """The one idea of this person."""
    session = scene.desk.session
    found = lines_of(session, scene.floor, (LineKind.IDEA,), author.id)
    return read_line(session, scene.desk.sealer, scene.floor, found[0]) if found else None


def _over(scene: Scene, reader: Partner) -> Screen:
    return say("dialogue.moved_on"), ()


_SCREENS: dict[FloorState, Callable[[Scene, Partner], Screen]] = {
    FloorState.WAITING: _proposed,
    FloorState.SETTLING: _settling,
    FloorState.SPEAKING: _speaking,
    FloorState.REFLECTING: _reflecting,
    FloorState.CONFIRMING: _confirming,
    FloorState.VALIDATING: _validating,
    FloorState.KEEPING: _keeping,
    FloorState.PAUSED: _paused,
    FloorState.CLOSING: _closing,
    FloorState.SHARED: _shared,
    FloorState.SOLVING: _solving,
    FloorState.PICKING: _picking,
    FloorState.OVER: _over,
}


def go_on(scene: Scene, *also: Partner) -> None:
    """After a move: whoever is next reads what to do, and whoever acted what happens now."""
    acted = scene.turn.me if scene.turn is not None else None
    for reader in scene.both:
        if reader in (acted, scene.mover, *also):
            scene.tell(reader, screen_of(scene, reader))
    drop_reminders(scene.desk.session, scene.floor.id, ReminderKind.FLOOR_PATIENCE)
    if scene.mover is not None and not scene.floor.hinted:
        later = scene.desk.now + PATIENCE
        remind(
            scene.desk.session,
            scene.mover.id,
            ReminderKind.FLOOR_PATIENCE,
            scene.floor.id,
            later,
            scene.floor.step,
        )
