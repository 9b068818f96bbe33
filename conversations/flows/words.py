"""Words that are ready: looked at once more, then sent, copied, changed or held by whoever wrote them."""

from collections.abc import Generator
from typing import Any

from conversations.dialogue.outcomes import Show
from conversations.dialogue.outcomes.drafts import Hold
from conversations.dialogue.outcomes.needs import AskFor, words_card
from conversations.dialogue.outcomes.words import with_help
from conversations.dialogue.phrases import Moment, Phrase, Value, say
from conversations.dialogue.steps import Choose, Flow, Here, Step, TellTime, Write, with_values
from conversations.flows.moment import named_moment

LONGEST = 1500  # characters (rewording.md)


def no_longer(words: str) -> Generator[Step, Any, str]:
    """Words that came with a command, made shorter by their author where they are too long to be shown again."""
    if len(words) <= LONGEST:
        return words
    fits = with_values(limit=LONGEST, length=len(words))
    shorter: str = yield Write("dialogue.too_long", fits, limit=LONGEST)
    return shorter


def use_words(words: str, here: Here, helped: bool) -> Flow:
    """The exact preview, a place, and the last word with its author."""
    if not here.paired:
        return [Show(say("reword.copy.text")), Show(words, anew=True)]
    while True:
        card = with_help(words, here.me) if helped else words
        places = (
            ("us", "partner", "copy", "edit", "hold")
            if here.shared_chat
            else ("partner", "copy", "edit", "hold")
        )
        shown = words_card(here.me, card)
        match (yield Choose("reword.send", with_values(partner=here.partner), shown, only=places)):
            case ("us" | "partner") as place:
                return (yield from _send(words, card, place, here, helped))
            case "copy":
                return [Show(say("reword.copy.text")), Show(words, anew=True)]
            case "edit":
                words = yield Write("reword.edit", preview=quoted(words), limit=LONGEST)
            case _:
                return (yield from hold(words, here, helped, worded=True))


def _send(words: str, card: Value, place: str, here: Here, helped: bool) -> Flow:
    """During a pause nothing goes: it waits for its author until the pause is over."""
    yield from ()
    if here.pause is None:
        return [AskFor("words", card, "no_rush", place)]
    until = here.pause.back_at
    return [Hold(words, until, helped), Show(say("reword.paused.text", at=Moment(until)))]


def hold(words: str, here: Here, helped: bool, worded: bool) -> Flow:
    """Kept until a time the author chooses."""
    when = yield Choose("reword.hold")
    now = yield TellTime()
    until = named_moment(when, now, here.zone)
    return [Hold(words, until, helped, worded), Show(say("reword.held.text", at=Moment(until, "day_time")))]


def quoted(text: str) -> Phrase:
    return say("reword.quote", text=text)
