"""Carries out what the author of a need does: send it, hold it, take it back, close it. Losing a race is normal."""

from datetime import datetime, timedelta

from conversations.dialogue.carry_out.dispatch import carry_out
from conversations.dialogue.carry_out.word_of_needs import answered, bring, card_buttons, need_of
from conversations.dialogue.outcomes import Button, Rows, rows
from conversations.dialogue.outcomes.needs import (
    MOST_ROUNDS,
    AskFor,
    Close,
    Confirm,
    DropNeed,
    HoldNeed,
    Reply,
    SayMode,
    TakeAnswer,
    confirmed_said,
    words_card,
)
from conversations.dialogue.phrases import Moment, Value, paragraphs, say
from conversations.dialogue.taking import Turn
from conversations.records.needs import (
    LIVE,
    NO_KIND,
    Need,
    NeedState,
    add_need,
    change_need,
    count_open,
    drop_held,
    resting_kinds,
    tell_once,
)
from conversations.records.pauses import running_pause
from conversations.records.reminders import ReminderKind, drop_reminders, remind
from conversations.records.waiting_notes import drop_about

MOST_OPEN = 3
QUIET_FOR, UNANSWERED_FOR = timedelta(hours=24), timedelta(hours=48)
UNSENT = ""  # the place of a card that is held


@carry_out.register
def _ask_for(outcome: AskFor, turn: Turn) -> None:
    if turn.couple is None or turn.partner is None:
        turn.show(say("dialogue.alone.text"))
        return
    if (too_much := _too_much(outcome, turn)) is not None:
        turn.show(too_much, _ways_on(outcome, turn))
    elif outcome.instead_of and not _replaced(outcome.instead_of, turn):
        turn.moved_on()
    elif (pause := running_pause(turn.session, turn.couple.id)) is not None:
        # During a pause nothing goes: the card waits for its author until the pause is over.
        _hold(outcome.kind, outcome.card, outcome.asked_for, pause.back_at, turn)
        turn.show(say("reword.paused.text", at=Moment(pause.back_at)))
    else:
        _send(outcome, turn)


def _too_much(outcome: AskFor, turn: Turn) -> Value:
    """Why it does not go today; nothing when it does."""
    if outcome.kind in resting_kinds(turn.session, turn.me.id, turn.now):
        return say("need.rests.text")
    if outcome.kind != NO_KIND and _open_beside(outcome.instead_of, turn) >= MOST_OPEN:
        return say("need.full.text", partner=turn.partner_name)
    return None


def _ways_on(outcome: AskFor, turn: Turn) -> Rows:
    """Talking instead; and a card that was held can be looked at another time."""
    old = turn.session.get(Need, outcome.instead_of) if outcome.instead_of else None
    held = old is not None and old.state == NeedState.HELD
    look = (Button(say("reword.back.look"), f"reopen {outcome.instead_of} look"),)
    return rows(Button(say("need.rests.button"), "reword"), *(look if held else ()))


def _send(outcome: AskFor, turn: Turn) -> None:
    need = _keep(outcome.kind, outcome.card, outcome.asked_for, outcome.place, NeedState.OPEN, turn)
    remind(turn.session, need.reader_id, ReminderKind.NEED_QUIET, need.id, turn.now + QUIET_FOR)
    remind(turn.session, turn.me.id, ReminderKind.NEED_UNANSWERED, need.id, turn.now + UNANSWERED_FOR)
    what = _as_read(outcome, turn)
    bring(need, turn, what, card_buttons(need.id))
    withdraw = rows(Button(say("need.button.withdraw"), f"asked {need.id} withdraw"))
    turn.show(paragraphs(what, say("need.sent.text", partner=turn.partner_name)), withdraw)


def _as_read(outcome: AskFor, turn: Turn) -> Value:
    if outcome.kind == NO_KIND:
        return words_card(turn.my_name, outcome.card)
    return say("need.asking.card", me=turn.my_name, card=outcome.card)


def _open_beside(instead_of: int, turn: Turn) -> int:
    old = turn.session.get(Need, instead_of) if instead_of else None
    return count_open(turn.session, turn.me.id) - (old is not None and old.state == NeedState.OPEN)


def _replaced(id: int, turn: Turn) -> bool:
    """The card that another one takes the place of is put away; False when it does not stand there any more."""
    need = need_of(id, turn)
    if need is None or need.author_id != turn.me.id:
        return False
    drop_reminders(turn.session, id)
    if need.state == NeedState.HELD:
        return drop_held(turn.session, id, turn.me.id)
    return change_need(turn.session, id, NeedState.CLOSED, turn.now, (NeedState.OPEN,), closed_as="rested")


