"""The partner's answer to a need, and what the one who asked does with it."""

from difflib import SequenceMatcher

from conversations.dialogue.here import NeedSeen
from conversations.dialogue.outcomes import Begin, Button, Show, Toast, rows
from conversations.dialogue.outcomes.needs import (
    AddLine,
    AskAbout,
    Close,
    Confirm,
    Decline,
    Hear,
    Promise,
    PutOff,
    Reply,
    SayBack,
)
from conversations.dialogue.phrases import say
from conversations.dialogue.steps import (
    Chip,
    Choose,
    ChooseOrWrite,
    Chosen,
    Flow,
    Here,
    Write,
    Wrote,
    with_values,
)
from conversations.flows.moment import choose_moment

NOTHING = (Chip("nothing", say("answer.nothing")),)
COPIED = 0.8  # flows.md 9.3


def answer(here: Here) -> Flow:
    """I hear you; I can do that; not now, when?; say it back; one question; I can't do this one."""
    card = here.need
    if card is None or card.state == "closed":
        return [Toast(say("dialogue.moved_on"))]
    if card.mine:
        return [Toast(say("dialogue.foreign", name=here.partner))]
    match here.args[1:]:
        case ("heard",):
            return [Hear(card.id)]
        case ("line", line):
            return [AddLine(card.id, say(f"phrases.{line}.text"))]
        case ("can",):
            return (yield from _promise(card, here))
        case ("later",):
            return (yield from _put_off(card, here))
        case ("back",):
            return (yield from _say_back(card))
        case ("ask",):
            return (yield from _ask(card, here))
        case ("cant",):
            return (yield from _decline(card, here))
        case ("hear",):
            return [Begin("hear", (), card.text)]
        case _:
            return [Show(say("answer.more.text"), more_buttons(card), anew=True)]


def more_buttons(card: NeedSeen) -> tuple[tuple[Button, ...], ...]:
    """What does not fit on the card."""
    return rows(
        Button(say("answer.button.cant"), f"answer {card.id} cant"),
        Button(say("answer.button.ask"), f"answer {card.id} ask"),
        *((Button(say("answer.button.hear"), f"answer {card.id} hear"),) if card.kind == "words" else ()),
        Button(say("answer.button.close"), f"asked {card.id} rest"),
    )


def _promise(card: NeedSeen, here: Here) -> Flow:
    at = yield from choose_moment("answer.when", ("now", "tonight", "tomorrow"), here)
    return [Promise(card.id, at)] if at else [Show(say("answer.open.text"))]


def _put_off(card: NeedSeen, here: Here) -> Flow:
    at = yield from choose_moment("answer.later", ("hour", "tonight", "tomorrow"), here, ("cant",))
    return [PutOff(card.id, at)] if at else (yield from _decline(card, here))


def _say_back(card: NeedSeen) -> Flow:
    key = "answer.back"
    while True:
        words: str = yield Write(key, preview=card.card)
        if not _copied(words, card.text):
            return [SayBack(card.id, words)]
        key = "answer.own_words"


def _copied(words: str, original: str) -> bool:
    return bool(original) and SequenceMatcher(None, words, original).ratio() >= COPIED


def _ask(card: NeedSeen, here: Here) -> Flow:
    answered: Chosen | Wrote = yield ChooseOrWrite("answer.ask", with_values(partner=here.partner))
    match answered:
        case Chosen(id):
            return [AskAbout(card.id, say(f"answer.asked.{id}"))]
        case Wrote(words):
            return [AskAbout(card.id, words)]


def _decline(card: NeedSeen, here: Here) -> Flow:
    shown = with_values(partner=here.partner)
    if card.kind == "words":
        return [Decline(card.id)]
    offer = yield Choose("answer.offer", shown, table=f"needs.offer.{card.kind}", last=NOTHING)
    return [Decline(card.id, None if offer == "nothing" else say(f"needs.offer_said.{card.kind}.{offer}"))]


def asked(here: Here) -> Flow:
    """What the one who asked can do: confirm what was heard, reply, take it back, say how it went."""
    card = here.need
    if card is None or (card.state == "closed" and here.args[1:] != ("thanks",)):
        return [Toast(say("dialogue.moved_on"))]
    if not card.mine and here.args[1:] != ("rest",):
        return [Toast(say("dialogue.foreign", name=here.partner))]
    match here.args[1:]:
        case ("yes",):
            return [Confirm(card.id, "yes")]
        case (("almost" | "not_quite") as how,):
            line = yield Write(f"asked.{how}", optional=True)
            return [Confirm(card.id, how, line or "")]
        case ("reply",):
            words = yield Write("asked.reply")
            return [Reply(card.id, words)]
        case ("withdraw",):
            return [Close(card.id, "withdrawn")]
        case (("helped" | "partly" | "no" | "rest") as how,):
            return [Close(card.id, how)]
        case ("closer",):
            return [Close(card.id, "partly"), Begin("need", (card.kind,))]
        case ("again",):
            return [Close(card.id, "rested"), Begin("need", (card.kind,))]
        case _:
            return [Toast(say("dialogue.moved_on"))]
