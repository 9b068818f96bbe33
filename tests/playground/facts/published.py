"""Reads the two files beside it: what each method takes and gives, and what stands in each type."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ARRAY = "Array of "


@dataclass(frozen=True)
class Field:
    """What may stand in one place: the kinds, any of them, and whether the place may be missing.

    A kind is `Integer`, `Float`, `String`, `Boolean`, the only value allowed (`True`, `0`, `'private'`), the
    name of a type, or `Array of` a kind.
    """

    kinds: tuple[str, ...]
    may_be_missing: bool


@dataclass(frozen=True)
class Method:
    """A method by its published name."""

    name: str
    gives: tuple[str, ...]
    takes: dict[str, Field]

    def needs(self) -> list[str]:
        """The parameters that must be given."""
        return [name for name, field in self.takes.items() if not field.may_be_missing]


def read_field(text: str) -> Field:
    return Field(tuple(text.removesuffix("?").split(" or ")), text.endswith("?"))


def is_fixed(one: Field) -> bool:
    """Whether always the same stands there, by which a type is told from others."""
    return not one.may_be_missing and len(one.kinds) == 1 and one.kinds[0][0] in "'0"


def read_methods() -> dict[str, Method]:
    """The methods by their names in lower case: Telegram does not tell them apart by it."""
    return {
        name.lower(): Method(
            name,
            read_field(row["gives"]).kinds,
            {parameter: read_field(text) for parameter, text in row["takes"].items()},
        )
        for name, row in _rows("methods.json").items()
    }


def read_records() -> dict[str, dict[str, Field]]:
    """The types that have fields."""
    return {
        name: {field: read_field(text) for field, text in row.items()}
        for name, row in _rows("types.json").items()
        if "one of" not in row
    }


def read_unions() -> dict[str, tuple[str, ...]]:
    """The types that are one of several others."""
    return {name: tuple(row["one of"]) for name, row in _rows("types.json").items() if "one of" in row}


def _rows(name: str) -> dict[str, Any]:
    rows: dict[str, Any] = json.loads((HERE / name).read_text(encoding="utf-8"))
    return rows


METHODS = read_methods()
METHODS["kickchatmember"] = METHODS["banchatmember"]  # its name of before, which Telegram still takes
RECORDS = read_records()
UNIONS = read_unions()
