"""Carries out what follows a talk in turns: the last lines together, the summary, and one idea both picked."""

from datetime import timedelta

from conversations.dialogue.carry_out.dispatch import carry_out
from conversations.dialogue.floor_screens import after_rows, idea_of, screen_of
from conversations.dialogue.floors import Scene, scene_of
from conversations.dialogue.outcomes.agreements import look_button
from conversations.dialogue.outcomes.floors import (
    CloseTurns,
    GiveIdea,
    KeepSummary,
    PickIdea,
    ShareAlone,
    WantToSolve,
    last_lines,
)
from conversations.dialogue.outcomes.pauses import back_time, meanwhile
from conversations.dialogue.phrases import Value, paragraphs, say
from conversations.dialogue.side_by_side import in_order
from conversations.dialogue.taking import Turn
from conversations.records.agreements import agree
from conversations.records.floor_lines import LineKind, add_line, lines_of, read_line
from conversations.records.floors import (
    FloorState,
    both_are,
    keep_floor,
    mark_side,
    move_floor,
    side_of,
)
from conversations.records.notes import keep_copy, renew_copies
from conversations.records.partners import Partner
from conversations.records.pauses import running_pause
from conversations.records.reminders import ReminderKind, drop_reminders, remind

A_WHILE = timedelta(hours=1)  # then one's lines may go out by themselves, if one wants that


def _at(floor_id: int, turn: Turn, *states: FloorState) -> Scene | None:
    """The floor, in one of these states; else this person is told that it has moved on."""
    scene = scene_of(turn, floor_id)
    if scene is None or scene.floor.state not in states:
        turn.moved_on()
        return None
    if (pause := running_pause(turn.session, scene.couple.id)) is not None:  # nothing reaches the other now
        turn.show(say("pause.running.text", back=back_time(pause.back_at, turn.now)), meanwhile())
        return None
    return scene


def _mark(scene: Scene, turn: Turn, mark: str) -> bool:
    """True for the first time; the same again is answered and changes nothing."""
    if mark_side(turn.session, scene.floor, turn.me.id, mark):
        return True
    turn.moved_on()
    return False


@carry_out.register
def _close(outcome: CloseTurns, turn: Turn) -> None:
    """Neither is read before both are there."""
    scene = _at(outcome.floor, turn, FloorState.CLOSING)
    if scene is None or not _mark(scene, turn, "closed"):
        return
    lines = {LineKind.UNDERSTOOD: outcome.understood, LineKind.AGREED: outcome.agreed}
    for kind, words in lines.items():
        if words:
            add_line(turn.session, turn.sealer, scene.floor, turn.me.id, kind, words)
    if side_of(turn.session, scene.floor, scene.other(turn.me).id).shared:
        _share_mine(scene, turn)
    elif both_are(turn.session, scene.floor, "closed"):
        _share_both(scene, turn)
    else:
        turn.show(*screen_of(scene, turn.me))
        remind(turn.session, turn.me.id, ReminderKind.FLOOR_ALONE, scene.floor.id, turn.now + A_WHILE)


def _share_both(scene: Scene, turn: Turn) -> None:
    move_floor(turn.session, scene.floor, FloorState.SHARED, turn.now)
    drop_reminders(turn.session, scene.floor.id)
    for one in scene.both:
        mark_side(turn.session, scene.floor, one.id, "shared")
    turn.show(say("floor.both_closed.text"))
    scene.post(paragraphs(_summary(scene), say("floor.shared.text")), after_rows(scene))


def _summary(scene: Scene) -> Value:
    """The topic, what each has written, now one first and now the other, and what both agreed on."""
    topic = say("floor.card.topic", topic=scene.words(LineKind.TOPIC))
    agreed = scene.words(LineKind.AGREEMENT)
    agreement = say("floor.card.agreement", words=agreed) if agreed else None
    both = in_order(scene.both, scene.floor.created_at.date())
    return paragraphs(topic, *(_lines_by(scene, one) for one in both), agreement)


def _lines_by(scene: Scene, author: Partner) -> Value:
    session, sealer, floor = scene.desk.session, scene.desk.sealer, scene.floor
    found = lines_of(session, floor, (LineKind.UNDERSTOOD, LineKind.AGREED), author.id)
    words = {one.kind: read_line(session, sealer, floor, one) for one in found}
    return last_lines(scene.name(author), words.get(LineKind.UNDERSTOOD), words.get(LineKind.AGREED))


