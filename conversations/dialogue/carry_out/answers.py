"""Carries out what the reader of a need answers. Each answer goes once; losing a race is normal."""

from datetime import datetime, timedelta

from conversations.dialogue.carry_out.dispatch import carry_out
from conversations.dialogue.carry_out.word_of_needs import answered, bring, need_of
from conversations.dialogue.outcomes import Button, Rows, rows
from conversations.dialogue.outcomes.needs import (
    MOST_ROUNDS,
    AddLine,
    AskAbout,
    AskMode,
    Decline,
    Hear,
    Promise,
    PutOff,
    SayBack,
    no_said,
)
from conversations.dialogue.phrases import Moment, paragraphs, say, sentences
from conversations.dialogue.taking import Turn
from conversations.localtime import next_due
from conversations.records.needs import (
    Need,
    NeedState,
    change_need,
    keep_said_back,
    next_round,
    put_off_need,
    tell_once,
)
from conversations.records.reminders import ReminderKind, drop_reminders, remind

BEFORE = timedelta(minutes=10)  # the helper is reminded this long before
AT_ONCE = timedelta(minutes=5)  # a time this near is "now"
NIGHT, GETTING_UP = timedelta(hours=4), timedelta(minutes=30)
FIRST_LINES = ("attend_go_on", "reflect_difficult")
NEED_QUESTION = say("answer.asked.need")

WAITING = (NeedState.OPEN, NeedState.HEARD, NeedState.DEFERRED)
PROMISABLE = (*WAITING, NeedState.DECLINED, NeedState.OFFERED)


@carry_out.register
def _hear(outcome: Hear, turn: Turn) -> None:
    need = answered(outcome.need, turn, NeedState.HEARD, (NeedState.OPEN,))
    if need is None:
        return
    turn.toast = say("answer.heard.toast")
    bring(need, turn, say("answer.heard.said", me=turn.my_name))
    tip = None if need.kind == "words" else say(f"needs.tip.{need.kind}")
    lines = [Button(say(f"phrases.{line}.text"), f"answer {need.id} line {line}") for line in FIRST_LINES]
    own = Button(say("answer.button.write"), f"answer {need.id} write")
    shown = paragraphs(say("answer.heard.text"), tip)
    turn.show(shown, (*rows(*lines, own), *_ways_on(need)), anew=True)


def _ways_on(need: Need) -> Rows:
    """The card stays open: what else can be answered."""
    if need.state not in WAITING:
        return ()
    ways = ("can", "later", "more")
    return rows(*(Button(say(f"answer.button.{how}"), f"answer {need.id} {how}") for how in ways), wide=2)


@carry_out.register
def _add_line(outcome: AddLine, turn: Turn) -> None:
    need = _told_once(outcome.need, "line", turn)
    if need is not None:
        bring(need, turn, say("answer.line.said", me=turn.my_name, line=outcome.line))
        turn.show(say("answer.line.text"), _ways_on(need))


def _told_once(id: int, what: str, turn: Turn) -> Need | None:
    """The need, when this was not said about it before; whoever says something need not be reminded."""
    need = need_of(id, turn)
    if need is None or not tell_once(turn.session, need, what):
        turn.moved_on()
        return None
    drop_reminders(turn.session, id, ReminderKind.NEED_QUIET, ReminderKind.NEED_UNANSWERED)
    return need


@carry_out.register
def _promise(outcome: Promise, turn: Turn) -> None:
    """ "I can do that", at a time; whoever had said no before has changed their mind."""
    need = answered(outcome.need, turn, NeedState.ACCEPTED, PROMISABLE, kept_at=outcome.at, declined_at=None)
    if need is None:
        return
    if outcome.at <= turn.now + AT_ONCE:
        bring(need, turn, say("answer.can_now.said", me=turn.my_name))
        turn.show(say("answer.can_now.text"))
    else:
        at = Moment(outcome.at, "day_time")
        bring(need, turn, say("answer.can.said", me=turn.my_name, at=at))
        _remind_helper(need, outcome.at, turn)
    remind(
        turn.session, need.author_id, ReminderKind.FOLLOW_THROUGH, need.id, _morning_after(outcome.at, turn)
    )


