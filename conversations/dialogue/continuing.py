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
    Conversation,
    forget_conversation,
    keep_conversation,
    open_conversation,
    read_conversation,
)
from conversations.records.partners import Partner

Start = tuple[tuple[str, ...], str]  # arguments and words a flow was started with


@dataclass(frozen=True)
class Pending:
    """A rewording that the conversation waits for."""

    partner_id: int
    turn: int
    step: Reword
    language: str


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


def resume(turn: Turn, conversation: Conversation, *more: Answer) -> Pending | None:
    """Go on with the open conversation."""
    start, transcript = read_conversation(turn.session, turn.sealer, conversation)
    return advance(turn, Underway(conversation.flow, start, transcript + more))


def advance(turn: Turn, underway: Underway, note: Value = None) -> Pending | None:
    """Run the flow to its next question or its end. Returns the rewording it waits for, if any."""
    try:
        state, underway = _run(turn, underway)
        if isinstance(state, Ended):
            return _end(turn, underway, state)
        conversation = _keep(turn, underway)
        match state.step:
            case Reword() as step:
                return Pending(turn.me.id, conversation.turn, step, turn.me.language)
            case Choose() | Write() | ChooseOrWrite() as step:
                ask(turn, conversation, underway.transcript, step, note)
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


def _keep(turn: Turn, underway: Underway) -> Conversation:
    turn.me.turn += 1
    conversation = open_conversation(turn.session, turn.me.id)
    if conversation is not None and underway.begins:
        turn.put_question_away(conversation.turn)
    if conversation is None:
        conversation = Conversation(partner_id=turn.me.id, flow="", body=b"", touched_at=turn.now)
    conversation.flow, conversation.turn, conversation.touched_at = underway.flow, turn.me.turn, turn.now
    keep_conversation(turn.session, turn.sealer, conversation, underway.start, underway.transcript)
    return conversation


def ask(
    turn: Turn, conversation: Conversation, transcript: Transcript, step: Question, note: Value = None
) -> None:
    """Show the open question in the person's private chat."""
    reader = Reader(turn.me.language, turn.me.zone or "UTC")
    message = show_question(step, conversation.turn, can_go_back(transcript), turn.desk.book, reader, note)
    turn.ask(message, conversation.turn)
    if turn.in_shared_chat and turn.is_tap and turn.toast is None:
        turn.toast = say("dialogue.in_private")


def _end(turn: Turn, underway: Underway, ended: Ended) -> Pending | None:
    conversation = open_conversation(turn.session, turn.me.id)
    if conversation is not None and conversation.flow == underway.flow:
        forget_conversation(turn.session, turn.me.id)
    turn.seen.clear()
    for outcome in ended.outcomes:
        carry_out(outcome, turn)
    begun, turn.next = turn.next, None
    return begin(turn, begun) if begun is not None else None


def open_question(turn: Turn, conversation: Conversation) -> tuple[Question | None, Transcript]:
    """What the open conversation asks, without changing anything."""
    start, transcript = read_conversation(turn.session, turn.sealer, conversation)
    here = look(turn, conversation.flow, *start)
    try:
        state = replay(FLOWS[conversation.flow].flow(here), transcript)
    except FlowChanged:
        return None, transcript
    match state:
        case Waiting(Choose() | Write() | ChooseOrWrite() as step):
            return step, transcript
        case _:
            return None, transcript


def pending_rewording(desk: Desk, me: Partner) -> Pending | None:
    """A rewording that was cut off between its two transactions."""
    conversation = open_conversation(desk.session, me.id)
    if conversation is None:
        return None
    turn = take_seat(desk, me)
    start, transcript = read_conversation(desk.session, desk.sealer, conversation)
    state = replay(FLOWS[conversation.flow].flow(look(turn, conversation.flow, *start)), transcript)
    if isinstance(state, Waiting) and isinstance(state.step, Reword):
        return Pending(me.id, conversation.turn, state.step, me.language)
    return None


def continue_after_rewording(desk: Desk, pending: Pending, answer: Mapping[str, Any]) -> Pending | None:
    """The engine's answer joins the transcript, unless the person has gone on to something else."""
    me = desk.session.get_one(Partner, pending.partner_id)
    turn = take_seat(desk, me)
    conversation = open_conversation(desk.session, me.id)
    if conversation is None or conversation.turn != pending.turn:
        return None
    return resume(turn, conversation, Answer(name_of(pending.step), dict(answer)))
