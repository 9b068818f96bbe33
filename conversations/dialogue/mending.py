"""What a conversation about making up reads before it starts: a hand already held out, words that undo a sorry."""

from functools import cache
from typing import Any

from sqlmodel import col, select

from conversations.dialogue.here import SlipSeen
from conversations.dialogue.phrasebook import LANGUAGES
from conversations.dialogue.taking import Args, Turn
from conversations.records.notes import Note, NoteKind
from conversations.records.pauses import running_pause


def see_hand(turn: Turn, args: Args) -> dict[str, Any]:
    """Whether this person has held out a hand in the running pause: whoever rests is not written to over and over."""
    pause = running_pause(turn.session, turn.couple.id) if turn.couple is not None else None
    if pause is None:
        return {}
    mine = select(Note.id).where(Note.author_id == turn.me.id, Note.kind == NoteKind.REPAIR)
    since = mine.where(col(Note.created_at) >= pause.started_at).limit(1)
    return {"hand_is_out": turn.session.exec(since).first() is not None}


def see_slips(turn: Turn, args: Args) -> dict[str, Any]:
    """Words that can take an apology back, in every language: people write in either, whatever they read."""
    return {"slips": _slips()}


@cache
def _slips() -> tuple[SlipSeen, ...]:
    """The kinds in the order of the file, which puts the weightiest first."""
    from conversations.rewording.language import words  # read when it is first needed

    tables = [words("ja" if language == "ja" else "en", "apologies") for language in LANGUAGES]
    return tuple(
        SlipSeen(kind, tuple(table[kind]["parts"]), "|".join(table[kind]["find"]))
        for kind in tables[0]
        for table in tables
    )
