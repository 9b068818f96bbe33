"""What a conversation reads about limits and agreements before it starts."""

from typing import Any

from conversations.dialogue.agreed_on import AgreementSeen, LimitSeen
from conversations.dialogue.taking import Args, Turn
from conversations.records.agreements import read_words, standing_of
from conversations.records.own_limits import is_told, limits_of, read_limit


def see_limits(turn: Turn, args: Args) -> dict[str, Any]:
    """This person's own, the newest first."""
    session, sealer = turn.session, turn.sealer
    couple_id = turn.couple.id if turn.couple is not None and turn.partner is not None else None
    return {"limits": tuple(
        LimitSeen(one.id, read_limit(session, sealer, one), is_told(session, one, couple_id),
                  one.created_at)
        for one in limits_of(session, turn.me.id)
    )}  # fmt: skip


def see_agreements(turn: Turn, args: Args) -> dict[str, Any]:
    """What the two have agreed on, the newest first."""
    if turn.couple is None or turn.partner is None:
        return {}
    return {"agreements": tuple(
        AgreementSeen(one.id, read_words(turn.session, turn.sealer, one), one.agreed_at, one.look_at)
        for one in standing_of(turn.session, turn.couple.id)
    )}  # fmt: skip
