"""/limits: what I will do to take care of myself, and what the two of us have agreed on."""

from collections.abc import Generator
from itertools import count
from typing import Any

from conversations.dialogue.agreed_on import AgreementSeen, LimitSeen
from conversations.dialogue.outcomes import Button, Rows, Show, Toast, rows
from conversations.dialogue.outcomes.limits import DropLimit, KeepLimit, ShareLimit, TellLimit
from conversations.dialogue.phrases import Moment, Value, lines, paragraphs, say
from conversations.dialogue.steps import (
    Choose,
    ChooseOrWrite,
    Chosen,
    Flow,
    Here,
    Step,
    Write,
    Wrote,
    with_values,
)
from conversations.flows.own_doing import end_of, look_at
from conversations.flows.preview import as_read

MOST = 5  # limits of one person: few enough to be remembered, and to stand in one message
SHOWN = 8  # agreements, the newest
LONGEST, WHOLE = 80, 240  # characters of one part, and of a limit in one piece
MORE = ("skip",)

Told = Chosen | Wrote
Built = tuple[Value, str, str]  # the card, and what was written of it: when, and what I do


def limits(here: Here) -> Flow:
    """The list; or, with `new`, a limit of my own."""
    if here.args == ("new",):
        return (yield from _new(here))
    return [Show(_list(here), _ways(here))]


def _list(here: Here) -> Value:
    number = count(1)
    agreed = [_agreement_line(next(number), one, here) for one in here.agreements[:SHOWN]]
    mine = [_limit_line(next(number), one, here) for one in here.limits[:MOST]]
    return paragraphs(
        say("limits.list.text"),
        say("limits.list.agreed") if here.paired else None,
        *(agreed or ([say("limits.list.nothing_agreed")] if here.paired else [])),
        say("limits.list.mine"),
        *(mine or [say("limits.list.no_limits")]),
    )


def _agreement_line(number: int, one: AgreementSeen, here: Here) -> Value:
    since = Moment(one.at, "date", here.zone)
    look = (
        say("limits.list.look", at=Moment(one.look_at, "date", here.zone))
        if one.look_at is not None
        else None
    )
    words = one.words or say("dialogue.taken_back")
    return lines(say("limits.list.agreement", number=number, since=since), look, words)


def _limit_line(number: int, one: LimitSeen, here: Here) -> Value:
    since = Moment(one.at, "date", here.zone)
    told = say("limits.list.told", partner=here.partner) if one.told else say("limits.list.alone")
    return lines(say("limits.list.limit", number=number, since=since, told=told), one.card)


def _ways(here: Here) -> Rows:
    """A new one of either; below, the number of each that stands in the list."""
    number = count(1)
    new = [Button(say("limits.button.new"), "limits new")]
    propose = [Button(say("limits.button.propose"), "propose")] if here.paired else []
    commands = [f"agreement {one.id}" for one in here.agreements[:SHOWN]]
    commands += [f"my_limit {one.id}" for one in here.limits[:MOST]]
    each = [Button(say("limits.button.number", number=next(number)), command) for command in commands]
    return (*rows(*new, *propose, wide=2), *rows(*each, wide=3))


def _new(here: Here) -> Flow:
    """When, what I do, what stays possible; then the card. Nobody reads it unless its author sends it."""
    if len(here.limits) >= MOST:
        return [Show(say("limits.full.text"), _back())]
    while True:
        card, when, act = yield from _build()
        verdict = yield from look_at(when, act, card, here)
        if verdict == "change":
            continue
        if verdict != "fine":
            return end_of(verdict, here)
        match (yield _review(card, here)):
            case "keep":
                return [KeepLimit(card)]
            case ("us" | "partner") as place:
                return [TellLimit(card, place)]
            case "drop":
                return [Show(say("limits.dropped.text"))]


def _build() -> Generator[Step, Any, Built]:
    """By taps or in one's own words; or in one piece."""
    when: Told = yield ChooseOrWrite("limits.when", limit=LONGEST)
    if when == Chosen("whole"):
        words: str = yield Write("limits.whole", limit=WHOLE)
        return words, "", words
    act: Told = yield ChooseOrWrite("limits.act", limit=LONGEST)
    after: Told = yield ChooseOrWrite("limits.after", limit=LONGEST)
    left_out = after == Chosen("skip")
    card = lines(
        say("limits.part.when", words=_said("when", when)),
        say("limits.part.act", words=_said("act", act)),
        None if left_out else say("limits.part.after", words=_said("after", after)),
    )
    return card, _written(when), _written(act)


def _said(part: str, told: Told) -> Value:
    match told:
        case Wrote(words):
            return words
        case Chosen(id):
            return say(f"limits.{part}.said.{id}")


def _written(told: Told) -> str:
    return told.words if isinstance(told, Wrote) else ""


def _review(card: Value, here: Here) -> Choose:
    """During a pause nothing goes: then it can be kept, and shared from the list afterwards."""
    if not here.paired or here.pause is not None:
        return Choose("limits.review_alone", preview=card, table="limits.review.options", only=OWN)
    places = ("us", "partner") if here.shared_chat else ("partner",)
    shown = as_read(say("limits.card", me=here.me, card=card), here)
    return Choose("limits.review", with_values(partner=here.partner), shown, only=("keep", *places, *OWN[1:]))


OWN = ("keep", "edit", "drop")


def my_limit(here: Here) -> Flow:
    """One of my own: look at it, share it, let go of it."""
    one = next((one for one in here.limits if here.args[:1] == (str(one.id),)), None)
    match one, here.args[1:]:
        case None, _:
            return [Toast(say("dialogue.moved_on"))]
        case LimitSeen(told=False) as one, ("share",) if here.paired and here.pause is None:
            return (yield from _share(one, here))
        case LimitSeen(), ("share",):
            return [Toast(say("notes.paused" if here.pause is not None else "dialogue.moved_on"))]
        case LimitSeen() as one, ("drop",):
            yield Choose("limits.drop_sure", preview=one.card)
            return [DropLimit(one.id)]
        case one, _:
            return [Show(_limit_card(one, here), _limit_ways(one, here))]


def _share(one: LimitSeen, here: Here) -> Flow:
    places = ("us", "partner") if here.shared_chat else ("partner",)
    shown = as_read(say("limits.card", me=here.me, card=one.card), here)
    asked = with_values(partner=here.partner)
    place = yield Choose("limits.share", asked, shown, only=places, table="limits.review.options")
    return [ShareLimit(one.id, place)]


def _limit_card(one: LimitSeen, here: Here) -> Value:
    told = say("limits.one_told.text", partner=here.partner) if one.told else say("limits.one.text")
    return paragraphs(one.card, told)


def _limit_ways(one: LimitSeen, here: Here) -> Rows:
    ways = ("share", "drop") if here.paired and not one.told else ("drop",)
    buttons = (Button(say(f"limits.button.{way}"), f"my_limit {one.id} {way}") for way in ways)
    return (*rows(*buttons, wide=2), *_back())


def _back() -> Rows:
    return rows(Button(say("limits.button.list"), "limits"))
