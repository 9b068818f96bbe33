"""/need: ask your partner for what you need, in words that are easy to hear."""

from collections.abc import Generator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from conversations.dialogue.outcomes import Begin, Button, Show, rows
from conversations.dialogue.outcomes.needs import AskFor, HoldNeed
from conversations.dialogue.phrases import paragraphs, say
from conversations.dialogue.steps import (
    Chip,
    Choose,
    ChooseOrWrite,
    Chosen,
    Flow,
    Here,
    Step,
    TellTime,
    Wrote,
    with_values,
)
from conversations.flows.feelings import FEELINGS, choose_feeling
from conversations.flows.gentler import Hard, find_hard, footer, say_gentler
from conversations.flows.moment import SOON, named_moment
from conversations.flows.need_card import Parts, card_of
from conversations.flows.preview import as_read

MOST_OPEN = 3  # flows.md 9.3
KINDS = (
    "listen",
    "comfort",
    "space",
    "solutions",
    "reassurance",
    "help",
    "affection",
    "appreciation",
    "repair",
    "time",
)  # of needs.toml
AWAY = {"twenty": timedelta(minutes=20), "hour": timedelta(hours=1), "evening": timedelta(hours=3)}
UNSURE = Chip("unsure", say("need.unsure"), alone=True)
SKIP = Chip("skip", say("dialogue.button.skip"))
ENOUGH = Chip("enough", say("need.enough"))  # what is still unasked stays blank
ASKED = ("situation", "request", "when", "much")
ASKED_OF_SPACE = ("situation", "request")  # it is for now, and has a time to come back
LIMITS = {"situation": 120, "request": 160}  # characters

Asking = Generator[Step, Any, Parts]


def need(here: Here) -> Flow:
    """Kind, feeling, what happened, a request, when, how much; then a card to look at before it goes."""
    if here.open_needs >= MOST_OPEN:
        return [Show(say("need.full.text", partner=here.partner))]
    kind = _kind(here) or (yield Choose("need.kind", table="needs.kind.options", last=(UNSURE,)))
    if kind == UNSURE.id:
        return [Begin("unsure")]
    if kind in here.resting_kinds:
        return [rests()]
    parts = yield from _build(kind, here)
    return (yield from review(parts, here))


def _kind(here: Here) -> str | None:
    """What a button named; a kind that there is none of begins as if nothing was named, whoever made it up."""
    return here.args[0] if here.args[:1] and here.args[0] in KINDS else None


def _feeling(here: Here) -> str | None:
    """`need feeling WORD`, from the list of words."""
    match here.args:
        case ("feeling", word) if word in FEELINGS:
            return word
        case _:
            return None


def rests() -> Show:
    """A kind that was declined today may land better tomorrow."""
    return Show(say("need.rests.text"), rows(Button(say("need.rests.button"), "reword")))


def _build(kind: str, here: Here) -> Asking:
    """Every question but the first may be skipped; from each one the card is a tap away."""
    parts = Parts(kind, _feeling(here) or (yield from choose_feeling("need.feeling")))
    asked = ASKED_OF_SPACE if kind == "space" else ASKED
    for part in asked:
        ways = (SKIP,) if part == "much" else (SKIP, ENOUGH)
        answered = yield _question(part, parts, here, ways)
        if answered in (ENOUGH.id, Chosen(ENOUGH.id)):
            break
        parts = _answered(parts, part, answered)
    return (yield from with_return(parts))


def _question(part: str, parts: Parts, here: Here, last: tuple[Chip, ...]) -> Step:
    values = with_values(partner=here.partner)
    match part:
        case "situation":
            return ChooseOrWrite("need.situation", only=(), last=last, limit=LIMITS[part])
        case "request":
            table = f"needs.request.{parts.kind}"
            return ChooseOrWrite("need.request", values, table=table, last=last, limit=LIMITS[part])
        case _:
            return Choose(f"need.{part}", table=f"needs.{part}.options", last=last)


def _answered(parts: Parts, part: str, answered: Chosen | Wrote | str) -> Parts:
    """What was said of one part; skipped, it is blank."""
    said = None if answered in (SKIP.id, Chosen(SKIP.id)) else answered
    match part, said:
        case "request", (Chosen() | Wrote() | None) as request:
            return replace(parts, request=request)
        case "situation", Wrote(words):
            return replace(parts, situation=words)
        case "when", (str() | None) as when:
            return replace(parts, when=when)
        case "much", (str() | None) as much:
            return replace(parts, much=much)
        case _:
            return replace(parts, situation=None)


def with_return(parts: Parts) -> Asking:
    """Some space has a time to come back, counted from now."""
    if parts.kind != "space":
        return parts
    away = (
        parts.request.id
        if isinstance(parts.request, Chosen)
        else (yield Choose("need.away", table="needs.request.space"))
    )
    now: datetime = yield TellTime()
    return replace(parts, when="now", back=now + AWAY[away])


def review(parts: Parts, here: Here, instead_of: int = 0) -> Flow:
    """The exact card, as often as something is changed; nothing goes before "send".

    `instead_of`: the author's card that this one takes the place of.
    """
    fine, looked = frozenset[str](), dict[str, Any]()
    while True:
        hard = yield from find_hard(parts, here, fine, looked)
        card = say("need.preview", me=here.me, card=card_of(parts))
        shown = paragraphs(as_read(card, here), footer(hard))
        match (yield Choose("need.review", preview=shown, only=_options(here, hard))):
            case ("us" | "partner") as place:
                if not (parts.back and (yield from _is_past(parts.back))):
                    return [AskFor(parts.kind, card_of(parts), parts.when or "", place, instead_of)]
                parts = yield from with_return(parts)
            case "hold":
                return (yield from _hold(parts, here, instead_of))
            case "edit":
                parts = yield from edit(parts, here)
            case "gentler" if hard:
                parts = yield from say_gentler(hard, parts)
            case "keep" if hard:
                fine |= {hard.phrase}
            case _:
                return [Show(paragraphs(card_of(parts), say("need.dropped.text")))]


def _options(here: Here, hard: Hard | None) -> tuple[str, ...]:
    ways = ("gentler", "keep") if hard else ()
    places = ("us", "partner") if here.shared_chat else ("partner",)
    return (*ways, *places, "hold", "edit", "drop")


def _is_past(back: datetime) -> Generator[Step, Any, bool]:
    """Whether a time to come back has gone by while the card was looked at."""
    now: datetime = yield TellTime()
    return back <= now + SOON


def _hold(parts: Parts, here: Here, instead_of: int) -> Flow:
    when = yield Choose("need.hold", table="reword.hold.options")
    now: datetime = yield TellTime()
    until = named_moment(when, now, here.zone)
    return [HoldNeed(parts.kind, card_of(parts), parts.when or "", until, instead_of)]


def edit(parts: Parts, here: Here) -> Asking:
    """One part is asked for again; the others stay."""
    asked = ASKED_OF_SPACE if parts.kind == "space" else ASKED
    part = yield Choose("need.edit", preview=card_of(parts), only=("feeling", *asked))
    if part == "feeling":
        return replace(parts, feeling=(yield from choose_feeling("need.feeling")))
    parts = _answered(parts, part, (yield _question(part, parts, here, (SKIP,))))
    return (yield from with_return(parts)) if part == "request" else parts
