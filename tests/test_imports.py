"""Who may import whom, what a file may be called and how long it may be, and that no words stand in code."""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "conversations", "scheduler")
# Below which part of ours a file may reach: pattern of files -> prefixes of modules. The first that fits holds.
MAY_USE: dict[str, tuple[str, ...]] = {
    "bot/playground/*": ("bot.playground",),  # it knows Telegram, not Attune; it must not be able to cheat
    "bot/*": ("bot", "scheduler", "conversations"),
    "scheduler/*": ("scheduler", "conversations"),
    "conversations/rewording/*": ("conversations.rewording",),  # can be used and measured alone
    "conversations/flows/*": (
        "conversations.flows",
        "conversations.dialogue.agreed_on",
        "conversations.dialogue.here",
        "conversations.dialogue.looked_back",
        "conversations.dialogue.our_deck",
        "conversations.dialogue.outcomes",
        "conversations.dialogue.phrases",
        "conversations.dialogue.profile_known",
        "conversations.dialogue.shared_habits",
        "conversations.dialogue.steps",
        "conversations.dialogue.what_is_kept",
    ),
    "conversations/dialogue/steps.py": tuple(
        f"conversations.dialogue.{one}" for one in ("here", "outcomes", "phrases")
    ),
    "conversations/dialogue/here.py": (
        "conversations.dialogue.agreed_on",
        "conversations.dialogue.looked_back",
        "conversations.dialogue.taken_along",
        "conversations.dialogue.our_deck",
        "conversations.dialogue.phrases",
        "conversations.dialogue.profile_known",
        "conversations.dialogue.shared_habits",
        "conversations.dialogue.what_is_kept",
    ),
    "conversations/dialogue/agreed_on.py": ("conversations.dialogue.phrases",),
    "conversations/dialogue/looked_back.py": ("conversations.dialogue.phrases",),
    "conversations/dialogue/profile_known.py": ("conversations.dialogue.phrases",),
    "conversations/dialogue/taken_along.py": ("conversations.dialogue.phrases",),
    "conversations/dialogue/shared_habits.py": ("conversations.dialogue.phrases",),
    "conversations/dialogue/our_deck.py": ("conversations.dialogue.phrases",),
    "conversations/dialogue/what_is_kept.py": ("conversations.dialogue.phrases",),
    "conversations/dialogue/phrases.py": (),
    "conversations/dialogue/outcomes/*": (
        "conversations.dialogue.outcomes",
        "conversations.dialogue.phrases",
        "conversations.dialogue.profile_known",
    ),
    "conversations/*": ("conversations",),
}
# What of others' is used only in some files.
ONLY_IN: dict[str, tuple[str, ...]] = {
    "PIL": ("conversations/pictures.py",),
    "alembic": ("conversations/records/migrations/*",),
    "apscheduler": ("scheduler/clock.py",),
    "babel": ("bot/*", "conversations/*"),
    "cryptography": ("conversations/records/master_key.py", "conversations/records/sealing.py"),
    "dotenv": ("bot/settings.py",),
    "aiohttp": ("bot/connections.py",),
    "certifi": ("bot/connections.py",),
    "httpx2": ("bot/model_client.py",),
    "openai": ("bot/model_client.py",),
    "prometheus_client": ("bot/metrics.py",),
    "pydantic": ("bot/settings.py",),
    "pydantic_ai": ("bot/model_client.py",),
    "pydantic_settings": ("bot/settings.py",),
    "segno": ("bot/setup.py",),
    "sqlalchemy": ("*",),
    "sqlmodel": ("*",),
    "starlette": ("bot/*",),
    "telegram": ("bot/*",),
    "uvicorn": ("bot/*",),
}
NEVER_IN: dict[str, tuple[str, ...]] = {
    "bot/playground/*": ("sqlalchemy", "sqlmodel", "telegram"),
    "conversations/flows/*": ("sqlalchemy", "sqlmodel", "random", "secrets", "time", "os", "asyncio"),
    "conversations/dialogue/outcomes/*": ("sqlalchemy", "sqlmodel"),
    "conversations/rewording/*": ("sqlalchemy", "sqlmodel", "random", "secrets", "asyncio"),
    "conversations/*": ("asyncio", "socket", "urllib", "http", "logging"),
}

