"""The world's time zones, and what people call their cities and countries.

Zones come from the zone.tab of the tzdata package, names from Babel, and what neither knows (Osaka,
"the States") from places.toml. All of it is read on first use and kept.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from babel import Locale

_CONTENT = files("conversations.content")
_ZONEINFO = files("tzdata").joinpath("zoneinfo")
_ACCENTS = re.compile("[\u0300-\u036f]")
_KATAKANA = {hiragana: hiragana + 0x60 for hiragana in range(0x3041, 0x3097)}


class Spot(NamedTuple):
    """A city: its key under [cities] in places.toml, or "" for the city that gave the zone its name."""

    zone: str
    key: str = ""


@dataclass(slots=True)
class Name:
    """A name that people type, in folded words, and what is called so."""

    words: str
    cities: list[Spot] = field(default_factory=list)
    country: str | None = None


# --- Words --------------------------------------------------------------------------------------


@cache
def languages() -> tuple[str, ...]:
    """The languages there is a places.toml for."""
    return tuple(
        sorted(folder.name for folder in _CONTENT.iterdir() if folder.joinpath("places.toml").is_file())
    )


@cache
def words(language: str) -> dict[str, Any]:
    """The places.toml of a language; English for a language that has none."""
    folder = language if language in languages() else "en"
    return tomllib.loads(_CONTENT.joinpath(folder, "places.toml").read_text(encoding="utf-8"))


def split(listed: str) -> list[str]:
    """The names in a list of names. The first is the one that is shown."""
    return [name.strip() for name in re.split("[,、]", listed)]


def fold(text: str) -> str:
    """What two spellings of a name have in common: no case, width, accents or marks, kana as katakana."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    plain = unicodedata.normalize("NFC", _ACCENTS.sub("", plain)).translate(_KATAKANA)
    return " ".join("".join(letter if letter.isalnum() else " " for letter in plain).split())


def joined(folded: str) -> str:
    """Folded words without the spaces between them."""
    return folded.replace(" ", "")


# --- Zones and countries ------------------------------------------------------------------------


@cache
def country_of_zone() -> dict[str, str]:
    """Every zone that people live in, with the two-letter code of its country."""
    return {zone: country for country, _, zone, *_ in _rows_of_zones()}


def latitude(zone: str) -> float | None:
    """How far north of the equator the city of a zone lies, in degrees; None for a zone of no place, as UTC."""
    return _latitudes().get(known_id(zone) or zone)


@cache
def _latitudes() -> dict[str, float]:
    """From places as zone.tab writes them: +3539+13944, -334500+1510500."""
    signs = ((zone, place[0], place[1:3], place[3:5]) for _, place, zone, *_ in _rows_of_zones())
    return {
        zone: float(f"{sign}1") * (int(degrees) + int(minutes) / 60) for zone, sign, degrees, minutes in signs
    }


def _rows_of_zones() -> list[list[str]]:
    rows = _ZONEINFO.joinpath("zone.tab").read_text(encoding="utf-8").splitlines()
    return [row.split("\t") for row in rows if not row.startswith("#")]


def zones_in(country: str | None, language: str) -> list[str]:
    """The best known zone for each rule of a country, best known first; then its other well-known ones."""
    zones = [zone for zone, code in country_of_zone().items() if code == country]
    zones.sort(key=rank(language).__getitem__)
    telling = {rule(zone): zone for zone in reversed(zones)}.values()
    others = [zone for zone in zones if zone not in telling and is_well_known(zone, language)]
    return [*(zone for zone in zones if zone in telling), *others]


def country_of_language(language_code: str) -> str | None:
    """The country in a language code ("en-GB"), or the likeliest for its language ("ja"); None if neither."""
    from babel.core import get_global

    parts = language_code.replace("_", "-").split("-")
    territory = parts[-1].upper() if len(parts) > 1 else ""
    if re.fullmatch("[A-Z]{2}|[0-9]{3}", territory):
        return territory
    likely = get_global("likely_subtags")
    spelled = "_".join([parts[0].lower(), *(part.title() for part in parts[1:2])])
    return likely[spelled].rpartition("_")[2] if spelled in likely else None


@cache
def rule(zone: str) -> str:
    """How clocks there run from now on, as the last line of the zone's file says it."""
    return _ZONEINFO.joinpath(*zone.split("/")).read_bytes().splitlines()[-1].decode("ascii")


