"""Carries out a pause: both are told the same words, and the return is remembered."""

from datetime import datetime, timedelta

from conversations.dialogue.carry_out.dispatch import carry_out
from conversations.dialogue.floors import rest_with_pause
from conversations.dialogue.outcomes import Button, rows
from conversations.dialogue.outcomes.friend import friend_button
from conversations.dialogue.outcomes.pauses import (
    Breathe,
    GoOn,
    KeepTension,
    LetRest,
    Prolong,
    StartPause,
    StopBreathing,
    TellLevel,
    back_time,
    meanwhile,
    together_buttons,
)
from conversations.dialogue.phrases import Value, say
from conversations.dialogue.taking import Turn
from conversations.records.couples import share_chat
from conversations.records.deliveries import Urgency
from conversations.records.floors import FloorState, live_floor
from conversations.records.listening import end_listening_of
from conversations.records.pauses import (
    Pause,
    PauseState,
    WaterLevel,
    breath_message,
    end_pause,
    keep_tension,
    meet_again,
    prolong_pause,
    running_pause,
    start_pause,
    stop_breathing,
    tell_level,
)
from conversations.records.reminders import ReminderKind, drop_reminders, remind

SOON = timedelta(minutes=2)  # before the return: a silent line
STILL = timedelta(minutes=30)  # after it: nothing is said until then
BREATH_IN = timedelta(seconds=4)  # and six out: flows.md 9.5


@carry_out.register
def _keep_tension(outcome: KeepTension, turn: Turn) -> None:
    keep_tension(turn.session, turn.sealer, turn.me.id, outcome.level, outcome.reasons, turn.now)


@carry_out.register
def _start_pause(outcome: StartPause, turn: Turn) -> None:
    if turn.couple is None or turn.partner is None:
        return
    pause = start_pause(turn.session, turn.couple.id, turn.me.id, outcome.back_at, turn.now)
    if pause is not None:
        _remember_return(pause.id, pause.back_at, turn)
        rest_with_pause(turn)
        end_listening_of(turn.session, turn.couple.id)
        _tell_both("pause.started.text", pause.back_at, turn)
    elif (running := running_pause(turn.session, turn.couple.id)) is not None:
        turn.show(say("pause.running.text", back=back_time(running.back_at, turn.now)), meanwhile())


def _tell_both(key: str, back_at: datetime, turn: Turn) -> None:
    """The same words for both, in private; where they talk only if they were taking turns there (flows.md 9.5)."""
    what = say(key, back=back_time(back_at, turn.now))
    turn.show(what, meanwhile())
    if turn.partner is not None:
        turn.desk.to_person(turn.partner, what, meanwhile(), Urgency.RELAY, author=turn.me)
    if _take_turns(turn):
        _say_in_shared_chat(what, turn)


def _take_turns(turn: Turn) -> bool:
    """Whether the two were in the middle of it."""
    floor = live_floor(turn.session, turn.couple.id, turn.now) if turn.couple is not None else None
    return floor is not None and floor.state != FloorState.WAITING


def _say_in_shared_chat(what: Value, turn: Turn) -> None:
    if turn.couple is not None and share_chat(turn.couple):
        turn.desk.to_both(turn.couple, what, author=turn.me)


def _remember_return(pause_id: int, back_at: datetime, turn: Turn) -> None:
    drop_reminders(turn.session, pause_id)
    kinds = {
        ReminderKind.PAUSE_SOON: back_at - SOON,
        ReminderKind.PAUSE_RETURN: back_at,
        ReminderKind.PAUSE_STILL: back_at + STILL,
    }
    for kind, due_at in kinds.items():
        for partner in (turn.me, turn.partner):
            if partner is not None:
                remind(turn.session, partner.id, kind, pause_id, due_at)


@carry_out.register
def _tell_level(outcome: TellLevel, turn: Turn) -> None:
    """The one who answers learns nothing of the other's answer; both are asked on once both are ready."""
    pause = turn.session.get(Pause, outcome.pause_id)
    if pause is None or not tell_level(turn.session, pause, turn.me.id, WaterLevel(outcome.level)):
        turn.moved_on()
        return
    shared = turn.couple is not None and share_chat(turn.couple)
    from_outside = rows(friend_button()) if outcome.level == WaterLevel.SETTLED else ()
    turn.show(say("pause.noted.text" if shared else "pause.noted.here"), from_outside)
    if meet_again(turn.session, pause.id) and turn.couple is not None:
        drop_reminders(turn.session, pause.id)
        turn.desk.to_both(turn.couple, say("pause.together.text"), together_buttons(pause.id))


@carry_out.register
def _prolong(outcome: Prolong, turn: Turn) -> None:
    back_at = prolong_pause(turn.session, outcome.pause_id, outcome.back_at, turn.now)
    if back_at is None:
        turn.moved_on()
        return
    _remember_return(outcome.pause_id, back_at, turn)
    _tell_both("pause.longer.text", back_at, turn)


@carry_out.register
def _let_rest(outcome: LetRest, turn: Turn) -> None:
    _end(outcome.pause_id, (PauseState.RETURNING, PauseState.BACK), say("pause.rest.text"), turn)


@carry_out.register
def _go_on(outcome: GoOn, turn: Turn) -> None:
    words = {"turns": "pause.turns.text", "together": "pause.be_together.text", "leave": "pause.leave.text"}
    _end(outcome.pause_id, (PauseState.BACK,), say(words[outcome.how]), turn)


def _end(pause_id: int, states: tuple[PauseState, ...], words: Value, turn: Turn) -> None:
    """Whoever chooses first has chosen for both; nobody is named."""
    if not end_pause(turn.session, pause_id, states, turn.now):
        turn.moved_on()
        return
    drop_reminders(turn.session, pause_id)
    shared = turn.couple is not None and share_chat(turn.couple)
    if not (shared and turn.in_shared_chat):
        turn.show(words)
    if turn.partner is not None and not shared:
        turn.desk.to_person(turn.partner, words, urgency=Urgency.RELAY, author=turn.me)
    _say_in_shared_chat(words, turn)


@carry_out.register
def _breathe(outcome: Breathe, turn: Turn) -> None:
    """A message of its own, so that the bar can move and what stood there stays."""
    running = running_pause(turn.session, turn.couple.id) if turn.couple is not None else None
    subject = running.id if running is not None else turn.me.id
    stop_breathing(turn.session, turn.me.id)
    stop = rows(Button(say("pause.buttons.stop"), "breathe stop"))
    turn.desk.to_person(turn.me, say("pause.breath.in.text"), stop, about=breath_message(subject))
    remind(turn.session, turn.me.id, ReminderKind.BREATH, subject, turn.now + BREATH_IN, step=1)


@carry_out.register
def _stop_breathing(outcome: StopBreathing, turn: Turn) -> None:
    stop_breathing(turn.session, turn.me.id)
    turn.show(say("pause.breath.done.text"))
