"""Carries out the timer for listening at home: both read the same card, and either ends it."""

from conversations.dialogue.carry_out.dispatch import carry_out
from conversations.dialogue.outcomes import Rows
from conversations.dialogue.outcomes.rituals import (
    StartListening,
    StopListening,
    listening_card,
    stop_button,
)
from conversations.dialogue.phrases import Moment, Value, paragraphs, say
from conversations.dialogue.taking import Turn
from conversations.records.couples import share_chat
from conversations.records.deliveries import Urgency
from conversations.records.listening import Listening, begin_listening, end_listening, running_listening
from conversations.records.pauses import running_pause


@carry_out.register
def _start(outcome: StartListening, turn: Turn) -> None:
    """Once for the two: whoever is second reads the one that runs."""
    if turn.couple is None or turn.partner is None:
        turn.show(say("dialogue.alone.text"))
        return
    if running_pause(turn.session, turn.couple.id) is not None:
        return turn.moved_on()
    first = turn.me if outcome.first == "me" else turn.partner
    timer = begin_listening(turn.session, turn.couple.id, first.id, outcome.minutes, turn.now)
    if timer is not None:
        _tell_both(_card(timer, turn), turn, stop_button(timer.id))
    elif (running := running_listening(turn.session, turn.couple.id)) is not None:
        until = say("listen.until.text", at=Moment(running.ends_at))
        turn.show(paragraphs(_card(running, turn), until), stop_button(running.id))


def _card(timer: Listening, turn: Turn) -> Value:
    names = (turn.my_name, turn.partner_name)
    return listening_card(timer.minutes, *(names if timer.first_id == turn.me.id else reversed(names)))


@carry_out.register
def _stop(outcome: StopListening, turn: Turn) -> None:
    running = running_listening(turn.session, turn.couple.id) if turn.couple is not None else None
    if running is None or running.id != outcome.timer or not end_listening(turn.session, running.id):
        return turn.moved_on()
    _tell_both(say("listen.stopped.text"), turn)


def _tell_both(what: Value, turn: Turn, buttons: Rows = ()) -> None:
    """Where they talk; without a shared chat each in private."""
    couple, partner = turn.pair()
    if not share_chat(couple):
        turn.show(what, buttons)
        turn.desk.to_person(partner, what, buttons, Urgency.RELAY, author=turn.me)
        return
    if not turn.in_shared_chat:
        turn.show(say("listen.there.text"))
    turn.desk.to_both(couple, what, buttons, author=turn.me)
