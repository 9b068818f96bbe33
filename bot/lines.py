"""Speaks to whoever hosts Attune, in the language of their computer."""

import os
import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from conversations.dialogue.phrasebook import Phrasebook
from conversations.dialogue.phrases import Value, say


def host_language() -> Literal["en", "ja"]:
    """What the locale of this computer says; English unless it is Japanese."""
    named = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    if not named and os.name == "nt":
        import locale

        named = locale.getlocale()[0] or ""
    return "ja" if named.lower().startswith("ja") else "en"


def line(key: str, **values: Value) -> str:
    """A line of `cli.toml`."""
    return words_of(f"cli.{key}", **values)


def words_of(key: str, **values: Value) -> str:
    """Words of any file of the content, as bare text."""
    language = host_language()
    return _page(language, key.partition(".")[0]).words(say(key, **values), language)


def tell(key: str, **values: Value) -> None:
    """Print a line of `cli.toml`."""
    print(line(key, **values), flush=True)


@cache
def _page(language: str, name: str) -> Phrasebook:
    page = files("conversations.content") / language / f"{name}.toml"
    return Phrasebook({language: {name: tomllib.loads(page.read_text(encoding="utf-8"))}})
