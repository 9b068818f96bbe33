"""Carries out what becomes of a need. Losing a race is normal: then the card has moved on."""

from datetime import datetime, timedelta

from conversations.dialogue.carry_out.dispatch import carry_out
from conversations.dialogue.outcomes import Button, Rows, rows
from conversations.dialogue.outcomes.needs import (
    AddLine,
    AskAbout,
    AskFor,
    Close,
    Confirm,
    Decline,
    Hear,
    Promise,
    PutOff,
    Reply,
    SayBack,
)
from conversations.dialogue.phrases import Moment, Value, paragraphs, say
from conversations.dialogue.taking import Turn
from conversations.localtime import due, local_date
from conversations.records.deliveries import Urgency
from conversations.records.needs import (
    Need,
    NeedState,
    add_need,
    change_need,
    count_open,
    keep_said_back,
    resting_kinds,
)
from conversations.records.reminders import ReminderKind, drop_reminders, remind

MOST_OPEN, MOST_ROUNDS = 3, 2
BEFORE = timedelta(minutes=10)  # the helper is reminded this long before
QUIET_FOR, UNANSWERED_FOR = timedelta(hours=24), timedelta(hours=48)
FIRST_LINES = ("attend_go_on", "reflect_difficult")


@carry_out.register
def _ask_for(outcome: AskFor, turn: Turn) -> None:
    if turn.couple is None or turn.partner is None:
        turn.show(say("dialogue.alone.text"))
        return
    if outcome.kind in resting_kinds(turn.session, turn.me.id, turn.now):
        turn.show(say("need.rests.text"))
        return
    if outcome.kind != "words" and count_open(turn.session, turn.me.id) >= MOST_OPEN:
        turn.show(say("need.full.text", partner=turn.partner_name))
        return
    need = _keep(outcome, turn)
    what = say(
        f"need.{'words' if outcome.kind == 'words' else 'asking'}.card", me=turn.my_name, card=outcome.card
    )
    _bring(need, turn, what, card_buttons(need.id))
    withdraw = rows(Button(say("need.button.withdraw"), f"asked {need.id} withdraw"))
    turn.show(paragraphs(what, say("need.sent.text", partner=turn.partner_name)), withdraw)


def _keep(outcome: AskFor, turn: Turn) -> Need:
    couple, partner = turn.pair()
    need = Need(
        couple_id=couple.id,
        author_id=turn.me.id,
        reader_id=partner.id,
        kind=outcome.kind,
        place=outcome.place,
        asked_for=outcome.asked_for,
        created_at=turn.now,
        changed_at=turn.now,
    )
    add_need(turn.session, turn.sealer, need, outcome.card)
    remind(turn.session, partner.id, ReminderKind.NEED_QUIET, need.id, turn.now + QUIET_FOR)
    remind(turn.session, turn.me.id, ReminderKind.NEED_UNANSWERED, need.id, turn.now + UNANSWERED_FOR)
    return need


def card_buttons(need: int) -> Rows:
    """The partner's answers, the gentlest first (flows.md 9.3)."""
    words = {how: Button(say(f"answer.button.{how}"), f"answer {need} {how}")
             for how in ("heard", "can", "later", "back", "ask", "more")}  # fmt: skip
    return (
        (words["heard"], words["can"]),
        (words["later"], words["back"]),
        (words["ask"], words["more"]),
    )


def _bring(need: Need, turn: Turn, what: Value, buttons: Rows = ()) -> None:
    """To the place the card was sent to: the shared chat, or the other one's private chat."""
    couple, partner = turn.pair()
    about = f"need {need.id}"
    if need.place == "us":
        turn.desk.to_both(couple, what, buttons, author=turn.me, about=about)
    else:
        turn.desk.to_person(partner, what, buttons, Urgency.RELAY, author=turn.me, about=about)


def _moved_on(turn: Turn) -> None:
    turn.toast_or_show(say("dialogue.moved_on"))


