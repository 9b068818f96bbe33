"""What a conversation reads about pauses, and about how tense it is, before it starts."""

from typing import Any

from conversations.dialogue.here import PauseSeen
from conversations.dialogue.taking import Args, Turn, id_in
from conversations.records.pauses import Pause, is_hot, running_pause


def see_running_pause(turn: Turn, args: Args) -> dict[str, Any]:
    """The pause in which the two are right now: until it is over, nothing of one goes to the other."""
    pause = running_pause(turn.session, turn.couple.id) if turn.couple is not None else None
    return _pause_seen(pause) if pause is not None else {}


def see_pause(turn: Turn, args: Args) -> dict[str, Any]:
    """The pause a button belongs to, if it is this couple's."""
    id = id_in(args)
    pause = turn.session.get(Pause, id) if id is not None else None
    if pause is None or turn.couple is None or pause.couple_id != turn.couple.id:
        return {}
    return _pause_seen(pause)


def _pause_seen(pause: Pause) -> dict[str, Any]:
    return {"pause": PauseSeen(pause.id, pause.state, pause.started_at, pause.back_at, pause.extended)}


def see_heat(turn: Turn, args: Args) -> dict[str, Any]:
    """Whether softer steps are kinder now. Never shown, and never said why."""
    return {"partner_is_hot": turn.partner is not None and is_hot(turn.session, turn.partner.id, turn.now)}
