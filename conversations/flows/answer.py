"""The partner's answer to a need: heard, promised, put off, said back, asked about, or declined kindly."""

from difflib import SequenceMatcher
from functools import partial

from conversations.dialogue.here import NeedSeen
from conversations.dialogue.outcomes import Begin, Button, Show, Toast, rows
from conversations.dialogue.outcomes.needs import (
    AddLine,
    AskAbout,
    AskMode,
    Close,
    Decline,
    Hear,
    Promise,
    PutOff,
    SayBack,
    no_said,
)
from conversations.dialogue.phrases import Phrase, Value, say
from conversations.dialogue.steps import (
    Chip,
    Choose,
    ChooseOrWrite,
    Chosen,
    Flow,
    Here,
    TellTime,
    Write,
    Wrote,
    with_values,
)
from conversations.flows.gone import gone
from conversations.flows.moment import choose_moment, named_moment
from conversations.flows.preview import NOT_SENT, look_once, own_line

NOTHING = (Chip("nothing", say("answer.nothing")),)
COPIED, LONG_RUN = 0.8, 12  # share of what was written (flows.md 9.3); characters
REASON_LIMIT, OFFER_LIMIT = 160, 120  # characters
WAITING = ("open", "heard", "deferred")
# What may be answered in which state; the row has the last word.
FROM: dict[str, tuple[str, ...]] = {
    "heard": ("open",),
    "can": (*WAITING, "declined", "offered"),
    "later": WAITING,
    "cant": WAITING,
    "offer": (*WAITING, "declined"),
}
ONCE = {"line": "line", "write": "line", "ask": "ask", "mode": "mode"}  # what is said once, by its mark
IN_A_PAUSE = ("more", "hear")  # these reach nobody


def answer(here: Here) -> Flow:
    """I hear you; I can do that; not now, when?; say it back; one question; listen or solve; I can't this time."""
    card, how = here.need, "".join(here.args[1:2])
    if card is None or card.state == "closed":
        return [gone(card)]
    if card.mine:
        return [Toast(say("dialogue.foreign", name=here.partner))]
    if (not_now := _not_now(card, how, here)) is not None:
        return [Toast(not_now)]
    match here.args[1:]:
        case ("heard",):
            return [Hear(card.id)]
        case ("line", line):
            return [AddLine(card.id, say(f"phrases.{line}.text"))]
        case ("write",):
            return (yield from _own_line(card, here))
        case ("can",):
            return (yield from _promise(card, here))
        case ("later",):
            return (yield from _put_off(card, here))
        case ("back",):
            return (yield from _say_back(card, here))
        case ("ask",):
            return (yield from _ask(card, here))
        case ("mode",):
            return [AskMode(card.id)]
        case ("cant",):
            return (yield from _decline(card, here))
        case ("offer",):
            return (yield from _offer(card, here, ""))
        case ("rest",):
            return [Close(card.id, "rested")]
        case ("hear",):
            return [Begin("hear", (), card.text)]
        case _:
            return [Show(say("answer.more.text"), more_buttons(card), anew=True)]


def _not_now(card: NeedSeen, how: str, here: Here) -> Phrase | None:
    """Why this answer cannot be given, or not again; None when it can."""
    if here.pause is not None and how and how not in IN_A_PAUSE:
        return say("need.paused")
    if ONCE.get(how) in card.told or (how == "back" and not _may_say_back(card)):
        return say("answer.once")
    return None if card.state in FROM.get(how, (card.state,)) else say("dialogue.moved_on")


def _may_say_back(card: NeedSeen) -> bool:
    """Once, and once more where its author asked for it."""
    return card.rounds == 0 or (card.rounds == 1 and "more" in card.told)


def more_buttons(card: NeedSeen) -> tuple[tuple[Button, ...], ...]:
    """What does not fit on the card."""
    ways = ("cant", *(() if card.kind == "words" else ("offer",)), "mode")
    return rows(
        *(Button(say(f"answer.button.{way}"), f"answer {card.id} {way}") for way in ways),
        *((Button(say("answer.button.hear"), f"answer {card.id} hear"),) if card.kind == "words" else ()),
        Button(say("answer.button.pause"), "pause"),
        Button(say("answer.button.close"), f"answer {card.id} rest"),
    )