def _need_of(id: int, turn: Turn) -> Need | None:
    """The need, if it is this couple's and both are still there."""
    need = turn.session.get(Need, id)
    ours = need is not None and turn.couple is not None and need.couple_id == turn.couple.id
    return need if ours and turn.partner is not None else None


def _answered(
    id: int, turn: Turn, to: NeedState, since: tuple[NeedState, ...], **more: object
) -> Need | None:
    """The need once it has moved on; None, said kindly, when something else was first."""
    need = _need_of(id, turn)
    if need is None or not change_need(turn.session, id, to, turn.now, since, **more):
        _moved_on(turn)
        return None
    drop_reminders(turn.session, id)
    return need


ANSWERABLE = (NeedState.OPEN, NeedState.HEARD, NeedState.DEFERRED, NeedState.OFFERED)


@carry_out.register
def _hear(outcome: Hear, turn: Turn) -> None:
    need = _answered(outcome.need, turn, NeedState.HEARD, (NeedState.OPEN,))
    if need is None:
        return
    turn.toast = say("answer.heard.toast")
    _bring(need, turn, say("answer.heard.said", me=turn.my_name))
    tip = None if need.kind == "words" else say(f"needs.tip.{need.kind}")
    lines = [Button(say(f"phrases.{line}.text"), f"answer {need.id} line {line}") for line in FIRST_LINES]
    turn.show(paragraphs(say("answer.heard.text"), tip), (*rows(*lines), *_promise_row(need.id)), anew=True)


def _promise_row(need: int) -> Rows:
    return ((Button(say("answer.button.can"), f"answer {need} can"),
             Button(say("answer.button.later"), f"answer {need} later")),)  # fmt: skip


@carry_out.register
def _add_line(outcome: AddLine, turn: Turn) -> None:
    if (need := _need_of(outcome.need, turn)) is None:
        return _moved_on(turn)
    _bring(need, turn, say("answer.line.said", me=turn.my_name, line=outcome.line))
    turn.show(say("answer.line.text"))


@carry_out.register
def _promise(outcome: Promise, turn: Turn) -> None:
    need = _answered(outcome.need, turn, NeedState.ACCEPTED, ANSWERABLE, kept_at=outcome.at)
    if need is None:
        return
    at = Moment(outcome.at, "day_time")
    _bring(need, turn, say("answer.can.said", me=turn.my_name, at=at))
    turn.show(say("answer.can.text", at=at))
    if outcome.at - BEFORE > turn.now:
        remind(turn.session, turn.me.id, ReminderKind.NEED_KEPT, need.id, outcome.at - BEFORE)
    remind(
        turn.session, need.author_id, ReminderKind.FOLLOW_THROUGH, need.id, _morning_after(outcome.at, turn)
    )


def _morning_after(at: datetime, turn: Turn) -> datetime:
    """When quiet ends for the author, on the day after the promised time."""
    _, author = turn.pair()
    zone = author.zone or "UTC"
    return due(local_date(at + timedelta(days=1), zone), author.quiet_until, zone) + timedelta(minutes=30)


@carry_out.register
def _put_off(outcome: PutOff, turn: Turn) -> None:
    need = _need_of(outcome.need, turn)
    if need is not None and need.state == NeedState.DEFERRED and need.moved:
        turn.show(say("answer.smaller.text"), _promise_row(need.id))
        return
    moved = need is not None and need.state == NeedState.DEFERRED
    need = _answered(outcome.need, turn, NeedState.DEFERRED, ANSWERABLE, kept_at=outcome.at, moved=moved)
    if need is None:
        return
    at = Moment(outcome.at, "day_time")
    _bring(need, turn, say("answer.later.said", me=turn.my_name, at=at))
    turn.show(say("answer.later_done.text", at=at))
    remind(turn.session, turn.me.id, ReminderKind.NEED_DEFERRED, need.id, outcome.at)


