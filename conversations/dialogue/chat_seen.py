"""Whether there is a chat that two people share, whatever its state."""

from typing import Any

from conversations.dialogue.taking import Args, Turn


def see_any_shared_chat(turn: Turn, args: Args) -> dict[str, Any]:
    """Also one that others have joined, or that only one of the two is in."""
    return {"shared_chat": turn.couple is not None and turn.couple.chat is not None}