def _promise(card: NeedSeen, here: Here) -> Flow:
    """When, unless the card says "now"."""
    if card.when == "now":
        now = yield TellTime()
        return [Promise(card.id, named_moment("now", now, here.zone))]
    at = yield from choose_moment("answer.when", ("now", "tonight", "tomorrow"), here)
    return [Promise(card.id, at)] if at else [Show(say("answer.open.text"))]


def _put_off(card: NeedSeen, here: Here) -> Flow:
    """To a time that is named; one that was moved once does not move again."""
    if card.state == "deferred" and card.moved:
        return (yield from _smaller(card, here))
    at = yield from choose_moment("answer.later", ("hour", "tonight", "tomorrow"), here, ("cant",))
    return [PutOff(card.id, at)] if at else (yield from _decline(card, here))


def _smaller(card: NeedSeen, here: Here) -> Flow:
    only = ("can", "cant") if card.kind == "words" else ("can", "smaller", "cant")
    match (yield Choose("answer.smaller", only=only)):
        case "can":
            return (yield from _promise(card, here))
        case "smaller":
            return (yield from _offer(card, here, ""))
        case _:
            return (yield from _decline(card, here))


def _own_line(card: NeedSeen, here: Here) -> Flow:
    question = Write("answer.write", with_values(partner=here.partner))
    line = yield from own_line(question, partial(_line_said, here.me), here)
    return [AddLine(card.id, line)] if line is not None else [NOT_SENT]


def _line_said(me: str, line: str) -> Value:
    return say("answer.line.said", me=me, line=line)


def _say_back(card: NeedSeen, here: Here) -> Flow:
    key = "answer.back"
    while True:
        words: str = yield Write(key, preview=card.card)
        if is_copied(words, card.text):
            key = "answer.own_words"
            continue
        match (yield look_once(say("answer.back.said", me=here.me, heard=words), here)):
            case "send":
                return [SayBack(card.id, words)]
            case "drop":
                return [NOT_SENT]


def is_copied(words: str, original: str) -> bool:
    """Whether nearly all of it stands in the original: the whole of it, or one long run."""
    if not original:
        return False
    match = SequenceMatcher(None, words, original, autojunk=False)
    run = match.find_longest_match().size
    return match.ratio() >= COPIED or (run >= LONG_RUN and run >= COPIED * len(words))


def _ask(card: NeedSeen, here: Here) -> Flow:
    while True:
        answered: Chosen | Wrote = yield ChooseOrWrite("answer.ask", with_values(partner=here.partner))
        if isinstance(answered, Chosen):
            return [AskAbout(card.id, say(f"answer.asked.{answered.id}"))]
        match (yield look_once(say("answer.ask.said", me=here.me, question=answered.words), here)):
            case "send":
                return [AskAbout(card.id, answered.words)]
            case "drop":
                return [NOT_SENT]


def _decline(card: NeedSeen, here: Here) -> Flow:
    """A reason if there is one to give, and something else if there is something to offer."""
    partner = with_values(partner=here.partner)
    reason = (yield Write("answer.reason", partner, optional=True, limit=REASON_LIMIT)) or ""
    if card.kind == "words":
        return (yield from _no(card, here, None, reason)) if reason else [Decline(card.id)]
    return (yield from _offer(card, here, reason, NOTHING))


def _offer(card: NeedSeen, here: Here, reason: str, last: tuple[Chip, ...] = ()) -> Flow:
    answered: Chosen | Wrote = yield ChooseOrWrite(
        "answer.offer",
        with_values(partner=here.partner),
        table=f"needs.offer.{card.kind}",
        last=last,
        limit=OFFER_LIMIT,
    )
    offer = _offered(card, answered)
    if reason or isinstance(answered, Wrote):
        return (yield from _no(card, here, offer, reason))
    return [Decline(card.id, offer)]


def _no(card: NeedSeen, here: Here, offer: Value, reason: str) -> Flow:
    """A no with words of one's own: looked at once more before it goes."""
    match (yield look_once(no_said(here.me, offer, reason), here)):
        case "send":
            return [Decline(card.id, offer, reason)]
        case "edit":
            return (yield from _decline(card, here))
        case _:
            return [NOT_SENT]


def _offered(card: NeedSeen, answered: Chosen | Wrote) -> Value:
    match answered:
        case Chosen("nothing"):
            return None
        case Chosen(id):
            return say(f"needs.offer_said.{card.kind}.{id}")
        case Wrote(words):
            return say("answer.own_offer", offer=words)
