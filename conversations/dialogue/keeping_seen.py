"""How long a person keeps their check-ins and cards."""

from typing import Any

from conversations.dialogue.taking import Args, Turn


def see_keeping(turn: Turn, args: Args) -> dict[str, Any]:
    """As they have set it; None until they delete them."""
    return {"keeps_days": turn.me.keeps_days}
