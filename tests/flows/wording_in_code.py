"""Which keys of the content files our code names, as far as reading it can tell."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from conversations.dialogue.phrasebook import load_phrasebook

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "conversations", "scheduler")
BOOK = load_phrasebook()
# Read as a whole, entry by entry; the last three by bot/ under names of its own, and by those who write content.
LIBRARIES = ("helplines", "phrases", "places", "prompts", "packs", "seasons", "bot_profile", "cli", "voice")


@dataclass(frozen=True)
class Named:
    """A key, or a pattern of keys where a part is put in, and where it stands."""

    pattern: str
    where: str
    is_table: bool
    exact: bool

    def covers(self, key: str) -> bool:
        """Whether this is what the key is there for."""
        below = r"(\.text|\.options\.[\w-]+)?" if not self.is_table else r"(\.[\w-]+)?"
        return re.fullmatch(self.pattern + below, key) is not None


@cache
def files() -> frozenset[str]:
    """The content files, by name."""
    folder = ROOT / "conversations" / "content" / "en"
    return frozenset(path.stem for path in folder.glob("*.toml"))


def keys() -> list[str]:
    """Every text that code may name, by key."""
    return [key for file in sorted(files() - set(LIBRARIES)) for key in _leaves(file, BOOK.table(file, "en"))]


def is_there(one: Named) -> bool:
    """Whether the content has what was named; a pattern may stand for anything that fits."""
    if one.exact:
        key = one.pattern.replace("\\", "")
        return BOOK.has(key) or key.split(".")[0] in LIBRARIES[-3:]
    return any(one.covers(key) or re.match(one.pattern + r"\.", key) for key in _all_keys())


@cache
def _all_keys() -> tuple[str, ...]:
    return tuple(key for file in sorted(files()) for key in _leaves(file, BOOK.table(file, "en")))


def _leaves(above: str, table: dict[str, Any]) -> Iterator[str]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _leaves(f"{above}.{name}", value)
        elif isinstance(value, str):
            yield f"{above}.{name}"


@cache
def named() -> tuple[Named, ...]:
    """Everything in our code that looks like a key."""
    return tuple(
        one
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        for one in _in_file(path)
    )


def _in_file(path: Path) -> Iterator[Named]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    tables = {id(part) for node in ast.walk(tree) for part in _tables(node)}
    others = {id(part) for node in ast.walk(tree) for part in _no_keys(node)}
    for node in ast.walk(tree):
        if id(node) not in others and (pattern := _pattern(node)):
            where = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
            yield Named(pattern, where, id(node) in tables, isinstance(node, ast.Constant))


def _tables(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.keyword(arg="table", value=value):
            yield value
        case ast.Call(func=ast.Attribute(attr="table"), args=[first, *_]):
            yield first
        case ast.Call(func=ast.Name(id="Each"), args=[first, *_]):
            yield first


def _no_keys(node: ast.AST) -> Iterator[ast.AST]:
    """Parts of a longer text; places in the database, which look the same."""
    match node:
        case ast.JoinedStr(values=parts):
            yield from parts
        case ast.Call(func=ast.Name(id="Sealed"), args=places):
            yield from places
        case ast.keyword(arg="foreign_key", value=value):
            yield value
        case ast.Call(func=ast.Attribute(attr="ForeignKeyConstraint"), args=columns):
            yield from (name for listed in columns for name in ast.walk(listed))


def _pattern(node: ast.AST) -> str | None:
    """A key as a pattern; None for what is no key."""
    match node:
        case ast.Constant(value=str(text)) if re.fullmatch(r"[a-z_]+(\.[\w-]+)+(?<!\.toml)(?<!\.tab)", text):
            return re.escape(text) if text.split(".")[0] in files() else None
        case ast.JoinedStr(values=[ast.Constant(value=str(first)), *_] as parts) if (
            first.split(".")[0] in files()
        ):
            pieces = (
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[\w.-]+" for part in parts
            )
            return "".join(pieces) if "." in first else None
        case _:
            return None
