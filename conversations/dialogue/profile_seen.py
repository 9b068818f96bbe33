"""What a conversation reads about profiles before it starts."""

from typing import Any

from conversations.dialogue.profile_known import GuessSeen, ProfileLine, ProfileSeen
from conversations.dialogue.side_by_side import in_order
from conversations.dialogue.taking import Args, Turn
from conversations.flows.profile_lines import own_lines
from conversations.records.guesses import UNDER_WAY, GuessState, read_side, side_of
from conversations.records.profiles import Shared, read_profile, shared_lines


def see_profile(turn: Turn, args: Args) -> dict[str, Any]:
    """One's own answers and words, what one shares, and what the other one lets one read."""
    mine = read_profile(turn.session, turn.sealer, turn.me.id)
    shared = _lines(shared_lines(turn.session, turn.sealer, turn.me.couple_id, turn.me.id))
    told = tuple(mine.said.items()), tuple(mine.words.items()), shared
    if turn.partner is None:
        return {"profile": ProfileSeen(*told)}
    theirs = _lines(shared_lines(turn.session, turn.sealer, turn.me.couple_id, turn.partner.id))
    first, _ = in_order(sorted((turn.me.id, turn.partner.id)), turn.now.date())
    seen = ProfileSeen(*told, theirs, first == turn.me.id, _guess(turn, turn.partner.id))
    return {"profile": seen}


def see_sides(turn: Turn, args: Args) -> dict[str, Any]:
    """To which sides this person leans by their own answers: for the phrases they borrow."""
    mine = own_lines(see_profile(turn, args)["profile"])
    return {"sides": tuple(one.side for one in mine if one.side)}


def _lines(found: tuple[Shared, ...]) -> tuple[ProfileLine, ...]:
    return tuple(ProfileLine(one.line, one.side, one.what) for one in found)


def _guess(turn: Turn, partner_id: int) -> GuessSeen | None:
    """Where the other one has gone from a round, it is as if they had not come yet."""
    mine = side_of(turn.session, turn.me.couple_id, turn.me.id)
    if mine is None:
        return None
    if mine.state == GuessState.OVER:
        return GuessSeen(mine.state, found=read_side(turn.session, turn.sealer, mine).found)
    theirs = side_of(turn.session, turn.me.couple_id, partner_id)
    if mine.state == GuessState.WAITING or theirs is None or theirs.state not in UNDER_WAY:
        return GuessSeen(GuessState.WAITING)
    offered = read_side(turn.session, turn.sealer, theirs).offered
    return GuessSeen(mine.state, tuple(one.line for one in offered))
