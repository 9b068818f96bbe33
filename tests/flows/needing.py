"""Two people and a card between them: what tests of needs say and tap, in the language of each phone."""

from conversations.dialogue.phrasebook import load_phrasebook
from conversations.dialogue.phrases import Value, say
from tests.stage import Phone, Stage, paired

BOOK = load_phrasebook()
SEND = "line.review.options.send"  # under words of one's own, once they were looked at
QUICK = ("needs.kind.options.listen", "feelings.none")  # then the card is a tap away


def told(phone: Phone, key: str, **values: Value) -> str:
    """What a phone shows where this is said."""
    return BOOK.words(say(key, **values), phone.language)


def tap(phone: Phone, *keys: str) -> None:
    """Tap buttons one after the other, each by the key of its label."""
    for key in keys:
        phone.taps(told(phone, key))


def couple(stage: Stage, asks: str) -> tuple[Phone, Phone]:
    """Who asks, and who is asked. `asks`: the language of the one who asks."""
    aki, mika = paired(stage)
    return (aki, mika) if asks == "ja" else (mika, aki)


def card_goes(stage: Stage, asks: str, *keys: str) -> tuple[Phone, Phone]:
    """A card that is asked for and sent privately; `keys` are what is tapped after its kind and feeling."""
    author, reader = couple(stage, asks)
    author.says("/need")
    tap(author, *QUICK, *(keys or ("need.enough",)), "need.review.options.partner")
    return author, reader


def newest_id(phone: Phone, flow: str) -> str:
    """The id of the card that the newest button of this flow is about."""
    found = [key.data for shown in phone.shown for row in shown.message.keyboard for key in row]
    return next(data for data in reversed(found) if data.startswith(f"{flow} ")).split()[1]
