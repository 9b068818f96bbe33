"""What became of each date of a year, as it stands in the database when the year is over."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from conversations.records.checkins import Sheet, SheetAnswer, SheetState
from conversations.records.database import transaction
from tests.a_year.life import Life
from tests.a_year.recording import partner_numbers


@dataclass(frozen=True)
class Day:
    """A date that both share, and who had a part in it."""

    day: date
    sheet: int
    prompts: tuple[str, ...]  # the question, and what was answered instead of it
    asked: frozenset[str]
    answered: frozenset[str]
    nudged: frozenset[str]
    opened: bool


def days_of(life: Life) -> list[Day]:
    """Every date that somebody was asked about."""
    names = partner_numbers(life.stage)
    with transaction(life.stage.engine) as session:
        sheets = session.exec(select(Sheet).order_by(col(Sheet.day))).all()
        halves = session.exec(select(SheetAnswer)).all()
    by_sheet = {sheet.id: [half for half in halves if half.sheet_id == sheet.id] for sheet in sheets}
    return [_day(sheet, by_sheet[sheet.id], names) for sheet in sheets]


def _day(sheet: Sheet, halves: list[SheetAnswer], names: dict[int, str]) -> Day:
    def those(which: list[SheetAnswer]) -> frozenset[str]:
        return frozenset(names[half.partner_id] for half in which)

    answered = [half for half in halves if half.done_at]
    prompts = (sheet.prompt, *sheet.swapped.split()) if answered and sheet.prompt else ()
    return Day(
        sheet.day, sheet.id, prompts, those(halves), those(answered), those([half for half in halves if half.nudged_at]),
        sheet.state == SheetState.REVEALED,
    )  # fmt: skip
