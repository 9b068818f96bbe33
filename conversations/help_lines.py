"""Help lines as data: what each says of itself, how old its check may be, and what a host puts in their place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

OLDEST = timedelta(days=180)  # since the number was last compared with its sources (reliability.md 1.4)
KINDS = ("danger", "violence", "crisis", "own_behaviour")
SOURCES = {
    "A": 1,
    "B": 2,
    "C": 1,
}  # pages at least: an official one; two independent ones; still to be confirmed
SAID = ("name", "hours", "note")  # read as they stand; a host may write one text, or one for each language
FIELDS = (*SAID, "number", "kind", "level", "sources", "verified_on")

Line = Mapping[str, Any]
Lines = Mapping[str, Mapping[str, Line]]  # by country, then by a name of their own


@dataclass(frozen=True)
class Flaw:
    """What is wrong with one line: `line` is "jp.police", or a country; `what` a key of `cli.content.flaw`."""

    line: str
    what: str


def flaws(lines: Lines, today: date) -> list[Flaw]:
    """Everything a release must not go out with, oldest checks among it. Empty when all is in order."""
    found = [
        Flaw(f"{country}.{name}", what)
        for country, rows in lines.items()
        for name, line in rows.items()
        for what in (*_of_shape(line), *_of_age(line, today))
    ]
    without = [country for country, rows in lines.items() if not _has_danger(rows)]
    return [*found, *(Flaw(country, "danger") for country in without)]


def shape_flaws(lines: Lines) -> list[Flaw]:
    """As `flaws`, however old the checks are: what a host's own lines are held to at every start."""
    return [flaw for flaw in flaws(lines, date.max) if flaw.what != "stale"]


def _has_danger(rows: Mapping[str, Line]) -> bool:
    return any(line.get("kind") == "danger" for line in rows.values())


def _of_shape(line: Line) -> Iterator[str]:
    sources, level = line.get("sources"), line.get("level")
    checks = {
        "name": _is_said(line.get("name")),
        "number": isinstance(line.get("number"), str) and bool(line.get("number")),
        "kind": line.get("kind") in KINDS,
        "level": level in SOURCES,
        "sources": isinstance(sources, list) and len(set(sources)) >= SOURCES.get(str(level), 1),
        "undated": type(line.get("verified_on")) is date,
        "unknown": set(line) <= set(FIELDS) and all(_is_said(line[name]) for name in SAID if name in line),
    }
    return (name for name, right in checks.items() if not right)


def _is_said(text: Any) -> bool:
    if isinstance(text, Mapping):
        return set(text) == {"en", "ja"} and all(_is_said(one) for one in text.values())
    return isinstance(text, str) and bool(text.strip())


def _of_age(line: Line, today: date) -> Iterator[str]:
    checked = line.get("verified_on")
    if type(checked) is date and checked > today:
        yield "future"
    if type(checked) is date and today - checked > OLDEST:
        yield "stale"


def spoken_in(lines: Lines, language: str) -> dict[str, dict[str, dict[str, Any]]]:
    """A host's lines as one language reads them."""
    return {
        country: {
            name: {key: _in(value, language) for key, value in line.items()} for name, line in rows.items()
        }
        for country, rows in lines.items()
    }


def _in(value: Any, language: str) -> Any:
    return value[language] if isinstance(value, Mapping) else value
