"""What all notes have in common: the exact preview, where they may go, and waiting while there is a pause."""

from collections.abc import Generator
from typing import Any

from conversations.dialogue.outcomes import Show
from conversations.dialogue.outcomes.drafts import Hold
from conversations.dialogue.outcomes.notes import WAYS, SendNote
from conversations.dialogue.phrases import Moment, Spoken, Value, paragraphs, say
from conversations.dialogue.steps import WORDS_LIMIT, Flow, Here, Step, Write, with_values


def first_words(here: Here) -> Generator[Step, Any, str]:
    """What was typed after the command, made shorter if it is too long; "" when nothing was."""
    if len(here.words) <= WORDS_LIMIT:
        return here.words
    fits = with_values(limit=WORDS_LIMIT, length=len(here.words))
    shorter: str = yield Write("dialogue.too_long", fits)
    return shorter


def as_read(kind: str, card: Value, here: Here) -> Value:
    """The note as its reader will see it, in both languages where they differ."""
    shown = say(WAYS[kind].card, me=here.me, card=card)
    if here.partner_language in ("", here.language):
        return shown
    theirs = Spoken(here.partner_language, shown)
    return paragraphs(shown, say("need.preview_other", partner=here.partner), theirs)


def note_places(here: Here) -> tuple[str, ...]:
    """Which options of a review question there are: both places, or the private one alone."""
    return ("us", "partner", "edit", "drop") if here.shared_chat else ("partner", "edit", "drop")


def send_words(kind: str, words: Value, place: str, here: Here) -> Flow:
    """During a pause nothing goes: the words wait for their author until it is over."""
    yield from ()
    return [SendNote(kind, words, place)] if here.pause is None else wait_for_pause(words, here)


def wait_for_pause(words: Value, here: Here) -> list[Hold | Show]:
    """Kept for their author until the running pause is over. Raises `LookupError` without one."""
    if here.pause is None:
        raise LookupError("no pause")
    until = here.pause.back_at
    return [Hold(words, until, helped=False), Show(say("reword.paused.text", at=Moment(until)))]
