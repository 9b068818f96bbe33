"""What a conversation reads about rituals and the timer for listening before it starts."""

from typing import Any

from conversations.dialogue.outcomes.rituals import Hour, said_as, said_when
from conversations.dialogue.phrases import Value
from conversations.dialogue.shared_habits import ListeningSeen, RitualSeen, RitualsSeen
from conversations.dialogue.taking import Args, Turn, id_in
from conversations.localtime import is_quiet
from conversations.records.listening import running_listening
from conversations.records.rituals import (
    Ritual,
    find_ritual,
    is_room,
    next_time,
    read_words,
    rituals_of,
    side_of,
)


def see_rituals(turn: Turn, args: Args) -> dict[str, Any]:
    """Those of the two."""
    if turn.couple is None or turn.partner is None:
        return {}
    each = tuple(_seen(one, turn) for one in rituals_of(turn.session, turn.couple.id))
    room = is_room(turn.session, turn.couple.id, turn.me.id)
    return {"rituals": RitualsSeen(each, room)}


def see_ritual(turn: Turn, args: Args) -> dict[str, Any]:
    """The one a button belongs to, if it is this couple's."""
    id = id_in(args)
    if id is None or turn.couple is None:
        return {}
    ritual = find_ritual(turn.session, id, turn.couple.id)
    return {"ritual": _seen(ritual, turn)} if ritual is not None else {}


def _seen(ritual: Ritual, turn: Turn) -> RitualSeen:
    side = side_of(turn.session, ritual.id, turn.me.id)
    zone, hour = turn.me.zone or "UTC", hour_of(ritual)
    due_at = next_time(ritual, side, zone, turn.now) if side is not None else None
    quiet = due_at is not None and is_quiet(due_at, zone, turn.me.quiet_from, turn.me.quiet_until)
    return RitualSeen(
        ritual.id, ritual.state, ritual.proposed_by == turn.me.id, what_of(ritual, turn), said_when(hour, turn.now),
        hour is not None, side is not None and side.hushed, quiet,
    )  # fmt: skip


def hour_of(ritual: Ritual) -> Hour | None:
    """When a line is to come."""
    return Hour(ritual.days, ritual.at, ritual.zone) if ritual.at is not None else None


def what_of(ritual: Ritual, turn: Turn) -> Value:
    """What it is, inside a sentence."""
    return said_as(ritual.kind, read_words(turn.session, turn.sealer, ritual))


def see_listening(turn: Turn, args: Args) -> dict[str, Any]:
    """The timer of the two, if one runs."""
    timer = running_listening(turn.session, turn.couple.id) if turn.couple is not None else None
    if timer is None or turn.partner is None:
        return {}
    first, other = turn.my_name, turn.partner_name
    if timer.first_id != turn.me.id:
        first, other = other, first
    return {"listening": ListeningSeen(timer.id, timer.minutes, first, other, timer.ends_at)}
