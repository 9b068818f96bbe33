"""`attune content check`: whether the help lines are in order, and none was looked at too long ago to go out with."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.help_lines import read_own_lines
from bot.lines import line
from conversations.dialogue.phrasebook import LANGUAGES, Phrasebook, load_phrasebook
from conversations.help_lines import OLDEST, Lines, flaws

SAME = ("number", "kind", "level", "sources", "verified_on")  # in every language


def problems(book: Phrasebook, today: date, own: Lines | None = None) -> list[str]:
    """A sentence for each line that must not go out like this, ours and the host's."""
    return [*_of_lines(_lines(book, LANGUAGES[0]), today), *_unlike(book), *_of_lines(own or {}, today)]


def check_content(today: date, own: Path | None = None) -> bool:
    """Print what is wrong, or that nothing is. Raises `BadSettings` when the host's own file cannot be used."""
    book = load_phrasebook()
    found = problems(book, today, read_own_lines(own, book) if own else None)
    for one in found:
        print(one)
    count = sum(len(rows) for rows in _lines(book, LANGUAGES[0]).values())
    print(line("content.wrong", count=len(found)) if found else line("content.fine", count=count))
    return not found


def _lines(book: Phrasebook, language: str) -> Lines:
    return book.table("helplines.lines", language)


def _of_lines(lines: Lines, today: date) -> Iterator[str]:
    for flaw in flaws(lines, today):
        yield line("content.one", line=flaw.line, flaw=line(f"content.flaw.{flaw.what}", days=OLDEST.days))


def _unlike(book: Phrasebook) -> Iterator[str]:
    """Lines whose number, or anything else that steers, is another one in another language."""
    first, *others = (_data(_lines(book, language)) for language in LANGUAGES)
    for other in others:
        for name in sorted(
            {name for name in first.keys() | other.keys() if first.get(name) != other.get(name)}
        ):
            yield line("content.one", line=name, flaw=line("content.flaw.unlike"))


def _data(lines: Lines) -> dict[str, tuple[object, ...]]:
    return {
        f"{country}.{name}": tuple(one.get(key) for key in SAME)
        for country, rows in lines.items()
        for name, one in rows.items()
    }