@carry_out.register
def _share_alone(outcome: ShareAlone, turn: Turn) -> None:
    scene = _at(outcome.floor, turn, FloorState.CLOSING)
    if scene is None or not side_of(turn.session, scene.floor, turn.me.id).closed:
        return
    _share_mine(scene, turn)


def _share_mine(scene: Scene, turn: Turn) -> None:
    """One's own lines, without a word about the other's."""
    if not _mark(scene, turn, "shared"):
        return
    turn.show(say("floor.shared_alone.text"))
    if not both_are(turn.session, scene.floor, "shared"):
        scene.post(_lines_by(scene, turn.me))
        return
    move_floor(turn.session, scene.floor, FloorState.SHARED, turn.now)
    scene.post(paragraphs(_lines_by(scene, turn.me), say("floor.shared.text")), after_rows(scene))


@carry_out.register
def _want_to_solve(outcome: WantToSolve, turn: Turn) -> None:
    """The other learns of it only by wanting the same."""
    scene = _at(outcome.floor, turn, FloorState.SHARED)
    if scene is None or not _mark(scene, turn, "solves"):
        return
    if not both_are(turn.session, scene.floor, "solves"):
        turn.toast_or_show(say("floor.noted"))
        return
    move_floor(turn.session, scene.floor, FloorState.SOLVING, turn.now)
    _tell_both(scene)


def _tell_both(scene: Scene) -> None:
    for reader in scene.both:
        scene.tell(reader, screen_of(scene, reader))


@carry_out.register
def _give_idea(outcome: GiveIdea, turn: Turn) -> None:
    """Neither idea is read before both are there."""
    scene = _at(outcome.floor, turn, FloorState.SOLVING)
    if scene is None:
        return
    given = {one.partner_id for one in lines_of(turn.session, scene.floor, (LineKind.IDEA,))}
    if turn.me.id in given:
        turn.moved_on()
        return
    add_line(turn.session, turn.sealer, scene.floor, turn.me.id, LineKind.IDEA, outcome.words)
    if not given:
        scene.tell(turn.me, screen_of(scene, turn.me))
        return
    move_floor(turn.session, scene.floor, FloorState.PICKING, turn.now)
    _tell_both(scene)


@carry_out.register
def _pick_idea(outcome: PickIdea, turn: Turn) -> None:
    """Who picked what is said to nobody, unless both picked the same."""
    scene = _at(outcome.floor, turn, FloorState.PICKING)
    if scene is None:
        return
    author = {"mine": turn.me.id, "theirs": scene.other(turn.me).id}.get(outcome.which)
    if not mark_side(turn.session, scene.floor, turn.me.id, "picked", pick=author):
        turn.moved_on()
        return
    scene.tell(turn.me, screen_of(scene, turn.me))
    if both_are(turn.session, scene.floor, "picked"):
        _agree(scene, turn)


def _agree(scene: Scene, turn: Turn) -> None:
    picks = {side_of(turn.session, scene.floor, one.id).pick for one in scene.both}
    agreed = next((one for one in scene.both if picks == {one.id}), None)
    idea = idea_of(scene, agreed) if agreed is not None else None
    move_floor(turn.session, scene.floor, FloorState.OVER, turn.now, ended_as="done")
    if agreed is None or idea is None:
        return scene.post(say("floor.no_agreement.text"))
    add_line(turn.session, turn.sealer, scene.floor, turn.me.id, LineKind.AGREEMENT, idea)
    renew_copies(turn.session, turn.sealer, scene.floor, _summary(scene))
    made = agree(turn.session, turn.sealer, scene.couple.id, agreed.id, idea, turn.now)
    card = say("floor.card.agreement", words=idea)
    return scene.post(paragraphs(card, say("floor.agreement_kept.text")), look_button(made.id))


@carry_out.register
def _keep_summary(outcome: KeepSummary, turn: Turn) -> None:
    """Put away for each once both want it, as long as the words are still there; each can let go of theirs."""
    after = (FloorState.SHARED, FloorState.SOLVING, FloorState.PICKING, FloorState.OVER)
    scene = _at(outcome.floor, turn, *after)
    if scene is not None and scene.words(LineKind.TOPIC) is None:  # forgotten by now
        return turn.moved_on()
    if scene is None or not _mark(scene, turn, "keeps"):
        return None
    if not both_are(turn.session, scene.floor, "keeps") or not keep_floor(turn.session, scene.floor):
        return turn.toast_or_show(say("floor.noted_summary"))
    for one in scene.both:
        keep_copy(turn.session, turn.sealer, scene.floor, one.id, _summary(scene), turn.now)
    scene.post(say("floor.kept_summary.text"), silent=True)
    return None
