"""Reads a time of day the way people type it: 14:30, 2:30 pm, 午後2時半."""

import re
import unicodedata
from datetime import time

from conversations.gazetteer import languages, split, words

_LONGEST = 80  # characters looked at of what was typed
_DIGITS = "〇一二三四五六七八九"
_KANJI = re.compile(r"[〇零一二三四五六七八九十]+(?=[時分])")
_TIME = re.compile(
    r"(?<![\d.:/-])(?P<hour>\d{1,2})"
    r"(?P<mark>\s*(?:[:.時h]|o['’]?clock)\s*(?:(?P<minute>\d{2})(?!\d)|(?P<single>\d)分|(?P<half>半))?)?"
    r"(?![:/-]?\d|\.\d)"
)


def read_time(text: str) -> time | None:
    """The time of day someone typed, or None if it is none. An hour alone counts; noon and midnight do."""
    plain = _KANJI.sub(_in_digits, unicodedata.normalize("NFKC", text[:_LONGEST]).casefold().strip())
    plain = re.sub(r"^(\d{1,2})(\d{2})$", r"\1:\2", plain)
    found, part = _TIME.search(plain), _part_of_day(plain)
    if found is None:
        return _named_hour(plain)
    if not (found["mark"] or part or found[0] == plain):
        return None
    hour = _hour_of_day(int(found["hour"]), part)
    minute = 30 if found["half"] else int(found["minute"] or found["single"] or 0)
    if (hour, minute) == (24, 0):
        return time(0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _hour_of_day(hour: int, part: str | None) -> int:
    """The hour meant by the hour of a clock face and the part of the day said with it."""
    match part:
        case "morning" if hour == 12:
            return 0
        case "day" if hour <= 5:
            return hour + 12
        case "afternoon" if hour < 12:
            return hour + 12
        case "night" if 5 <= hour <= 12:
            return (hour + 12) % 24
    return hour


def _part_of_day(text: str) -> str | None:
    parts = ("night", "morning", "afternoon", "day")
    return next((part for part in parts if _says(text, part)), None)


def _named_hour(text: str) -> time | None:
    if _says(text, "midnight"):
        return time(0)
    return time(12) if _says(text, "noon") else None


def _says(text: str, key: str) -> bool:
    spelled = [word for language in languages() for word in split(words(language)["hours"][key])]
    return any(re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", text) for word in spelled)


def _in_digits(found: re.Match[str]) -> str:
    """二十 as 20; what is no number stays as it is."""
    tens, ten, ones = found[0].replace("零", "〇").rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in tens:
        return found[0]
    return str(10 * (_DIGITS.index(tens or "一") if ten else 0) + _DIGITS.index(ones or "〇"))
