"""Reads a need for the person in this turn, and what keeps them from asking too much at once."""

from typing import Any

from conversations.dialogue.here import NeedSeen
from conversations.dialogue.taking import Args, Turn, id_in
from conversations.records.needs import Need, NeedState, count_open, read_card, resting_kinds


def see_need(turn: Turn, args: Args) -> dict[str, Any]:
    """The card a button belongs to, if it is this couple's."""
    id = id_in(args)
    need = turn.session.get(Need, id) if id is not None else None
    if need is None or turn.couple is None or need.couple_id != turn.couple.id or turn.partner is None:
        return {}
    mine = need.author_id == turn.me.id
    if need.state == NeedState.HELD and not mine:
        return {}
    card = read_card(turn.session, turn.sealer, need)
    text = turn.desk.book.words(card, turn.me.language)
    return {"need": NeedSeen(need.id, need.kind, need.state, card, need.asked_for, mine, need.place, text,
                             need.kept_at, need.rounds, need.moved, tuple(need.told.split()))}  # fmt: skip


def see_own_need(turn: Turn, args: Args) -> dict[str, Any]:
    """The card a button belongs to, for its author only."""
    seen = see_need(turn, args)
    return seen if seen and seen["need"].mine else {}


def count_needs(turn: Turn, args: Args) -> dict[str, Any]:
    """What keeps a person from asking too much at once."""
    return {
        "open_needs": count_open(turn.session, turn.me.id),
        "resting_kinds": resting_kinds(turn.session, turn.me.id, turn.now),
    }