EMPTY_NAMES = ("utils", "helpers", "common", "core", "manager", "service", "misc", "util", "helper", "base")
LONGEST = 250  # lines
LONGER: dict[str, str] = {
    "conversations/dialogue/here.py": "a line for each thing that any conversation may know, and nothing else",
    "conversations/records/migrations/versions/0001_first_evening.py": "every table at once, and written by a tool",
}

JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
SENTENCE = re.compile(r"[A-Z][\w'’,:;()–-]*( [\w'’,:;()–-]+){3,}[.?!…]", re.DOTALL)
# Where letters of Japanese stand because texts are read there, and nothing is said.
READS_JAPANESE: dict[str, str] = {
    "bot/typed.py": "signs that stand for a hyphen in typed commands",
    "conversations/dialogue/moments.py": "the pattern by which Japanese writes a date",
    "conversations/rewording/[dn]*.py": "which letters make a text Japanese",
    "conversations/rewording/japanese/*": "the grammar of Japanese; what is said stands in frames.toml",
    "conversations/rewording/keeping.py": "which runs of letters are words",
    "conversations/rewording/lent.py": "which letters may make a name",
    "conversations/rewording/returned.py": "which letters carry what is meant",
    "conversations/typed_time.py": "how a time of day is typed",
}
SAYS_ENGLISH: dict[str, str] = {
    "bot/playground/*": "Telegram's own words, which it speaks in English",
    "conversations/rewording/english/*": "the grammar of English; what is said stands in frames.toml",
}


@dataclass(frozen=True)
class File:
    """A file of ours."""

    path: Path
    tree: ast.Module
    text: str

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def package(self) -> list[str]:
        return list(self.path.relative_to(ROOT).parts[:-1])


