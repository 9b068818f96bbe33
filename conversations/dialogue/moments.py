"""Shows a point in time the way its reader writes it."""

from datetime import date, datetime
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from conversations.dialogue.phrases import Moment

PATTERNS = {
    "en": {"time": "HH:mm", "day": "d MMMM", "day_time": "EEE d MMM, HH:mm", "date": "d MMMM y"},
    "ja": {"time": "H:mm", "day": "M月d日", "day_time": "M月d日(EEE) H:mm", "date": "y年M月d日"},
}
HEADINGS = {
    "en": {"day": "EEEE d MMMM", "month": "MMMM y"},
    "ja": {"day": "M月d日（EEE）", "month": "y年M月"},
}


def show_moment(moment: Moment, language: str, zone: str) -> str:
    """ "21:10", its day, or both. `zone` is an IANA id."""
    return _show(moment.at, moment.zone or zone, PATTERNS[language][moment.style], language)


@lru_cache(maxsize=2048)
def _show(at: datetime, zone: str, pattern: str, language: str) -> str:
    # Remembered by the zone's name: one instant on two clocks is equal to Python, and not to its readers.
    from babel.dates import format_datetime  # slow to import, and not every start shows a time

    there = ZoneInfo(zone)
    return format_datetime(at.astimezone(there), pattern, tzinfo=there, locale=language)


@lru_cache(maxsize=2048)
def show_date(day: date, style: Literal["day", "month"], language: str) -> str:
    """ "Friday 20 November", or the month it is in, as a heading."""
    from babel.dates import format_date

    return format_date(day, HEADINGS[language][style], locale=language)
