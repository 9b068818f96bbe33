"""Where people are: which city or country keeps which time, and what zone it could be by the clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from difflib import SequenceMatcher
from functools import cache
from zoneinfo import ZoneInfo

from conversations.gazetteer import (
    Name,
    Spot,
    city,
    country_of_language,
    country_of_zone,
    fold,
    is_well_known,
    joined,
    known_id,
    name_of,
    names,
    rank,
    rule,
    with_country,
    words,
    zones_in,
)
from conversations.typed_time import read_time

__all__ = ["Clock", "Place", "Sibling", "by_clock", "city", "find", "guess", "is_sure", "near", "read_time",
           "siblings"]  # fmt: skip

_MOST = 6  # places offered at once: they must fit under a message as buttons
_LONGEST = 80  # characters looked at of what was typed
_ALIKE = 0.75  # how alike two names are, at least, to take one for a slip of the finger
_SLACK = 10  # minutes a typed time may be off: watches differ, and typing takes a moment
_DAY = 24 * 60


@dataclass(frozen=True)
class Place:
    """An IANA zone, and the city by which its reader knows it."""

    zone: str
    label: str


@dataclass(frozen=True)
class Clock:
    """A time that clocks somewhere show now; `zone` stands for all that show it."""

    offset_minutes: int
    zone: str
    label: str


@dataclass(frozen=True)
class Sibling:
    """A zone that shows the same time now as another, and whether its clocks change within a year."""

    zone: str
    label: str
    changes_clocks: bool


# --- By the phone and by the clock --------------------------------------------------------------


def guess(language_code: str | None) -> str | None:
    """The zone of the country a phone's language points to, if all its clocks agree; otherwise None."""
    country = country_of_language(language_code or "")
    zones = zones_in(country, "en")
    return zones[0] if len({rule(zone) for zone in zones}) == 1 else None


def by_clock(now: datetime, language: str) -> list[Clock]:
    """Every time that clocks show somewhere at this moment, from west to east."""
    form = words(language)["clock"]
    clocks = []
    for offset, zones in sorted(_by_offset(now, language).items()):
        cities = form["between"].join(city(zone, language) for zone in zones[:2])
        shown = (now.astimezone(UTC) + timedelta(minutes=offset)).strftime("%H:%M")
        clocks.append(Clock(offset, zones[0], form["label"].format(time=shown, cities=cities)))
    return clocks


def near(now: datetime, typed: str) -> int | None:
    """The offset from UTC, in minutes, of clocks that show the typed time now; None if none do.

    Where two do, a day apart, the better known counts: Honolulu, not Kiritimati.
    """
    wall = read_time(typed)
    if wall is None:
        return None
    utc = now.astimezone(UTC)
    ahead = (wall.hour - utc.hour) * 60 + wall.minute - utc.minute

    def misfit(clock: tuple[int, list[str]]) -> tuple[int, int]:
        offset, zones = clock
        apart = (ahead - offset) % _DAY
        return min(apart, _DAY - apart), rank("en")[zones[0]]

    closest = min(_by_offset(now, "en").items(), key=misfit)
    return closest[0] if misfit(closest)[0] <= _SLACK else None


def siblings(zone: str, now: datetime, language: str) -> list[Sibling]:
    """The zone itself, then the best known of each other rule that shows the same time now; at most six.

    A list of one means that nothing need be asked. Raises ZoneInfoNotFoundError for an unknown zone.
    """
    own, form = known_id(zone) or zone, words(language)["rules"]
    same = [z for z in _by_offset(now, language).get(_offset(own, now), []) if is_well_known(z, language)]
    found: dict[tuple[int, ...], Sibling] = {}
    for other in [own, *same]:
        year = tuple(_offset(other, now + timedelta(days=day)) for day in range(366))
        changes = len(set(year)) > 1
        label = form["label"].format(city=city(other, language), rule=form["changes" if changes else "fixed"])
        found.setdefault(year, Sibling(other, label, changes))
    return list(found.values())[:_MOST]


def _by_offset(now: datetime, language: str) -> dict[int, list[str]]:
    """The zones by their offset now, in minutes, the better known first."""
    groups: dict[int, list[str]] = {}
    for zone in sorted(country_of_zone(), key=rank(language).__getitem__):
        groups.setdefault(_offset(zone, now), []).append(zone)
    return groups


def _offset(zone: str, moment: datetime) -> int:
    offset = moment.astimezone(_kept(zone)).utcoffset()
    return int((offset or timedelta()).total_seconds()) // 60


