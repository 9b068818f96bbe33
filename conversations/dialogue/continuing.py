"""Takes a conversation one step further: ask the next thing, or carry out what it has led to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from conversations.dialogue.asking import show_question
from conversations.dialogue.automatic import answer_by_itself
from conversations.dialogue.carry_out import carry_out
from conversations.dialogue.looking import look
from conversations.dialogue.outcomes import Begin
from conversations.dialogue.phrasebook import Reader, UnknownPhrase
from conversations.dialogue.phrases import Value, say
from conversations.dialogue.posting import Desk
from conversations.dialogue.seating import take_seat
from conversations.dialogue.steps import Choose, ChooseOrWrite, Question, Reword, Write
from conversations.dialogue.taking import Turn
from conversations.dialogue.transcript import (
    Answer,
    Ended,
    FlowChanged,
    Transcript,
    Waiting,
    can_go_back,
    name_of,
    replay,
)
from conversations.flows import FLOWS
from conversations.records.conversations import (
    OpenConversation,
    Start,
    forget_conversation,
    keep_conversation,
    open_conversation,
)
from conversations.records.partners import Partner, may_lend


@dataclass(frozen=True)
class Pending:
    """A rewording that the conversation waits for."""

    partner_id: int
    turn: int
    step: Reword
    language: str
    names: tuple[str, ...] = ()  # of its people, once all of them agreed that the model helps


@dataclass(frozen=True)
class Underway:
    """A conversation as it is being taken further."""

    flow: str
    start: Start
    transcript: Transcript = ()
    begins: bool = False  # it takes the place of whatever was open


def begin(turn: Turn, begun: Begin) -> Pending | None:
    """Start a conversation. The open one is replaced only if this one asks something."""
    return advance(turn, Underway(begun.flow, (begun.args, begun.words), begins=True))


def resume(turn: Turn, conversation: OpenConversation, *more: Answer) -> Pending | None:
    """Go on with the open conversation."""
    return advance(turn, Underway(conversation.flow, conversation.start, conversation.transcript + more))


def advance(turn: Turn, underway: Underway, note: Value = None) -> Pending | None:
    """Run the flow to its next question or its end. Returns the rewording it waits for, if any."""
    try:
        state, underway = _run(turn, underway)
        if isinstance(state, Ended):
            return _end(turn, underway, state)
        number = _keep(turn, underway)
        match state.step:
            case Reword() as step:
                return _pending(turn, number, step)
            case Choose() | Write() | ChooseOrWrite() as step:
                ask(turn, number, underway.transcript, step, note)
        return None
    except (FlowChanged, UnknownPhrase):
        if not underway.transcript:
            raise
        fresh = Underway(underway.flow, underway.start)
        return advance(turn, fresh, say("dialogue.changed.text"))


def _run(turn: Turn, underway: Underway) -> tuple[Waiting | Ended, Underway]:
    here = look(turn, underway.flow, *underway.start)
    while True:
        state = replay(FLOWS[underway.flow].flow(here), underway.transcript)
        if isinstance(state, Ended) or isinstance(state.step, Choose | Write | ChooseOrWrite | Reword):
            return state, underway
        known = Answer(name_of(state.step), answer_by_itself(state.step, turn.now, turn.me.language))
        underway = replace(underway, transcript=(*underway.transcript, known))


def _keep(turn: Turn, underway: Underway) -> int:
    """Store how far it is; returns the number of the question that is asked now."""
    before = open_conversation(turn.session, turn.sealer, turn.me.id) if underway.begins else None
    if before is not None:
        turn.put_question_away(before.turn)
    return keep_conversation(
        turn.session,
        turn.sealer,
        turn.me.id,
        underway.flow,
        underway.start,
        underway.transcript,
        turn.now,
    )


def ask(turn: Turn, number: int, transcript: Transcript, step: Question, note: Value = None) -> None:
    """Show the open question in the person's private chat."""
    reader = Reader(turn.me.language, turn.me.zone or "UTC")
    message = show_question(step, number, can_go_back(transcript), turn.desk.book, reader, note)
    turn.ask(message, number)
    if turn.in_shared_chat and turn.is_tap and turn.toast is None:
        turn.toast = say("dialogue.in_private")


def _end(turn: Turn, underway: Underway, ended: Ended) -> Pending | None:
    forget_conversation(turn.session, turn.me.id, underway.flow)
    turn.seen.clear()
    for outcome in ended.outcomes:
        carry_out(outcome, turn)
    begun, turn.next = turn.next, None
    return begin(turn, begun) if begun is not None else None


def open_question(turn: Turn, conversation: OpenConversation) -> Question | None:
    """What the open conversation asks, without changing anything. None when it is about to go on by itself."""
    try:
        state = _where(turn, conversation)
    except FlowChanged:
        return None
    match state:
        case Waiting(Choose() | Write() | ChooseOrWrite() as step):
            return step
        case _:
            return None


def _where(turn: Turn, conversation: OpenConversation) -> Waiting | Ended:
    here = look(turn, conversation.flow, *conversation.start)
    return replay(FLOWS[conversation.flow].flow(here), conversation.transcript)


def pending_rewording(desk: Desk, me: Partner) -> Pending | None:
    """A rewording that was cut off between its two transactions."""
    conversation = open_conversation(desk.session, desk.sealer, me.id)
    if conversation is None:
        return None
    turn = take_seat(desk, me)
    state = _where(turn, conversation)
    if isinstance(state, Waiting) and isinstance(state.step, Reword):
        return _pending(turn, conversation.turn, state.step)
    return None


def _pending(turn: Turn, number: int, step: Reword) -> Pending:
    names = tuple(name for name in (turn.my_name, turn.partner_name) if name)
    agreed = may_lend(turn.desk.model, turn.me, turn.partner)
    return Pending(turn.me.id, number, step, turn.me.language, names if agreed else ())


def continue_after_rewording(desk: Desk, pending: Pending, answer: Mapping[str, Any]) -> Pending | None:
    """The engine's answer joins the transcript, unless the person has gone on to something else."""
    me = desk.session.get_one(Partner, pending.partner_id)
    turn = take_seat(desk, me)
    conversation = open_conversation(desk.session, desk.sealer, me.id)
    if conversation is None or conversation.turn != pending.turn:
        return None
    return resume(turn, conversation, Answer(name_of(pending.step), dict(answer)))
