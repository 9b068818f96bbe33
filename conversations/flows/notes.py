"""What all notes have in common: the exact preview, where they may go, and waiting while there is a pause."""

from collections.abc import Generator, Sequence
from typing import Any

from conversations.dialogue.outcomes import Outcome, Show
from conversations.dialogue.outcomes.drafts import Hold
from conversations.dialogue.outcomes.notes import WAYS, SendNote
from conversations.dialogue.phrases import Moment, Value, say
from conversations.dialogue.steps import WORDS_LIMIT, Choose, Flow, Here, Step, Write, with_values
from conversations.flows.preview import as_read


def first_words(here: Here) -> Generator[Step, Any, str]:
    """What was typed after the command, made shorter if it is too long; "" when nothing was."""
    if len(here.words) <= WORDS_LIMIT:
        return here.words
    fits = with_values(limit=WORDS_LIMIT, length=len(here.words))
    shorter: str = yield Write("dialogue.too_long", fits)
    return shorter


def look_over(kind: str, card: Value, here: Here) -> Generator[Step, Any, Sequence[Outcome] | None]:
    """The exact preview, and what follows from the answer; None when it is to be changed first."""
    way, shown = WAYS[kind], as_read(say(WAYS[kind].card, me=here.me, card=card), here)
    places = ("us", "partner") if here.shared_chat else ("partner",)
    asked = with_values(partner=here.partner)
    match (yield Choose(way.review, asked, shown, only=(*places, "edit", "drop"))):
        case "edit":
            return None
        case "drop":
            return [Show(say(way.not_sent)), Show(card, anew=True)]
        case _ if here.pause is not None and not way.through_pause:
            return wait_for_pause(card, here, kind)
        case place:
            return [SendNote(kind, card, place)]


def look_again(kind: str, card: Value, here: Here) -> Flow:
    """A note that waited: as it stands, or in other words; to be copied where there is nobody to read it."""
    if not here.paired:
        return [Show(say("reword.copy.text")), Show(card, anew=True)]
    while True:
        followed = yield from look_over(kind, card, here)
        if followed is not None:
            return followed
        card = yield Write("reword.edit", preview=say("reword.quote", text=card))


def wait_for_pause(words: Value, here: Here, kind: str = "") -> list[Outcome]:
    """Kept for their author until the running pause is over, as the note they are. Raises `LookupError` without one."""
    if here.pause is None:
        raise LookupError("no pause")
    until = here.pause.back_at
    kept = Hold(words, until, helped=False, kind=kind)
    return [kept, Show(say("reword.paused.text", at=Moment(until)))]
