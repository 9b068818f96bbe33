"""docs/seed-map.md names, for every founding idea, what carries it; what it names is there, in both languages."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
CONTENT = ROOT / "conversations" / "content"
ROWS = [
    (number, idea.strip(), re.findall(r"`([^`]+)`", carried))
    for number, idea, carried in re.findall(
        r"^\| (L?\d+) \| (.+?) \| (.+) \|$", (ROOT / "docs" / "seed-map.md").read_text(encoding="utf-8"), re.M
    )
]
NAMED = sorted({name for _, _, names in ROWS for name in names})
WITHOUT_AN_IDEA = "98"  # an advertisement


def test_every_idea_and_every_lesson_has_its_line() -> None:
    assert [number for number, _, _ in ROWS] == [
        *(str(number) for number in range(1, 137)),
        *(f"L{number}" for number in range(1, 17)),
    ]
    assert [number for number, _, names in ROWS if not names] == [WITHOUT_AN_IDEA]


@pytest.mark.parametrize("name", NAMED)
def test_what_carries_an_idea_is_there(name: str) -> None:
    assert stands(name)


@pytest.mark.parametrize(
    "name", ["conversations/flows/nothing.py", "need.kind.nothing", "nothing", "rewording/none.a"]
)
def test_what_is_not_there_would_be_found(name: str) -> None:
    assert not stands(name)


def stands(name: str) -> bool:
    """Whether a file is there, or a phrase in both languages; a folder or an empty table is nothing."""
    if name.endswith((".py", ".md")):
        return (ROOT / name).is_file()
    topic, _, path = name.partition(".")
    return all(_found(CONTENT / language / f"{topic}.toml", path) for language in ("en", "ja"))


def _found(file: Path, path: str) -> bool:
    if not file.is_file():
        return False
    at: Any = tomllib.loads(file.read_text(encoding="utf-8"))
    for part in path.split(".") if path else ():
        at = at.get(part) if isinstance(at, dict) else None
    return bool(at)
