"""What A may notice, as it is written down, and a way to tell it from what A must not."""

import difflib
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from tests.stage import EVENING
from tests.threats.schedules import Act, Pair
from tests.threats.seen import Seen

FILE = Path(__file__).with_name("allowed_differences.toml")
PLACE = re.compile(r"\\\{\w+\\\}")


@dataclass(frozen=True)
class Difference:
    """One entry of the list."""

    name: str
    done: tuple[str, ...]
    near: tuple[str, ...]
    before: timedelta
    after: timedelta
    differs: str  # words, buttons, sound, time, shared, undone
    why: str
    texts: dict[str, dict[str, str]]  # language -> key -> approved words

    def is_about(self, secret: Act, joint: Iterable[Act]) -> bool:
        """Whether this may be seen by what happens near it."""
        first, last = secret.at - self.before, secret.at + self.after
        return secret.what in self.done and any(
            first <= act.at <= last for act in joint if act.what in self.near or not self.near
        )

    def covers(self, seen: Seen) -> bool:
        """Whether a message has one of the approved texts."""
        return any(
            _pattern(text).search(seen.text) for texts in self.texts.values() for text in texts.values()
        )


@cache
def all_differences() -> tuple[Difference, ...]:
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))["difference"]
    return tuple(
        Difference(one["name"], tuple(one["done"]), tuple(one["near"]), timedelta(minutes=one["before"]),
                   timedelta(minutes=one["after"]), one["differs"], one["why"],
                   {language: one.get(language, {}) for language in ("en", "ja")})
        for one in entries
    )  # fmt: skip


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(PLACE.sub(".+?", re.escape(text)), re.DOTALL)


def set_apart(pair: Pair) -> Pair:
    """Without what A may notice: each of those has a test of its own."""
    return replace(pair, secrets=tuple(
        some for some in pair.secrets
        if not any(one.is_about(act, pair.joint) for act in some for one in all_differences())
    ))  # fmt: skip


def changes(less: Sequence[Seen], more: Sequence[Seen]) -> list[tuple[list[Seen], list[Seen]]]:
    """Where two views part: what stands in the one, and in the other in its place."""
    matcher = difflib.SequenceMatcher(None, less, more, autojunk=False)
    return [
        (list(less[a:b]), list(more[c:d])) for kind, a, b, c, d in matcher.get_opcodes() if kind != "equal"
    ]


def is_all(differs: str, less: Sequence[Seen], more: Sequence[Seen], one: Difference) -> bool:
    """Whether two views part in nothing but what this difference allows."""
    parted = changes(less, more)
    match differs:
        case "words":
            return bool(parted) and all(one.covers(seen) for _, after in parted for seen in after)
        case "buttons":
            alike = [_plain(less, keys=()), _plain(more, keys=())]
            return (
                bool(parted)
                and alike[0] == alike[1]
                and all(one.covers(seen) for _, after in parted for seen in after)
            )
        case "sound":
            return bool(parted) and _plain(less, silent=False) == _plain(more, silent=False)
        case "time":
            return bool(parted) and Counter(_plain(less, at=EVENING)) == Counter(_plain(more, at=EVENING))
        case "shared":
            return bool(parted) and all(
                seen.place == "shared" for both in parted for some in both for seen in some
            )
        case _:
            return False


def _plain(seen: Sequence[Seen], **same: Any) -> list[Seen]:
    return [replace(one, **same) for one in seen]