@cache
def files() -> tuple[File, ...]:
    """Every file of the packages."""
    paths = (path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")))
    return tuple(read(path, path.read_text(encoding="utf-8")) for path in paths)


def read(path: Path, text: str) -> File:
    return File(path, ast.parse(text), text)


def imports(file: File) -> Iterator[str]:
    """Full names of what it imports, wherever in it."""
    for node in ast.walk(file.tree):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                above = file.package[: len(file.package) - level + 1] if level else []
                from_where = ".".join([*above, *([module] if module else [])])
                yield from (f"{from_where}.{name.name}" for name in names)


def first_that_fits(name: str, rules: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return next((found for pattern, found in rules.items() if fnmatch(name, pattern)), ())


def is_below(module: str, prefixes: tuple[str, ...]) -> bool:
    return any(module == prefix or module.startswith(f"{prefix}.") for prefix in prefixes)


def wrong_imports(file: File) -> Iterator[str]:
    """What it imports and may not."""
    for module in imports(file):
        top = module.partition(".")[0]
        never = {one for pattern, names in NEVER_IN.items() if fnmatch(file.name, pattern) for one in names}
        if top in PACKAGES:
            wrong = not is_below(module, first_that_fits(file.name, MAY_USE))
        elif top in sys.stdlib_module_names:
            wrong = top in never
        else:
            wrong = top in never or not any(fnmatch(file.name, pattern) for pattern in ONLY_IN.get(top, ()))
        if wrong:
            yield f"{file.name} imports {module}"


def said(file: File) -> Iterator[tuple[int, str]]:
    """Its texts, and the lines they stand in; not those that explain the code."""
    explained = {id(node.value) for node in ast.walk(file.tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(file.tree):
        match node:
            case ast.Constant(value=str(text)) if id(node) not in explained:
                yield node.lineno, text
            case ast.JoinedStr(values=parts):
                yield (
                    node.lineno,
                    "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in parts),
                )


def words_in(file: File) -> Iterator[str]:
    """Sentences a person could read, which belong into a content file."""
    japanese = not any(fnmatch(file.name, pattern) for pattern in READS_JAPANESE)
    english = not any(fnmatch(file.name, pattern) for pattern in SAYS_ENGLISH)
    for line, text in said(file):
        if (japanese and JAPANESE.search(text)) or (english and SENTENCE.fullmatch(text.strip())):
            yield f"{file.name}:{line}: {text.strip()[:60]}"


def test_everyone_imports_only_what_they_may() -> None:
    assert [wrong for file in files() for wrong in wrong_imports(file)] == []


def test_only_the_playground_uses_relative_imports() -> None:
    relative = {file.name for file in files() for node in ast.walk(file.tree)
                if isinstance(node, ast.ImportFrom) and node.level}  # fmt: skip
    assert {name for name in relative if not name.startswith("bot/playground/")} == set()


def test_no_file_or_folder_has_a_name_that_says_nothing() -> None:
    assert [
        file.name for file in files() if set(file.name.removesuffix(".py").split("/")) & set(EMPTY_NAMES)
    ] == []


def test_no_file_is_longer_than_one_can_read_at_once() -> None:
    long = {file.name for file in files() if file.text.count("\n") > LONGEST}
    assert long == LONGER.keys()


def test_every_file_opens_with_a_sentence() -> None:
    assert [file.name for file in files() if not (ast.get_docstring(file.tree) or "").strip()] == []


def test_no_words_that_people_read_stand_in_code() -> None:
    assert [words for file in files() for words in words_in(file)] == []


def test_every_exception_is_needed() -> None:
    names = [file.name for file in files()]
    patterns = (*READS_JAPANESE, *SAYS_ENGLISH, *LONGER)
    assert [pattern for pattern in patterns if not any(fnmatch(name, pattern) for name in names)] == []


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("conversations/flows/x.py", "from conversations.records.needs import Need", "conversations.records.needs.Need"),
        ("conversations/flows/x.py", "import random", "random"),
        ("conversations/flows/x.py", "from conversations.dialogue.taking import Turn", "conversations.dialogue.taking.Turn"),
        ("conversations/records/x.py", "import telegram", "telegram"),
        ("conversations/records/x.py", "from scheduler import clock", "scheduler.clock"),
        ("conversations/rewording/x.py", "from conversations import places", "conversations.places"),
        ("conversations/turn.py", "def later():\n    import asyncio", "asyncio"),
        ("scheduler/x.py", "from apscheduler.schedulers import base", "apscheduler.schedulers.base"),
        ("scheduler/x.py", "import bot.app", "bot.app"),
        ("bot/playground/x.py", "from bot.settings import Settings", "bot.settings.Settings"),
        ("bot/playground/x.py", "from ..settings import Settings", "bot.settings.Settings"),
        ("bot/playground/text/x.py", "from ...settings import Settings", "bot.settings.Settings"),
        ("bot/playground/text/x.py", "from telegram import Bot", "telegram.Bot"),
        ("bot/x.py", "import flask", "flask"),
    ],
)  # fmt: skip
def test_a_wrong_import_is_found(name: str, text: str, found: str) -> None:
    assert list(wrong_imports(read(ROOT / name, text))) == [f"{name} imports {found}"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("conversations/flows/x.py", "from conversations.dialogue.outcomes.needs import Hear"),
        ("conversations/flows/x.py", "from conversations.flows.moment import choose_moment\nimport difflib"),
        ("bot/playground/x.py", "from .world import World\nimport starlette"),
        ("bot/x.py", "import scheduler.courier, telegram, uvicorn, asyncio"),
        ("scheduler/clock.py", "import apscheduler"),
    ],
)
def test_a_right_import_is_left_alone(name: str, text: str) -> None:
    assert list(wrong_imports(read(ROOT / name, text))) == []


def test_words_in_code_are_found_and_explanations_are_not() -> None:
    text = '"""Tells what is so, in a sentence."""\nx = "ok"\ny = "こんにちは"\nz = f"Nothing was sent to {y}."\n'
    file = read(ROOT / "conversations" / "x.py", text)
    found = ["conversations/x.py:3: こんにちは", "conversations/x.py:4: Nothing was sent to x."]
    assert list(words_in(file)) == found