@carry_out.register
def _decline(outcome: Decline, turn: Turn) -> None:
    offered = outcome.offer is not None
    to, how = (NeedState.OFFERED, "") if offered else (NeedState.CLOSED, "declined")
    need = _answered(outcome.need, turn, to, ANSWERABLE, closed_as=how)
    if need is None:
        return
    said = say("answer.offer.said", me=turn.my_name, offer=outcome.offer) if offered else say(
        "answer.cant.said", me=turn.my_name)  # fmt: skip
    buttons = rows(
        Button(say("asked.button.that_helps"), f"asked {need.id} helped"),
        Button(say("asked.button.honest"), f"asked {need.id} rest"),
    )
    _bring(need, turn, said, buttons if offered else ())
    turn.show(say("answer.cant.text"))


@carry_out.register
def _say_back(outcome: SayBack, turn: Turn) -> None:
    need = _need_of(outcome.need, turn)
    if need is None or need.state == NeedState.CLOSED or need.rounds >= MOST_ROUNDS:
        return _moved_on(turn)
    need.rounds += 1
    change_need(
        turn.session, need.id, NeedState.HEARD, turn.now, (NeedState.OPEN,)
    )  # to be said back is to be heard
    keep_said_back(turn.session, turn.sealer, need, outcome.heard)
    buttons = rows(*(Button(say(f"asked.button.{how}"), f"asked {need.id} {how}")
                     for how in ("yes", "almost", "not_quite")), wide=3)  # fmt: skip
    _bring(need, turn, say("answer.back.said", me=turn.my_name, heard=outcome.heard), buttons)
    turn.show(say("answer.back_done.text"))


@carry_out.register
def _confirm(outcome: Confirm, turn: Turn) -> None:
    need = _need_of(outcome.need, turn)
    if need is None or need.state == NeedState.CLOSED or need.rounds == 0:
        return _moved_on(turn)
    once_more = outcome.how != "yes" and need.rounds < MOST_ROUNDS
    key = outcome.how if outcome.how == "yes" or once_more else "enough"
    said = say(f"asked.{key}.said", me=turn.my_name)
    more = say("asked.line", line=outcome.line) if outcome.line else None
    again = rows(Button(say("answer.button.back"), f"answer {need.id} back")) if once_more else ()
    _bring(need, turn, paragraphs(said, more), again)
    turn.show(say("asked.confirmed.text"), anew=True)


@carry_out.register
def _ask_about(outcome: AskAbout, turn: Turn) -> None:
    if (need := _need_of(outcome.need, turn)) is None:
        return _moved_on(turn)
    said = say("answer.ask.said", me=turn.my_name, question=outcome.question)
    _bring(need, turn, said, rows(Button(say("asked.button.reply"), f"asked {need.id} reply")))
    turn.show(say("answer.ask_done.text"))


@carry_out.register
def _reply(outcome: Reply, turn: Turn) -> None:
    if (need := _need_of(outcome.need, turn)) is None:
        return _moved_on(turn)
    _bring(need, turn, say("asked.reply.said", me=turn.my_name, words=outcome.words))
    turn.show(say("asked.reply_done.text"))


@carry_out.register
def _close(outcome: Close, turn: Turn) -> None:
    live = (*ANSWERABLE, NeedState.ACCEPTED, NeedState.HELD)
    need = _answered(outcome.need, turn, NeedState.CLOSED, live, closed_as=outcome.how)
    if need is None:
        return
    if outcome.how == "withdrawn":
        _bring(need, turn, say("need.withdrawn.said", me=turn.my_name))
        turn.show(say("need.withdrawn.text"))
    elif outcome.how == "helped":
        turn.show(say("asked.helped.text", partner=turn.partner_name), anew=need.place == "us")
    else:
        turn.show(say("asked.closed.text"), anew=need.place == "us")
