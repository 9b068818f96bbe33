"""What the one who asked can do: confirm what was heard, reply, take it back, say how it went."""

from functools import partial

from conversations.dialogue.here import NeedSeen
from conversations.dialogue.outcomes import Begin, Toast
from conversations.dialogue.outcomes.needs import (
    MOST_ROUNDS,
    Close,
    Confirm,
    DropNeed,
    Reply,
    SayMode,
    TakeAnswer,
    confirmed_said,
)
from conversations.dialogue.phrases import Phrase, Value, say
from conversations.dialogue.steps import Choose, Flow, Here, Write
from conversations.flows.gone import gone
from conversations.flows.preview import NOT_SENT, look_once, own_line
from conversations.flows.words import quoted

CLOSER_LIMIT = 160  # characters: it may become a request
# Where the card has to stand for what only fits there; everything else fits wherever it is live.
FROM: dict[str, tuple[str, ...]] = {
    "helps": ("offered",),
    "honest": ("offered", "declined"),
    "talk": ("offered", "declined"),
    **dict.fromkeys(("helped", "partly", "closer", "missed"), ("accepted",)),
}
ONCE = {"reply": "reply", "listen": "mode_said", "solve": "mode_said"}  # what is said once, by its mark
QUIET = ("helped", "partly", "closer", "missed", "rest")  # these reach nobody


def asked(here: Here) -> Flow:
    """Confirm, reply, thank for an honest no, take it back, let it rest; the morning after: did it help?"""
    card, how = here.need, "".join(here.args[1:2])
    if card is None or card.state == "closed" or (card.state == "held") != (how == "drop"):
        return [gone(card)]
    if not card.mine:
        return [Toast(say("dialogue.foreign", name=here.partner))]
    if (not_now := _not_now(card, how, here)) is not None:
        return [Toast(not_now)]
    match how:
        case "drop":
            return [DropNeed(card.id)]
        case "yes":
            return [Confirm(card.id, "yes")]
        case "almost" | "not_quite":
            return (yield from _say_more(card, how, here))
        case "reply":
            said = partial(_reply_said, here.me)
            words = yield from own_line(Write("asked.reply"), said, here)
            return [Reply(card.id, words)] if words is not None else [NOT_SENT]
        case "listen" | "solve":
            return [SayMode(card.id, how)]
        case "helps" | "honest" | "talk":
            return [TakeAnswer(card.id, how)]
        case "withdraw":
            return [Close(card.id, "withdrawn")]
        case "helped" | "partly":
            return [Close(card.id, how)]
        case "closer":
            return (yield from _closer(card))
        case "missed":
            return (yield from _missed(card))
        case "rest":
            return [Close(card.id, "rested")]
        case _:
            return [Toast(say("dialogue.moved_on"))]


def _not_now(card: NeedSeen, how: str, here: Here) -> Phrase | None:
    """Why this cannot be said, or not again; None when it can."""
    if here.pause is not None and how not in (*QUIET, "drop"):
        return say("need.paused")
    if ONCE.get(how) in card.told or (how in ("yes", "almost", "not_quite") and not _may_confirm(card)):
        return say("answer.once")
    return None if card.state in FROM.get(how, (card.state,)) else say("dialogue.moved_on")


def _may_confirm(card: NeedSeen) -> bool:
    """Once for each round."""
    return card.rounds > 0 and "got" not in card.told and not (card.rounds == 1 and "more" in card.told)


def _reply_said(me: str, words: str) -> Value:
    return say("asked.reply.said", me=me, words=words)


def _say_more(card: NeedSeen, how: str, here: Here) -> Flow:
    """Almost, or not quite: with a line or without."""
    key = how if "more" not in card.told and card.rounds < MOST_ROUNDS else "enough"
    while True:
        line: str | None = yield Write(f"asked.{how}", optional=True)
        if not line:
            return [Confirm(card.id, how)]
        match (yield look_once(confirmed_said(key, here.me, line), here)):
            case "send":
                return [Confirm(card.id, how, line)]
            case "drop":
                return [NOT_SENT]


def _closer(card: NeedSeen) -> Flow:
    """What would be closer? It stays here unless it becomes a card."""
    words = yield Write("asked.closer", optional=True, limit=CLOSER_LIMIT)
    if words and (yield Choose("asked.closer_next", preview=quoted(words))) == "card":
        return [Close(card.id, "no"), Begin("reopen", (str(card.id), "anew"), words)]
    return [Close(card.id, "no")]


def _missed(card: NeedSeen) -> Flow:
    """Nobody is told that it did not happen."""
    if (yield Choose("asked.missed")) == "again":
        return [Close(card.id, "rested"), Begin("reopen", (str(card.id), "anew"))]
    return [Close(card.id, "rested")]
