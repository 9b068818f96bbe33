"""Tells a year for people to read: month by month, most days in a line, some evenings as the phones showed them."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path

from tests.a_year.answering import deck, is_answered_by_hand
from tests.a_year.days import Day, days_of
from tests.a_year.diary import Chapter
from tests.a_year.life import Life
from tests.a_year.talk import shown_between

PAGE = Path(__file__).parents[2] / "docs" / "a-year.md"
HEAD = """# A year of Aki and Mika

What two people would have seen in 2027, had Attune been there. `python -m tests.a_year` lives through the year in
virtual time, with the flows, the scheduler and the outbox that run in earnest, and writes it down;
`python -m tests.a_year --check` says whether it still tells the truth, and `tests/a_year/test_a_year.py` lives through
it again and holds what must be true of every day. What the two would say and do stands in `tests/a_year/`, as chapters.

Each bubble is what a phone showed, with the time on its owner's wall and the buttons in brackets. What is tapped or
written stands above what came of it. The shared chat reads in both languages, because its two readers do.
"""
MANY = 2  # days of a month shown whole
FIRST_WORDS = 9


def the_page(life: Life) -> str:
    """The whole page."""
    days = {day.day: day for day in days_of(life)}
    months = groupby(_dates(life.chapters), key=lambda day: (day.year, day.month))
    parts = [HEAD, *(_month(list(month), days, life) for _, month in months)]
    return "\n".join(parts).rstrip() + "\n"


def _dates(chapters: Iterable[Chapter]) -> Iterator[date]:
    for chapter in chapters:
        yield from (
            chapter.begins + timedelta(days=at) for at in range((chapter.ends - chapter.begins).days + 1)
        )


def _month(month: list[date], days: dict[date, Day], life: Life) -> str:
    full = _in_full(month, days, life)
    told = [day for day in month if life.chapter(day).begins == day]
    lines = [f"## {month[0]:%B %Y}", ""]
    for day in told:
        lines += [f"*{life.chapter(day).name}, from {_short(day)}.* {life.chapter(day).tells}", ""]
    lines += [*_facts(month, days), ""]
    for is_full, group in groupby(month, key=lambda day: day in full):
        row = list(group)
        lines += _evenings(row, life) if is_full else [*_one_line_each(row, days, life), ""]
    return "\n".join(lines)


def _facts(month: list[date], days: dict[date, Day]) -> list[str]:
    there = [days[day] for day in month if day in days]
    silent = sum(not day.answered for day in there)
    nudges = sum(len(day.nudged) for day in there)
    opened = sum(day.opened for day in there)
    return [
        "| Days asked about | Opened for both | Answered by one | By nobody | Nudges |",
        "| --- | --- | --- | --- | --- |",
        f"| {len(there)} of {len(month)} | {opened} | {len(there) - opened - silent} | {silent} | {nudges} |",
    ]


def _in_full(month: list[date], days: dict[date, Day], life: Life) -> set[date]:
    """What the chapters want shown; where that is little, an ordinary evening on which both wrote something, too."""
    wanted = {day for chapter in life.chapters for day in chapter.shown if day in month}
    ordinary = [day for day in month if day in days and days[day].opened and len(days[day].prompts) == 1
                and is_answered_by_hand(days[day].prompts[0]) and _both_wrote(days[day], life)]  # fmt: skip
    apart = [day for day in ordinary if all(abs((day - other).days) > 2 for other in wanted)]
    return wanted | set(apart[len(apart) // 2 :][:1] if len(wanted) < MANY else ())


def _both_wrote(day: Day, life: Life) -> bool:
    return all((who, day.prompts[0]) in life.wrote for who in life.phones)


def _one_line_each(group: list[date], days: dict[date, Day], life: Life) -> list[str]:
    """A day a line; silent days in a row share one."""
    found = []
    for is_silent, some in groupby(group, key=lambda day: day in days and not days[day].answered):
        row = list(some)
        if is_silent and len(row) > 2:
            found.append(f"- **{_short(row[0])} to {_short(row[-1])}** · asked each day · answered by nobody")
        else:
            found += [f"- **{_short(day)}** · {_line(days.get(day))}" for day in row]
    return found


def _line(day: Day | None) -> str:
    if day is None:
        return "nobody was asked"
    nudge = "".join(f"; one nudge for {who}" for who in sorted(day.nudged))
    if not day.answered:
        return f"asked · answered by nobody{nudge}"
    who = "both" if day.opened else " alone, ".join(sorted(day.answered)) + " alone"
    asked = f"“{_first_words(day.prompts[0])}”" if day.prompts else "no question on a short evening"
    swapped = " (one of them took another)" if len(day.prompts) > 1 else ""
    return f"{asked}{swapped} · answered by {who}{nudge}"


def _first_words(prompt: str) -> str:
    words = str(deck()[prompt]["text"]).split()
    return " ".join(words) if len(words) <= FIRST_WORDS + 1 else " ".join(words[:FIRST_WORDS]) + " …"


def _evenings(group: Iterable[date], life: Life) -> list[str]:
    lines = []
    for day in group:
        begins = datetime.combine(day, time(5), UTC)  # an evening in Tokyo, and the one in Toronto after it
        is_first = day == life.chapters[0].begins
        lines += [f"### {day:%A}, {day.day} {day:%B}", ""]
        lines += shown_between(life, begins, begins + timedelta(days=1), every_screen=is_first)
    return lines


def _short(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b}"