@cache
def _kept(zone: str) -> ZoneInfo:
    """ZoneInfo keeps the last eight zones alone, and reads the others from their files each time."""
    return ZoneInfo(zone)


# --- By name: from the surest search to the boldest ---------------------------------------------


def find(text: str, language: str) -> list[Place]:
    """The places someone may mean, best first, at most six; an empty list if none comes to mind.

    Understands zone ids, countries and cities in every language there is content for; the
    beginning of a name; a name within a sentence; and a slip of the finger.
    """
    if zone := known_id(text):
        return [Place(zone, city(zone, language))]
    typed = fold(text[:_LONGEST])
    if not typed:
        return []
    for search in (_called, _starting, _mentioned, _similar):
        if spots := search(typed, language):
            return _as_places(spots, language)
    return []


def is_sure(text: str, language: str) -> bool:
    """Whether this is a whole name and all that `find` knows by it is one place: nothing need be asked.

    The code of a country is no name here: "no" and "it" are words.
    """
    spelled = known_id(text) is not None or joined(fold(text[:_LONGEST])) in names()
    return spelled and len(find(text, language)) == 1


def _called(typed: str, language: str) -> list[Spot]:
    """Countries, then cities of exactly this name; last the country with this code."""
    name = names().get(joined(typed), Name(typed))
    return [*_all(name, language), *_in_country(typed.upper(), language)]


def _starting(typed: str, language: str) -> list[Spot]:
    """What starts like this, and then what has a word that does; in both, the better known first."""
    key = joined(typed)
    if len(key) < 2 and key.isascii():
        return []
    first = [
        spot for start, name in names().items() if start.startswith(key) for spot in _all(name, language)
    ]
    later = [spot for name in names().values() if f" {typed}" in name.words for spot in _all(name, language)]
    return [*_best_known(first, language), *_best_known(later, language)]


def _mentioned(typed: str, language: str) -> list[Spot]:
    """What is named within a sentence. A city whose country is named too leaves no doubt."""
    hits: list[Name] = []
    for key, name in sorted(names().items(), key=lambda item: -len(item[0])):
        if _is_in(key, name, typed) and not any(key in joined(longer.words) for longer in hits):
            hits.append(name)
    # "San José, Costa Rica": the zone is called Costa Rica too, but the other name says more.
    hits.sort(key=lambda name: name.country is not None)
    cities = [spot for name in hits for spot in name.cities]
    countries = [name.country for name in hits]
    sure = [spot for spot in cities if country_of_zone()[spot.zone] in countries]
    return sure or [*cities, *(spot for country in countries for spot in _in_country(country, language))]


def _is_in(key: str, name: Name, typed: str) -> bool:
    """Whether a sentence has this name in it: between spaces, or anywhere in a script without them."""
    return f" {name.words} " in f" {typed} " if key.isascii() else len(key) > 1 and key in joined(typed)


def _similar(typed: str, language: str) -> list[Spot]:
    """What is spelled almost like this, the most alike first."""
    key = joined(typed)
    if len(key) < (4 if key.isascii() else 3):
        return []
    matcher = SequenceMatcher(b=key)
    found: list[tuple[float, int, Spot]] = []
    for other, name in names().items():
        if abs(len(other) - len(key)) <= 2:
            matcher.set_seq1(other)
            if matcher.quick_ratio() >= _ALIKE and (ratio := matcher.ratio()) >= _ALIKE:
                found += [(-ratio, rank(language)[spot.zone], spot) for spot in _all(name, language)]
    return [spot for _, _, spot in sorted(found)]


def _all(name: Name, language: str) -> list[Spot]:
    return [*_in_country(name.country, language), *name.cities]


def _in_country(country: str | None, language: str) -> list[Spot]:
    return [Spot(zone) for zone in zones_in(country, language)]


def _best_known(spots: Iterable[Spot], language: str) -> list[Spot]:
    return sorted(spots, key=lambda spot: rank(language)[spot.zone])


def _as_places(spots: Iterable[Spot], language: str) -> list[Place]:
    """One place for each zone; the country is added where two cities share a name."""
    best: dict[str, Spot] = {}
    for spot in spots:
        best.setdefault(spot.zone, spot)
    chosen = list(best.values())[:_MOST]
    labels = [name_of(spot, language) for spot in chosen]
    alike = [fold(label) for label in labels]
    return [
        Place(spot.zone, with_country(spot, language) if alike.count(fold(label)) > 1 else label)
        for spot, label in zip(chosen, labels, strict=True)
    ]
