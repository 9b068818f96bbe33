"""Carries out what becomes of a small ritual: it begins with both, and ends with either."""

from datetime import time

from conversations.dialogue.carry_out.dispatch import carry_out
from conversations.dialogue.outcomes import Button, Rows, rows
from conversations.dialogue.outcomes.rituals import (
    AnswerRitual,
    EndRitual,
    HushRitual,
    ProposeRitual,
    WithdrawRitual,
    answers_to,
    said_when,
    suggestion,
)
from conversations.dialogue.phrases import Value, say
from conversations.dialogue.rituals_seen import hour_of, what_of
from conversations.dialogue.taking import Turn
from conversations.records.deliveries import Urgency
from conversations.records.pauses import running_pause
from conversations.records.rituals import (
    OPEN,
    Ritual,
    RitualState,
    add_ritual,
    answer_ritual,
    drop_ritual,
    find_ritual,
    hush_ritual,
    is_room,
    plan_line,
    same_ritual,
)

LISTS: Rows = rows(Button(say("rituals.button.back"), "rituals"))


@carry_out.register
def _propose(outcome: ProposeRitual, turn: Turn) -> None:
    """Where the same runs or is suggested already, that one is shown: nobody is asked twice."""
    if turn.couple is None or turn.partner is None:
        turn.show(say("dialogue.alone.text"))
        return
    same = same_ritual(turn.session, turn.couple.id, outcome.kind)
    if same is not None:
        _show_same(same, turn)
    elif not is_room(turn.session, turn.couple.id, turn.me.id):
        turn.show(say("rituals.full.text"), LISTS)
    else:
        _ask(_add(outcome, turn), turn)


def _add(outcome: ProposeRitual, turn: Turn) -> Ritual:
    couple, _ = turn.pair()
    ritual = Ritual(
        couple_id=couple.id, proposed_by=turn.me.id, kind=outcome.kind, days=outcome.days,
        at=time.fromisoformat(outcome.at) if outcome.at else None,
        zone=turn.me.zone if outcome.together else "", created_at=turn.now,
    )  # fmt: skip
    return add_ritual(turn.session, turn.sealer, ritual, outcome.words)


def _ask(ritual: Ritual, turn: Turn) -> None:
    card = suggestion(turn.my_name, what_of(ritual, turn), said_when(hour_of(ritual), turn.now))
    _tell(card, ritual, turn, answers_to(ritual.id))
    turn.show(say("rituals.asked.text", partner=turn.partner_name))


def _show_same(same: Ritual, turn: Turn) -> None:
    """It is theirs already; or the other one had the same idea, and it waits for a yes."""
    what = what_of(same, turn)
    if same.state == RitualState.RUNNING:
        turn.show(say("rituals.already.text", what=what), LISTS)
    elif same.proposed_by == turn.me.id:
        turn.show(say("rituals.asked.text", partner=turn.partner_name))
    else:
        turn.show(
            suggestion(turn.partner_name, what, said_when(hour_of(same), turn.now)), answers_to(same.id)
        )


@carry_out.register
def _answer(outcome: AnswerRitual, turn: Turn) -> None:
    ritual = _found(outcome.ritual, turn)
    if ritual is None or ritual.proposed_by == turn.me.id:
        return turn.moved_on()
    match outcome.how:
        case "yes":
            _begin(ritual, turn)
        case "later":
            _put_off(ritual, turn)
        case _:
            _decline(ritual, turn)


def _begin(ritual: Ritual, turn: Turn) -> None:
    """Both have said yes. A fourth waits until there is room."""
    couple, partner = turn.pair()
    if ritual.state != RitualState.RUNNING and not is_room(turn.session, couple.id):
        turn.show(say("rituals.full.text"), LISTS)
        return
    if not answer_ritual(turn.session, ritual.id, turn.me.id, RitualState.RUNNING):
        return turn.moved_on()
    for one in (turn.me, partner):
        plan_line(turn.session, ritual, one, turn.now)
    begun = say("rituals.begun.text", what=what_of(ritual, turn))
    turn.show(begun, LISTS)
    _tell(begun, ritual, turn, LISTS)


def _put_off(ritual: Ritual, turn: Turn) -> None:
    if not answer_ritual(turn.session, ritual.id, turn.me.id, RitualState.LATER):
        return turn.moved_on()
    turn.show(say("rituals.noted_later.text"))
    _tell(say("rituals.later.text", what=what_of(ritual, turn)), ritual, turn)


def _decline(ritual: Ritual, turn: Turn) -> None:
    said = say("rituals.declined.text", what=what_of(ritual, turn))
    if not drop_ritual(turn.session, ritual.id, OPEN):
        return turn.moved_on()
    turn.show(say("rituals.noted_no.text"))
    _tell(said, ritual, turn)


@carry_out.register
def _withdraw(outcome: WithdrawRitual, turn: Turn) -> None:
    ritual = _found(outcome.ritual, turn)
    if ritual is None or ritual.proposed_by != turn.me.id or not drop_ritual(turn.session, ritual.id, OPEN):
        return turn.moved_on()
    turn.show(say("rituals.withdrawn.text"), LISTS)


@carry_out.register
def _end(outcome: EndRitual, turn: Turn) -> None:
    """The same line for both, and no name in it. In a pause the other one is not written to."""
    couple, _ = turn.pair()
    ritual = _found(outcome.ritual, turn)
    said = say("rituals.ended.text", what=what_of(ritual, turn)) if ritual is not None else None
    if ritual is None or not drop_ritual(turn.session, ritual.id, (RitualState.RUNNING,)):
        return turn.moved_on()
    turn.show(said, LISTS)
    if running_pause(turn.session, couple.id) is None:
        _tell(said, ritual, turn)


@carry_out.register
def _hush(outcome: HushRitual, turn: Turn) -> None:
    ritual = _found(outcome.ritual, turn)
    if ritual is None or not hush_ritual(turn.session, ritual.id, turn.me.id, outcome.hushed):
        return turn.moved_on()
    plan_line(turn.session, ritual, turn.me, turn.now)
    turn.show(say("rituals.no_lines.text" if outcome.hushed else "rituals.lines.text"), LISTS)


def _found(ritual_id: int, turn: Turn) -> Ritual | None:
    return find_ritual(turn.session, ritual_id, turn.couple.id) if turn.couple is not None else None


def _tell(what: Value, ritual: Ritual, turn: Turn, buttons: Rows = ()) -> None:
    """The other one, in private and silently."""
    _, partner = turn.pair()
    turn.desk.to_person(
        partner, what, buttons, Urgency.RELAY, silent=True, author=turn.me, about=f"ritual {ritual.id}"
    )