def _keep(
    kind: str,
    card: Value,
    asked_for: str,
    place: str,
    state: NeedState,
    turn: Turn,
    held_until: datetime | None = None,
) -> Need:
    couple, partner = turn.pair()
    need = Need(
        couple_id=couple.id,
        author_id=turn.me.id,
        reader_id=partner.id,
        kind=kind,
        place=place,
        state=state,
        asked_for=asked_for,
        kept_at=held_until,
        created_at=turn.now,
        changed_at=turn.now,
    )
    return add_need(turn.session, turn.sealer, need, card)


@carry_out.register
def _hold_need(outcome: HoldNeed, turn: Turn) -> None:
    if turn.couple is None or turn.partner is None:
        return
    if outcome.instead_of and not _replaced(outcome.instead_of, turn):
        return turn.moved_on()
    _hold(outcome.kind, outcome.card, outcome.asked_for, outcome.until, turn)
    turn.show(say("reword.held.text", at=Moment(outcome.until, "day_time")))


def _hold(kind: str, card: Value, asked_for: str, until: datetime, turn: Turn) -> None:
    need = _keep(kind, card, asked_for, UNSENT, NeedState.HELD, turn, until)
    remind(turn.session, turn.me.id, ReminderKind.NEED_HELD, need.id, until)


@carry_out.register
def _drop_need(outcome: DropNeed, turn: Turn) -> None:
    if not drop_held(turn.session, outcome.need, turn.me.id):
        return turn.moved_on()
    drop_reminders(turn.session, outcome.need)
    turn.show(say("reword.dropped.text"))


@carry_out.register
def _confirm(outcome: Confirm, turn: Turn) -> None:
    """Said once for each round; after the second there is no third."""
    need = need_of(outcome.need, turn)
    if need is None or need.rounds == 0:
        return turn.moved_on()
    once_more = outcome.how != "yes" and need.rounds < MOST_ROUNDS
    if "got" in need.told.split() or not tell_once(turn.session, need, "more" if once_more else "got"):
        return turn.moved_on()
    key = outcome.how if outcome.how == "yes" or once_more else "enough"
    again = rows(Button(say("answer.button.back"), f"answer {need.id} back")) if once_more else ()
    bring(need, turn, confirmed_said(key, turn.my_name, outcome.line), again)
    turn.show(say("asked.confirmed.text"), anew=True)


@carry_out.register
def _reply(outcome: Reply, turn: Turn) -> None:
    need = need_of(outcome.need, turn)
    if need is None or "ask" not in need.told.split() or not tell_once(turn.session, need, "reply"):
        return turn.moved_on()
    bring(need, turn, say("asked.reply.said", me=turn.my_name, words=outcome.words))
    turn.show(say("asked.reply_done.text"))


@carry_out.register
def _say_mode(outcome: SayMode, turn: Turn) -> None:
    need = need_of(outcome.need, turn)
    if need is None or "mode" not in need.told.split() or not tell_once(turn.session, need, "mode_said"):
        return turn.moved_on()
    bring(need, turn, say(f"asked.mode.{outcome.how}", me=turn.my_name))
    turn.toast_or_show(say("asked.confirmed.text"))


@carry_out.register
def _take_answer(outcome: TakeAnswer, turn: Turn) -> None:
    """What the author makes of a no, or of what was offered instead; then the card is closed."""
    since = (NeedState.OFFERED,) if outcome.how == "helps" else (NeedState.OFFERED, NeedState.DECLINED)
    how = "helped" if outcome.how == "helps" else "rested"
    need = answered(outcome.need, turn, NeedState.CLOSED, since, closed_as=how)
    if need is None:
        return
    bring(need, turn, say(f"asked.{outcome.how}.said", me=turn.my_name))
    talking = rows(
        Button(say("asked.button.begin"), "coach speak 1"), Button(say("need.rests.button"), "reword")
    )
    turn.show(say(f"asked.{outcome.how}.text"), talking if outcome.how == "talk" else ())


@carry_out.register
def _close(outcome: Close, turn: Turn) -> None:
    """By its author nobody is told, but that it was taken back; the reader's own wish to let it rest is told."""
    forgotten = {"card": None, "said_back": None} if outcome.how == "withdrawn" else {}
    need = answered(outcome.need, turn, NeedState.CLOSED, LIVE, closed_as=outcome.how, **forgotten)
    if need is None:
        return
    if outcome.how == "withdrawn":
        drop_about(turn.session, f"need {need.id}")
        bring(need, turn, say("need.withdrawn.said", me=turn.my_name))
        turn.show(say("need.withdrawn.text"))
    elif need.reader_id == turn.me.id:
        bring(need, turn, say("answer.rest.said", me=turn.my_name))
        turn.show(say("answer.rest.text"))
    elif outcome.how == "helped":
        thanks = rows(Button(say("asked.button.thanks"), "thanks"))
        turn.show(say("asked.helped.text", partner=turn.partner_name), thanks)
    else:
        turn.show(say("asked.closed.text"))
