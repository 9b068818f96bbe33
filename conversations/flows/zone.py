"""Finding out whose clock to go by: a guess, then by the clock, then by typing a city."""

from collections.abc import Generator
from typing import Any

from conversations.dialogue.phrases import Moment
from conversations.dialogue.steps import (
    Chip,
    Choose,
    ChooseOrWrite,
    Chosen,
    FindPlaces,
    Here,
    ListClocks,
    ListSiblings,
    ReadTime,
    Step,
    TellTime,
    Wrote,
    with_values,
)

PAGE = 6
Asking = Generator[Step, Any, str]
Found = list[list[str]]  # [zone, label] each


def choose_zone(here: Here) -> Asking:
    """An IANA zone, in one tap when the guess is right."""
    if here.guessed_zone:
        now = yield TellTime()
        shown = with_values(time=Moment(now, zone=here.guessed_zone), city=here.guessed_city)
        if (yield Choose("zone.guess", values=shown)) == "yes":
            return here.guessed_zone
    return (yield from _by_clock(here))


def _by_clock(here: Here) -> Asking:
    clocks: Found = yield ListClocks()
    page = _page_of(here.guessed_zone, clocks)
    while True:
        shown = clocks[page * PAGE : (page + 1) * PAGE]
        chips = tuple(Chip(f"z{at}", label) for at, (_, label) in enumerate(shown))
        last = (len(clocks) - 1) // PAGE
        turns = tuple(turn for turn, there in (("earlier", page > 0), ("later", page < last)) if there)
        match (yield ChooseOrWrite("zone.clock", chips=chips, only=turns)):
            case Chosen("earlier"):
                page -= 1
            case Chosen("later"):
                page += 1
            case Chosen(id):
                return (yield from _by_rule(shown[int(id[1:])][0]))
            case Wrote(words):
                return (yield from _by_name(words))


def _by_name(words: str) -> Asking:
    key = "zone.found"
    while True:
        found: Found = yield FindPlaces(words)
        chips = tuple(Chip(f"z{at}", label) for at, (_, label) in enumerate(found))
        match (yield ChooseOrWrite(key if found else "zone.not_found", chips=chips)):
            case Chosen(id):
                return found[int(id[1:])][0]
            case Wrote(again):
                words = again


def _by_rule(zone: str) -> Asking:
    same: Found = yield ListSiblings(zone)
    if len(same) < 2:
        return zone
    chips = tuple(Chip(f"z{at}", label) for at, (_, label) in enumerate(same))
    match (yield ChooseOrWrite("zone.rule", chips=chips)):
        case Chosen(id):
            return same[int(id[1:])][0]
        case Wrote(words):
            return (yield from _by_name(words))
    return zone


def _page_of(zone: str, clocks: Found) -> int:
    """The page with the guess; without one, that of London, from where both ways are equally far."""
    sought = zone or "Europe/London"
    return next((at // PAGE for at, (other, _) in enumerate(clocks) if other == sought), 0)


def choose_hour(key: str, evening: str, morning: str) -> Asking:
    """A wall-clock time as "HH:MM", from the options `morning`, `evening` or typed."""
    while True:
        answer = yield ChooseOrWrite(key)
        match answer:
            case Chosen("morning"):
                return morning
            case Chosen("evening"):
                return evening
            case Chosen(_):
                key = f"{key.removesuffix('_typed')}_typed"
            case Wrote(words):
                typed = yield ReadTime(words)
                if typed:
                    return str(typed)
                key = "zone.no_time"
