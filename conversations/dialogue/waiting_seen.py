"""How much waits for a person."""

from typing import Any

from conversations.dialogue.taking import Args, Turn, id_in
from conversations.records.waiting_notes import count_notes


def see_waiting(turn: Turn, args: Args) -> dict[str, Any]:
    """The number of notes that wait unseen, and which of them a button names."""
    return {"notes_wait": count_notes(turn.session, turn.me.id), "waiting_note": id_in(args)}
