"""What a conversation reads about notes and keepsakes before it starts."""

from typing import Any

from conversations.dialogue.here import KeepsakeSeen, NoteSeen
from conversations.dialogue.phrases import Moment
from conversations.dialogue.taking import Args, Turn, id_in
from conversations.records.notes import Note, keepsakes_of, read_card, read_keepsake


def see_note(turn: Turn, args: Args) -> dict[str, Any]:
    """The note a button belongs to, if it is this couple's."""
    id = id_in(args)
    note = turn.session.get(Note, id) if id is not None else None
    if note is None or turn.couple is None or note.couple_id != turn.couple.id or turn.partner is None:
        return {}
    card = read_card(turn.session, turn.sealer, note)
    text = turn.desk.book.words(card, turn.me.language)
    mine = note.author_id == turn.me.id
    how = tuple(note.answered_as.split())
    return {"note": NoteSeen(note.id, note.kind, note.state, card, mine, note.place, text, note.moved, how)}


def see_keepsakes(turn: Turn, args: Args) -> dict[str, Any]:
    """What this person keeps, the newest first."""
    return {"keepsakes": tuple(
        KeepsakeSeen(one.id, read_keepsake(turn.session, turn.sealer, one), Moment(one.created_at, "day_time"))
        for one in keepsakes_of(turn.session, turn.me.id)
    )}  # fmt: skip
