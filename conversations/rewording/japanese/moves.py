"""Tells which of the common moves of a quarrel a draft makes, and says that move softly."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from conversations.rewording.japanese.register import politely
from conversations.rewording.language import words

_GAP = re.compile(r"\{(\w+)\}")
_NAMED = re.compile(r"\{(?:about|[abc])\}")
_PARTS = ("when", "feel", "say", "ask", "whole")
_WHOLE_ASK = re.compile(r"[。?]$")


@dataclass(frozen=True)
class Move:
    """One kind of hot draft with its gaps filled: what is felt when, what may be asked, or all of it in one."""

    when: tuple[str, ...] = ()
    feel: tuple[str, ...] = ()
    say: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    closed: bool = False  # a request in the draft is not what is meant
    lead: bool = False  # what it is about may stand in front
    first: bool = False  # says more than the writer's own clause would
    yields: bool = False  # unless that clause names a good deal


def move_of(text: str, about: str | None) -> Move | None:
    """The first kind that fits, or None: then nothing is understood but perhaps what it is about."""
    for find, unless, row in _rows():
        found = find.search(text)
        if found and not (unless and unless.search(text)):
            return _filled(row, {"about": about, **found.groupdict()})
    return None


def long_move(about: str | None) -> Move:
    """For a draft that tells many things: that there is much to say, and of what."""
    return _filled(words("ja", "moves")["long"], {"about": about})


def opening_line(move: Move) -> str:
    """What it would say first, with what it asks."""
    halves = (*move.whole, *first_halves(move, None))
    return "".join([*halves[:1], *move.ask[:1]])


def framed(name: str, said: str) -> Move:
    """A move made of a piece of the draft: `not_given`, `not_done`, `before`, `suffered` or `suffered_now`."""
    return _filled(words("ja", "moves")["turned"][name], {"a": said})


def first_halves(move: Move, feeling: str | None) -> tuple[str, ...]:
    """What is felt, as sentences; `feeling` is a feeling the writer has named, and takes the place of a guess."""
    if not move.when:
        return move.say
    if feeling:
        return tuple(f"{when}、{feeling}。" for when in move.when)
    return (*_crossed(move.when, move.feel), *move.say)


def fallbacks(about: str | None, topic: str) -> tuple[str, ...]:
    """What can be said of a draft that was not understood: what it is about, and what surely fits that."""
    table = words("ja", "moves")["fallback"]
    kind = next((row for row in table.values() if topic in row["topics"]), table["any"])
    lines: list[str] = kind["about"] if about else kind.get("none", table["any"]["none"])
    return tuple(line.replace("{about}", about or "") for line in lines)


def asked(ask: str, kind: str) -> tuple[str, ...]:
    """A request in the forms it may take."""
    if _WHOLE_ASK.search(ask):
        return (ask,)
    frames: list[str] = words("ja", "moves")["frame"][kind]
    return tuple(frame.replace("{ask}", ask) for frame in frames)


def texts() -> tuple[str, ...]:
    """Every wording of this table, as it stands there and in です・ます."""
    table = words("ja", "moves")
    rows = (*table["move"], table["long"], *table["turned"].values(), *table["fallback"].values())
    lines = [line for row in rows for part in (*_PARTS, "about", "none") for line in row.get(part, ())]
    return tuple(form for line in lines for form in (line, politely(line)))


def in_register(said: str, register: str) -> str:
    """A plain wording as it is, or in です・ます."""
    return politely(said) if register == "polite" else said


def _crossed(whens: tuple[str, ...], feels: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{when}、{feel}。" for feel in feels for when in whens)


def _filled(row: dict[str, Any], gaps: dict[str, str | None]) -> Move:
    known = {name: value for name, value in gaps.items() if value}
    lines = {part: tuple(_lines(row.get(part, ()), known)) for part in _PARTS}
    return Move(
        **lines, closed="closed" in row, lead="lead" in row, first="first" in row, yields="yields" in row
    )


def _lines(lines: list[str], known: dict[str, str]) -> Iterator[str]:
    """The lines whose gaps are known; where some of them name something, only those."""
    whole = [line for line in lines if set(_GAP.findall(line)) <= known.keys()]
    naming = [line for line in whole if _NAMED.search(line)]
    for line in naming or whole:
        yield _GAP.sub(lambda gap: known[gap[1]], line)


@cache
def _rows() -> tuple[tuple[re.Pattern[str], re.Pattern[str] | None, dict[str, Any]], ...]:
    table = words("ja", "moves")
    return tuple(
        (_pattern(row["find"]), _pattern(row["unless"]) if "unless" in row else None, row)
        for row in table["move"]
    )


def _pattern(find: str) -> re.Pattern[str]:
    for name, part in words("ja", "moves")["part"].items():
        find = find.replace("{" + name + "}", part)
    return re.compile(find)
