"""Carries out that a private chat is cleared (flows.md 9.10, T-4)."""

from conversations.dialogue.carry_out.dispatch import carry_out
from conversations.dialogue.outcomes.hide import ClearChat, TakeAway
from conversations.dialogue.phrasebook import Reader, Text
from conversations.dialogue.phrases import Value
from conversations.dialogue.taking import Turn
from conversations.records.clearing import CLEARING, Waiting, around, call_back, messages_in, newest_first
from conversations.records.conversations import forget_conversation
from conversations.records.deliveries import Message, Urgency
from conversations.records.partners import Partner
from conversations.records.waiting_notes import put_by


@carry_out.register
def _clear_chat(outcome: ClearChat, turn: Turn) -> None:
    """All at once: what is known to stand there, what may stand around it, then the line. Attune shows no keyboard
    of its own in place of the letters, so there is none to take back."""
    forget_conversation(turn.session, turn.me.id)
    was_discreet, turn.me.discreet = turn.me.discreet, True
    theirs = call_back(turn.session, turn.sealer, turn.me.telegram_id)
    known = messages_in(turn.session, turn.me.telegram_id)
    _take_away(newest_first(known), outcome.instead, turn)
    _take_away(around(known), None, turn)
    turn.show(outcome.line, outcome.buttons, anew=True)
    for waiting in theirs:
        _bring_again(waiting, was_discreet, turn)


def _take_away(numbers: tuple[int, ...], instead: Value, turn: Turn) -> None:
    """Sealed with nobody's key: it is still done when the person's own is gone."""
    if not numbers:
        return
    text = turn.desk.book.render(instead, Reader(turn.me.language)) if instead is not None else Text("")
    message = Message(text, deletes=numbers)
    turn.desk.post_to(turn.me.telegram_id, "lobby", message, Urgency.RELAY, about=CLEARING)


def _bring_again(waiting: Waiting, covered: bool, turn: Turn) -> None:
    """What another one wrote comes after all, as what comes from now on: nobody sees what it is."""
    message = waiting.message
    if not covered:
        id = put_by(turn.session, turn.sealer, turn.me.id, message, turn.now)
        message = turn.desk.cover(turn.me.language, f"note {id}", message.silent)
    author = turn.session.get(Partner, waiting.author_id) if waiting.author_id is not None else None
    turn.desk.post(turn.me, message, Urgency.RELAY, author)


@carry_out.register
def _take_tapped_away(outcome: TakeAway, turn: Turn) -> None:
    if turn.tapped is not None:
        _take_away((turn.tapped,), outcome.instead, turn)
