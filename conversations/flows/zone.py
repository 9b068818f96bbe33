"""Finding out whose clock to go by: a guess, then by the clock, then by typing a city."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

from conversations.dialogue.phrases import Moment, Value, say
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
Found = list[list[Any]]  # [zone, label] each; one that leaves no doubt has True as a third


@dataclass(frozen=True)
class Home:
    """Whose clock to go by: an IANA zone, and the city whose name was taken at its word ("": it was tapped)."""

    zone: str
    city: str = ""


Asking = Generator[Step, Any, Home]


def choose_zone(here: Here) -> Asking:
    """In one tap when the guess is right; a city that is the only one of its name is not asked about."""
    if here.guessed_zone:
        now = yield TellTime()
        shown = with_values(time=Moment(now, zone=here.guessed_zone), city=here.guessed_city)
        if (yield Choose("zone.guess", values=shown)) == "yes":
            return Home(here.guessed_zone)
    return (yield from _by_clock(here))


def understood(home: Home) -> Generator[Step, Any, Value]:
    """What a typed city was taken for, to be seen above the next question; None when it was tapped."""
    if not home.city:
        return None
    now = yield TellTime()
    return say("zone.taken", city=home.city, time=Moment(now, zone=home.zone))


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
        if len(found) == 1 and found[0][2:]:
            return Home(*found[0][:2])
        chips = tuple(Chip(f"z{at}", label) for at, (_, label) in enumerate(found))
        match (yield ChooseOrWrite(key if found else "zone.not_found", chips=chips)):
            case Chosen(id):
                return Home(found[int(id[1:])][0])
            case Wrote(again):
                words = again


def _by_rule(zone: str) -> Asking:
    same: Found = yield ListSiblings(zone)
    if len(same) < 2:
        return Home(zone)
    chips = tuple(Chip(f"z{at}", label) for at, (_, label) in enumerate(same))
    match (yield ChooseOrWrite("zone.rule", chips=chips)):
        case Chosen(id):
            return Home(same[int(id[1:])][0])
        case Wrote(words):
            return (yield from _by_name(words))
    return Home(zone)


def _page_of(zone: str, clocks: Found) -> int:
    """The page with the guess; without one, that of London, from where both ways are equally far."""
    sought = zone or "Europe/London"
    return next((at // PAGE for at, (other, _) in enumerate(clocks) if other == sought), 0)


def choose_hour(key: str, evening: str, morning: str, first: Value = None) -> Generator[Step, Any, str]:
    """A wall-clock time as "HH:MM", from the options `morning`, `evening` or typed. `first` is said before."""
    while True:
        answer = yield ChooseOrWrite(key, preview=first)
        first = None
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
