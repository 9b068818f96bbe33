"""Reads the help lines that a host has put in the place of ours, and refuses them in a sentence when they do not fit."""

import tomllib
from pathlib import Path

from bot.problems import BadSettings
from conversations.dialogue.phrasebook import LANGUAGES, Phrasebook, load_phrasebook
from conversations.dialogue.phrases import say
from conversations.help_lines import Lines, shape_flaws, spoken_in


def with_own_lines(book: Phrasebook, file: Path | None) -> Phrasebook:
    """Our words, with the host's lines for the countries they name. Raises `BadSettings` when they are not in order."""
    if file is None:
        return book
    own = read_own_lines(file, book)
    return book.with_lines({language: spoken_in(own, language) for language in LANGUAGES})


def check_own_lines(file: Path) -> None:
    """Before anything starts. Raises `BadSettings` when a host's file is not in order."""
    read_own_lines(file, load_phrasebook())


def read_own_lines(file: Path, book: Phrasebook) -> Lines:
    """What stands in a host's file, by country: tables like `[lines.jp.police]`. Raises `BadSettings`."""
    try:
        page = tomllib.loads(file.expanduser().read_text("utf-8"))
    except (OSError, ValueError):
        raise BadSettings(say("cli.problem.help_lines_unread", path=str(file))) from None
    lines = page.get("lines")
    if not isinstance(lines, dict) or not all(_is_country(rows) for rows in lines.values()):
        raise BadSettings(say("cli.problem.help_lines_shape", path=str(file)))
    if unknown := sorted(set(lines) - set(book.table("helplines.lines", LANGUAGES[0]))):
        raise BadSettings(say("cli.problem.help_lines_country", path=str(file), country=unknown[0]))
    if found := shape_flaws(lines):
        flaw = say(f"cli.content.flaw.{found[0].what}")
        raise BadSettings(say("cli.problem.help_lines", path=str(file), line=found[0].line, flaw=flaw))
    return lines


def _is_country(rows: object) -> bool:
    return isinstance(rows, dict) and bool(rows) and all(isinstance(line, dict) for line in rows.values())
