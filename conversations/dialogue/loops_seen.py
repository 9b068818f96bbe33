"""What a conversation reads about the loop before it starts."""

from typing import Any

from conversations.dialogue.looked_back import LoopSeen
from conversations.dialogue.taking import Args, Turn
from conversations.records.loops import KEPT, reports_of


def see_loops(turn: Turn, args: Args) -> dict[str, Any]:
    """What this person kept of the last 90 days, the newest first."""
    told = reports_of(turn.session, turn.sealer, turn.me.id, turn.now - KEPT)
    return {"loops": tuple(LoopSeen(one.at, one.move, one.step) for one in told)}
