"""What a conversation reads of a person's own before they make notes to take along."""

from datetime import timedelta
from typing import Any

from conversations.dialogue.phrases import Value, say
from conversations.dialogue.taken_along import OwnSeen
from conversations.dialogue.taking import Args, Turn
from conversations.records.loops import KEPT, reports_of
from conversations.records.own_lately import feelings_since, reasons_since

FOUR_WEEKS = timedelta(days=28)


def see_own(turn: Turn, args: Args) -> dict[str, Any]:
    """What they may tick, and what they may begin with. Nothing is read where only a page is opened."""
    match args:
        case ("sheet",):
            since = turn.now - FOUR_WEEKS
            mine = (turn.session, turn.sealer, turn.me.id, since)
            return {"own": OwnSeen(feelings_since(*mine), reasons_since(*mine), _move(turn))}
        case ("raise",):
            table = turn.desk.book.table("counsellor.start", turn.me.language)
            return {"own": OwnSeen(starts=tuple(table.items()))}
        case _:
            return {}


def _move(turn: Turn) -> Value:
    """As they told it last."""
    told = reports_of(turn.session, turn.sealer, turn.me.id, turn.now - KEPT)
    if not told:
        return None
    move = say(f"loop.move.said.{told[0].move}")
    return move if told[0].step is None else say("take_along.moved.stepped", move=move, step=told[0].step)
