"""What a conversation reads about looks from outside before it starts."""

from typing import Any

from conversations.dialogue.here import ViewSeen
from conversations.dialogue.phrases import Moment
from conversations.dialogue.taking import Args, Turn
from conversations.records.friend import long_form_rests, read_view, views_of


def see_views(turn: Turn, args: Args) -> dict[str, Any]:
    """What this person wrote and keeps, the newest first, and whether the long form rests."""
    views = tuple(
        ViewSeen(one.id, tuple(read_view(turn.session, turn.sealer, one).items()), Moment(one.at, "day_time"))
        for one in views_of(turn.session, turn.me.id)
    )
    return {"views": views, "long_form_rests": long_form_rests(turn.session, turn.me.id, turn.now)}