@cache
def rank(language: str) -> dict[str, int]:
    """How well known each zone is to those who read this language; 0 is the best known."""
    return {
        zone: place
        for place, zone in enumerate(dict.fromkeys([*words(language)["zones"], *country_of_zone()]))
    }


def is_well_known(zone: str, language: str) -> bool:
    """Whether places.toml names it, so that most readers have heard of it."""
    return zone in words(language)["zones"]


def known_id(typed: str) -> str | None:
    """The zone with this id, in any case; for one that was renamed ("Asia/Calcutta") the one of today."""
    return _ids().get(typed.strip().casefold())


@cache
def _ids() -> dict[str, str]:
    rows = _ZONEINFO.joinpath("tzdata.zi").read_text(encoding="utf-8").splitlines()
    links = [row.split()[1:] for row in rows if row.startswith("L ")]
    renamed = {old: zone for zone, old in links if zone in country_of_zone() and "/" in old}
    current = {zone: zone for zone in ("UTC", *country_of_zone())}
    return {old.casefold(): zone for old, zone in (renamed | current).items()}


# --- Names --------------------------------------------------------------------------------------


def city(zone: str, language: str) -> str:
    """The city a zone is named after, as readers of this language call it: Tokyo, 東京."""
    zone = known_id(zone) or zone
    if listed := words(language)["zones"].get(zone):
        return split(listed)[0]
    for known_as in (zone, *_older_ids().get(zone, ())):
        if name := _locale(language).time_zones.get(known_as, {}).get("city"):
            return str(name)
    return _last_part(zone)


def name_of(spot: Spot, language: str) -> str:
    """What readers of this language call a city."""
    if not spot.key:
        return city(spot.zone, language)
    return split(words(language)["cities"][spot.zone][spot.key])[0]


def with_country(spot: Spot, language: str) -> str:
    """The name of a city with its country, unless that has the same name."""
    code = country_of_zone()[spot.zone]
    listed = words(language)["countries"].get(code)
    country = split(listed)[0] if listed else _locale(language).territories[code]
    if (name := name_of(spot, language)) == country:
        return name
    return str(words(language)["city"]["with_country"].format(city=name, country=country))


@cache
def names() -> dict[str, Name]:
    """Every name people may type, in all languages, found by its folded and joined spelling."""
    index: dict[str, Name] = {}

    def entry(spelled: str) -> Name:
        folded = fold(spelled)
        return index.setdefault(joined(folded), Name(folded))

    for language in languages():
        for spot, spelled in _cities(language):
            if spot not in (cities := entry(spelled).cities):
                cities.append(spot)
        for country, spelled in _countries(language):
            entry(spelled).country = country
    return index


def _cities(language: str) -> list[tuple[Spot, str]]:
    """Cities and their names; those with a line of their own come first.

    Otherwise Tel Aviv would be shown as Jerusalem, whose zone was once called so.
    """
    listed = words(language)
    found: list[tuple[Spot, str]] = []
    for zone, cities in listed["cities"].items():
        found += [(Spot(zone, key), name) for key, names in cities.items() for name in split(names)]
    found += [(Spot(zone), name) for zone, names in listed["zones"].items() for name in split(names)]
    for zone in country_of_zone():
        older = [_last_part(old) for old in _older_ids().get(zone, ()) if "/" in old]
        found += [(Spot(zone), name) for name in (city(zone, language), *older)]
    return found


def _countries(language: str) -> list[tuple[str, str]]:
    codes = set(country_of_zone().values())
    found = [(code, name) for code, name in _locale(language).territories.items() if code in codes]
    listed = words(language)["countries"].items()
    return found + [(code, name) for code, names in listed for name in split(names)]


@cache
def _locale(language: str) -> "Locale":
    from babel import Locale

    return Locale.parse(language if language in languages() else "en")


@cache
def _older_ids() -> dict[str, list[str]]:
    """The ids a zone had before; Babel knows many zones by the first one (Asia/Calcutta)."""
    from babel.core import get_global

    older: dict[str, list[str]] = {}
    for old, zone in get_global("zone_aliases").items():
        older.setdefault(zone, []).append(old)
    return older


def _last_part(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")