def _remind_helper(need: Need, at: datetime, turn: Turn) -> None:
    """Ten minutes before; nothing where that is past."""
    passed_on, due = say("answer.can.text", at=Moment(at, "day_time")), at - BEFORE
    if due <= turn.now:
        turn.show(passed_on)
        return
    turn.show(sentences(passed_on, say("answer.reminded")))
    remind(turn.session, turn.me.id, ReminderKind.NEED_KEPT, need.id, due)


def _morning_after(at: datetime, turn: Turn) -> datetime:
    """When quiet ends for the author, on the first morning after the promised time."""
    _, author = turn.pair()
    return next_due(at + NIGHT, author.quiet_until, author.zone or "UTC")[1] + GETTING_UP


@carry_out.register
def _put_off(outcome: PutOff, turn: Turn) -> None:
    need = need_of(outcome.need, turn)
    if need is None or not put_off_need(turn.session, need.id, outcome.at, turn.now):
        return turn.moved_on()
    drop_reminders(turn.session, need.id)
    at = Moment(outcome.at, "day_time")
    bring(need, turn, say("answer.later.said", me=turn.my_name, at=at))
    turn.show(say("answer.later_done.text", at=at))
    remind(turn.session, turn.me.id, ReminderKind.NEED_DEFERRED, need.id, outcome.at)


@carry_out.register
def _decline(outcome: Decline, turn: Turn) -> None:
    """A no is an answer. With an offer beside it, three things can be said to it; without, two."""
    offered = outcome.offer is not None
    to, since = (
        (NeedState.OFFERED, (*WAITING, NeedState.DECLINED)) if offered else (NeedState.DECLINED, WAITING)
    )
    need = answered(outcome.need, turn, to, since, declined_at=turn.now)
    if need is None:
        return
    ways = ("helps", "honest", "talk") if offered else ("honest", "talk")
    buttons = rows(*(Button(say(f"asked.button.{way}"), f"asked {need.id} {way}") for way in ways))
    bring(need, turn, no_said(turn.my_name, outcome.offer, outcome.reason), buttons)
    turn.show(say("answer.cant.text"))


@carry_out.register
def _say_back(outcome: SayBack, turn: Turn) -> None:
    need = need_of(outcome.need, turn)
    if need is None or not next_round(turn.session, need, MOST_ROUNDS):
        return turn.moved_on()
    # To be said back is to be heard.
    if change_need(turn.session, need.id, NeedState.HEARD, turn.now, (NeedState.OPEN,)):
        drop_reminders(turn.session, need.id)
    keep_said_back(turn.session, turn.sealer, need, outcome.heard)
    buttons = rows(*(Button(say(f"asked.button.{how}"), f"asked {need.id} {how}")
                     for how in ("yes", "almost", "not_quite")), wide=3)  # fmt: skip
    bring(need, turn, say("answer.back.said", me=turn.my_name, heard=outcome.heard), buttons)
    turn.show(say("answer.back_done.text"), _ways_on(need))


@carry_out.register
def _ask_about(outcome: AskAbout, turn: Turn) -> None:
    need = _told_once(outcome.need, "ask", turn)
    if need is None:
        return
    said = say("answer.ask.said", me=turn.my_name, question=outcome.question)
    reply = Button(say("asked.button.reply"), f"asked {need.id} reply")
    # "What do you need from me?" can be answered with a card.
    card = (Button(say("asked.button.card"), "need"),) if outcome.question == NEED_QUESTION else ()
    bring(need, turn, said, rows(reply, *card))
    turn.show(say("answer.ask_done.text"), _ways_on(need))


@carry_out.register
def _ask_mode(outcome: AskMode, turn: Turn) -> None:
    need = _told_once(outcome.need, "mode", turn)
    if need is None:
        return
    said = say("answer.ask.said", me=turn.my_name, question=say("answer.asked.mode"))
    buttons = (Button(say(f"asked.button.{how}"), f"asked {need.id} {how}") for how in ("listen", "solve"))
    bring(need, turn, said, rows(*buttons, wide=2))
    turn.show(say("answer.ask_done.text"), _ways_on(need))
