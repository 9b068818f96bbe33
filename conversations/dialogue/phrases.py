"""Things to say, before it is known who will read them and in which language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

MomentStyle = Literal["time", "day", "day_time", "date"]


@dataclass(frozen=True)
class Moment:
    """A point in time, shown on each reader's own clock, or on the clock of `zone`. Aware; stored in UTC."""

    at: datetime
    style: MomentStyle = "time"
    zone: str = ""


@dataclass(frozen=True)
class Phrase:
    """A key of the content files and what to put in its places."""

    key: str
    values: tuple[tuple[str, "Value"], ...] = ()


@dataclass(frozen=True)
class Joined:
    """Several things said one after the other; what is missing drops out cleanly."""

    parts: tuple["Value", ...]
    by: Literal["sentence", "line", "paragraph", "list"]


@dataclass(frozen=True)
class Spoken:
    """The same thing in a given language, whoever reads it: how a partner will see a card."""

    language: str
    what: "Value"


NEWEST = "newest"  # of the days in a field


@dataclass(frozen=True)
class Each:
    """One line for each entry of a library table: its fields go into the places of the phrase `key`."""

    table: str
    key: str
    where: str = ""  # only entries whose field `where` is `is_`, or the one where it is NEWEST
    is_: str = ""


# A plain string is what a person wrote: it is shown as it stands, never as markup.
Value = str | int | Moment | Phrase | Joined | Spoken | Each | None


def say(key: str, /, **values: Value) -> Phrase:
    """Name a phrase of the content, e.g. `say("need.sent.text", partner="Kai")`."""
    return Phrase(key, tuple(sorted(values.items())))


def sentences(*parts: Value) -> Joined:
    """One paragraph of several sentences."""
    return Joined(_present(parts), "sentence")


def lines(*parts: Value) -> Joined:
    """One below the other."""
    return Joined(_present(parts), "line")


def paragraphs(*parts: Value) -> Joined:
    """One below the other, with a blank line between."""
    return Joined(_present(parts), "paragraph")


def listed(*parts: Value) -> Joined:
    """Several things in a row: "worn out, tender"."""
    return Joined(_present(parts), "list")


def _present(parts: tuple[Value, ...]) -> tuple[Value, ...]:
    return tuple(part for part in parts if part not in (None, ""))


def to_plain(value: Value) -> Any:
    """A form that JSON can hold."""
    match value:
        case Moment(at, style, zone):
            return {"at": at.isoformat(), "style": style, "zone": zone}
        case Phrase(key, values):
            return {"say": key, "with": {name: to_plain(part) for name, part in values}}
        case Joined(parts, by):
            return {"join": [to_plain(part) for part in parts], "by": by}
        case Each(table, key, where, is_):
            return {"each": table, "key": key, "where": where, "is": is_}
        case Spoken(language, what):
            return {"in": language, "what": to_plain(what)}
        case _:
            return value


def from_plain(plain: Any) -> Value:
    """The value that `to_plain` wrote."""
    match plain:
        case {"at": str(at), "style": ("time" | "day" | "day_time" | "date") as style, "zone": str(zone)}:
            return Moment(datetime.fromisoformat(at), style, zone)
        case {"say": str(key), "with": Mapping() as values}:
            return say(key, **{name: from_plain(part) for name, part in values.items()})
        case {"join": list(parts), "by": ("sentence" | "line" | "paragraph" | "list") as by}:
            return Joined(tuple(from_plain(part) for part in parts), by)
        case {"each": str(table), "key": str(key), "where": str(where), "is": str(is_)}:
            return Each(table, key, where, is_)
        case {"in": str(language), "what": what}:
            return Spoken(language, from_plain(what))
        case str() | int() | None:
            return plain
        case _:
            raise ValueError("not a phrase")
