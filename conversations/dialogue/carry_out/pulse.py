"""Carries out what somebody does with their weeks: theirs alone, until both wish for one picture."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from conversations.dialogue.carry_out.dispatch import carry_out
from conversations.dialogue.outcomes import Button, rows
from conversations.dialogue.outcomes.pulse import DropWish, KeepWeek, LookWeekly, ShowPicture, WishForPicture
from conversations.dialogue.phrases import Moment, Value, lines, say
from conversations.dialogue.pulse_seen import own_weeks
from conversations.dialogue.pulses import plan_next_pulse
from conversations.dialogue.side_by_side import in_order
from conversations.dialogue.taking import Turn
from conversations.flows.weeks import Point, enough, trend, usual_range
from conversations.pictures import draw_both, draw_own
from conversations.records.deliveries import Urgency
from conversations.records.partners import Partner
from conversations.records.pulse import (
    SHOWN,
    Week,
    drop_wish,
    keep_week,
    standing_wish,
    weeks_of,
    wish_for_picture,
)

NOON = time(12, tzinfo=UTC)


@carry_out.register
def _keep_week(outcome: KeepWeek, turn: Turn) -> None:
    me = turn.me.id, turn.pair()[1].id
    keep_week(turn.session, turn.sealer, me, outcome.week, dict(outcome.answers), outcome.moment, turn.now)


@carry_out.register
def _look_weekly(outcome: LookWeekly, turn: Turn) -> None:
    turn.me.weekly_look = outcome.on
    plan_next_pulse(turn.me, turn.couple, turn.now)
    turn.session.flush()


@carry_out.register
def _show_picture(outcome: ShowPicture, turn: Turn) -> None:
    """Below the line that was tapped: a picture cannot take the place of words."""
    weeks = own_weeks(turn)
    points = _points(weeks)
    if not enough(points):
        return turn.moved_on()
    turn.show(say("pulse.picture.text"), rows(Button(say("pulse.button.menu"), "pulse menu")))
    kept = [one.week for one in weeks if one.moment]
    picture = draw_own(points, usual_range(points), kept, outcome.dark)
    turn.desk.picture_to(turn.me, picture, _caption(points, bool(kept)))


def _points(weeks: Sequence[Week]) -> list[Point]:
    return [(one.week, one.level) for one in weeks]


def _caption(points: Sequence[Point], kept: bool) -> Value:
    """All that is in the picture, in words: not everybody sees it."""
    word, week = trend(points)
    day = Moment(datetime.combine(week, NOON), "day", "UTC") if week is not None else None
    moments = say("pulse.caption.moments") if kept else None
    span = say("pulse.caption.span", first=_day(points[0][0]), last=_day(points[-1][0]))
    return lines(say(f"pulse.trend.{word}", day=day), span, say("pulse.caption.own"), moments)


def _day(week: date) -> Moment:
    return Moment(datetime.combine(week, NOON), "day", "UTC")


@carry_out.register
def _wish_for_picture(outcome: WishForPicture, turn: Turn) -> None:
    """The same words whether the other one has wished for it or not. If so, one picture goes to each in private."""
    couple, other = turn.pair()
    if not enough(_points(own_weeks(turn))):
        return turn.moved_on()
    wish_for_picture(turn.session, turn.me.id, couple.id, turn.now)
    turn.show(say("pulse.wished.text"), rows(Button(say("pulse.button.unshare"), "pulse unshare")))
    theirs = _shared_by(other, turn)
    if other.resting_since is None and enough(theirs):
        drop_wish(turn.session, turn.me.id, other.id)
        _send_both(_points(own_weeks(turn)), theirs, turn)


def _shared_by(other: Partner, turn: Turn) -> list[Point]:
    """The weeks that the other one has agreed to show: those they had answered when they wished for it."""
    couple, me = turn.pair()[0], turn.me
    since = standing_wish(turn.session, other.id, couple.id, turn.now)
    if since is None:
        return []
    weeks = weeks_of(turn.session, turn.sealer, other.id, me.id, turn.today - SHOWN)
    return _points([one for one in weeks if one.at <= since])


def _send_both(mine: list[Point], theirs: list[Point], turn: Turn) -> None:
    other = turn.pair()[1]
    first, second = in_order([(turn.my_name, mine), (turn.partner_name, theirs)], turn.today)
    picture = draw_both(first[1], second[1])
    caption = lines(say("pulse.both.text", first=first[0], second=second[0]), say("pulse.caption.both"))
    for reader, urgency in ((turn.me, Urgency.ANSWER), (other, Urgency.RELAY)):
        turn.desk.picture_to(reader, picture, caption, urgency, turn.me, f"picture {turn.me.id}")


@carry_out.register
def _drop_wish(outcome: DropWish, turn: Turn) -> None:
    gone = drop_wish(turn.session, turn.me.id)
    return turn.show(say("pulse.unshared.text")) if gone else turn.moved_on()
