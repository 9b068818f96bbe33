"""Reads what a person typed: makes it safe to keep, and finds the command at its beginning."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

SLASHES = ("/", "／")
DASHES = "-‐‑‒–—―−－ーｰ"  # the last two are what a Japanese keyboard makes of a hyphen
NARROW = {0x3000: " "} | {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
LONGEST = 64  # of a command's name, and of a person's
AT_BOT = re.compile(r"@([A-Za-z0-9_]{3,32})")
ANY_COMMAND = re.compile(r"[a-z0-9_]+")
INVISIBLE = "\u115f\u1160\u2800\u3164\uffa0"  # letters and signs that show nothing
JOINER = "\u200d"  # makes one sign of several
FLAG = "".join(map(chr, range(0x1F1E6, 0x1F200)))  # two of these letters are a flag
MOST_MARKS = 3  # combining marks on one letter; more only paints over the lines around it

# What is not for reading: controls, halves of characters, and what turns the direction of the text around it.
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]")


@dataclass(frozen=True)
class TypedCommand:
    """`/name rest`, as typed; `name` in lower case with underscores, `rest` with its line breaks."""

    name: str
    rest: str


class ForAnotherBot(Exception):
    """The command names a bot that is not us."""


def clean(text: str) -> str:
    """The text in composed form, without what could break a line, a log or a database."""
    plain = UNSAFE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _thinned(unicodedata.normalize("NFC", plain))


def clean_name(*names: str | None) -> str:
    """The first of these names that can be seen, on one line and no longer than 64 characters."""
    for name in names:
        seen = cut(" ".join(clean(name or "").split()), LONGEST).strip()
        if any(unicodedata.category(sign)[0] in "LNPS" and sign not in INVISIBLE for sign in seen):
            return seen
    return "?"


def cut(text: str, most: int) -> str:
    """No more than so many code points, without half a sign at the end: a family, a flag or an accent is one."""
    at = min(most, len(text))
    while 0 < at < len(text) and (_goes_on(text[at]) or text[at - 1] == JOINER or _halves_a_flag(text, at)):
        at -= 1
    return text[:at]


def _goes_on(sign: str) -> bool:
    return unicodedata.category(sign)[0] == "M" or sign == JOINER or "\U0001f3fb" <= sign <= "\U0001f3ff"


def _halves_a_flag(text: str, at: int) -> bool:
    begun = len(text[:at]) - len(text[:at].rstrip(FLAG))
    return text[at] in FLAG and begun % 2 == 1


def _thinned(text: str) -> str:
    if not any(unicodedata.combining(sign) for sign in text):
        return text
    kept: list[str] = []
    marks = 0
    for sign in text:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= MOST_MARKS:
            kept.append(sign)
    return "".join(kept)


def read_command(text: str, known: Collection[str], username: str) -> TypedCommand | None:
    """The command that a text begins with, or None for ordinary words.

    Telegram marks `/help-me-say-this` as `/help` and `/need抱きしめて` not at all, so the text itself is
    read: the longest known command wins, in any width, with dashes or spaces for underscores.
    Raises `ForAnotherBot`.
    """
    begun = text.lstrip()
    if not begun.startswith(SLASHES):
        return None
    body = begun[1:]
    head = "".join(_folded(sign) for sign in body[:LONGEST])
    found = _known_pattern(frozenset(known)).match(head) or ANY_COMMAND.match(head)
    if found is None:
        return None
    rest = body[found.end() :]
    if (bot := AT_BOT.match(rest)) is not None:
        if bot[1].lower() != username.lower():
            raise ForAnotherBot
        rest = rest[bot.end() :]
    return TypedCommand(re.sub("[- ]", "_", found[0]), rest.strip())


@cache
def _known_pattern(known: frozenset[str]) -> re.Pattern[str]:
    """Longest first; a Latin letter, a digit or `_` would go on with the word, anything else ends it."""
    names = sorted(known, key=len, reverse=True)
    either = "|".join(re.escape(name).replace("_", "[-_ ]") for name in names)
    return re.compile(f"(?:{either})(?![a-z0-9_])")


def _folded(sign: str) -> str:
    """The sign as it stands in the name of a command: narrow, small, any dash as a hyphen."""
    if sign in DASHES:
        return "-"
    narrow = sign.translate(NARROW)
    return narrow.lower() if narrow.isascii() else sign
