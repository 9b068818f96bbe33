"""What a conversation reads about somebody's weeks before it starts."""

from datetime import date, timedelta
from typing import Any

from conversations.dialogue.looked_back import PulseSeen
from conversations.dialogue.taking import Args, Turn
from conversations.records.pulse import SHOWN, Week, standing_wish, weeks_of
from conversations.sundays import monday_of

STILL_LAST_WEEK = 3  # days into a week, for a question that came on Sunday


def see_pulse(turn: Turn, args: Args) -> dict[str, Any]:
    """This person's weeks with the one they are with; nothing while alone."""
    if turn.couple is None or turn.partner is None:
        return {}
    weeks, week = own_weeks(turn), _week_asked(turn, args)
    wished = standing_wish(turn.session, turn.me.id, turn.couple.id, turn.now) is not None
    points = tuple((one.week, one.level) for one in weeks)
    answered = any(one.week == week for one in weeks)
    return {"pulse": PulseSeen(week, answered, points, wished)}


def own_weeks(turn: Turn) -> list[Week]:
    """Of the last year, the oldest first."""
    other = turn.pair()[1]
    return weeks_of(turn.session, turn.sealer, turn.me.id, other.id, turn.today - SHOWN)


def _week_asked(turn: Turn, args: Args) -> date:
    """The week that runs; under Sunday's question its own for a few days more."""
    this = monday_of(turn.today)
    before = this - timedelta(days=7)
    named = args[:1] == (before.isoformat(),)
    return before if named and (turn.today - this).days < STILL_LAST_WEEK else this
