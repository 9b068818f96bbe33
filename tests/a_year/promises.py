"""What must hold on every day of a year: each promise looks at what the phones showed, and names what breaks it."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

from tests.a_year.answering import deck
from tests.a_year.days import days_of
from tests.a_year.life import Life
from tests.a_year.recording import QUESTION, WEEK, Came, Said
from tests.a_year.views import (
    LATE,
    dates,
    hours,
    is_by_itself,
    new,
    private,
    silences,
    turns,
    was_away,
    was_over_where_they_landed,
)
from tests.content import rules
from tests.content.reading import read_content
from tests.stage import GROUP

Promise = Callable[[Life], list[str]]

FORTNIGHT = 14  # days
NIGHT = (time(22), time(8))  # nobody here has set other quiet hours
WINDOW, NUDGE_AFTER = timedelta(hours=6), timedelta(hours=4.5)  # flows.md 9.2
OWN_WORDS = re.compile("“[^”]*”|「[^」]*」")
LONGEST_TURNS = timedelta(minutes=30)
A_MINUTE = timedelta(minutes=1)
OF_ONES_OWN = {"need_kept", "need_deferred", "need_held", "note_back", "held_draft", "ritual", "listen_half", "listen_end", "breath", "pause_soon",
               "pause_return", "pause_still", "floor_asked", "floor_patience", "floor_quiet", "floor_time",
               "floor_alone", "copy_goes", "notes_go"}  # fmt: skip
# How a thing may stand while somebody is reminded of it.
STANDS = {"nudge": {"open"}, "sheet_end": {"open"}, "need_kept": {"accepted"}, "need_deferred": {"deferred"},
          "need_quiet": {"open"}, "need_unanswered": {"open"}, "need_held": {"held"}, "follow_through": {"accepted"},
          "note_back": {"later"}, "pause_soon": {"running"}, "pause_return": {"running", "returning"},
          "pause_still": {"returning"}}  # fmt: skip


def no_question_comes_twice(life: Life) -> list[str]:
    """A question that was answered is not asked about on another date."""
    times = Counter(prompt for day in days_of(life) for prompt in day.prompts)
    return [f"{prompt}: {many} times" for prompt, many in times.items() if many > 1]


def every_fortnight_has_its_mix(life: Life) -> list[str]:
    """copy.md 10.7, in every fourteen dates in a row; a date without a question takes one from what there must be."""
    asked = {day.day: deck()[day.prompts[0]] for day in days_of(life) if day.prompts}
    found = []
    for first in dates(life):
        rows = [asked[at] for at in _following(first) if at in asked]
        moods, missing = Counter(row["mood"] for row in rows), FORTNIGHT - len(rows)
        deep = sum(row["depth"] == 3 for row in rows)
        if moods["joy"] + moods["thanks"] + missing < 6 or moods["curiosity"] + missing < 4:
            found.append(f"from {first}: {dict(moods)}, {missing} not asked")
        if moods["inner"] > 3 or deep > 1:
            found.append(f"from {first}: {moods['inner']} inner, {deep} deep")
    return found


def one_nudge_a_day_at_most(life: Life) -> list[str]:
    return _more_than(1, ((who, came) for who, came in private(life) if came.because == "nudge"), life)


def three_a_day_come_by_themselves_at_most(life: Life) -> list[str]:
    """What somebody asked for, at a time they named, is not counted."""
    by_itself = (
        (who, one) for who, one in private(life) if is_by_itself(one) and one.because not in OF_ONES_OWN
    )
    return _more_than(3, by_itself, life)


def four_a_day_come_to_both_at_most(life: Life) -> list[str]:
    """In the shared chat, apart from the turns that two people take there."""
    begun = turns(life)
    shared = [one for one in new(life) if one.chat == GROUP
              and not any(begins <= one.at <= begins + LONGEST_TURNS for begins in begun)]  # fmt: skip
    return _more_than(4, ((who, one) for who in life.phones for one in shared), life)


def nothing_rings_at_night(life: Life) -> list[str]:
    """Unless it answers what the same person did just then."""
    found = []
    for who, phone in life.phones.items():
        for one in new(life):
            reads = one.chat in (phone.telegram_id, GROUP)
            if reads and not one.message.silent and _is_night(life.local(who, one.at)) and one.because != who:
                found.append(f"{_told(who, one, life)} rings")
    return found


def nothing_is_said_twice(life: Life) -> list[str]:
    """No question, no reveal, no reminder."""
    asked = Counter((who, one.sheet) for who, one in private(life) if one.because == QUESTION and one.sheet)
    opened = Counter(
        (one.chat, one.data[0].split(" ")[1])
        for one in new(life)
        if one.data and one.data[0].startswith("respond ") and one.data[0].endswith(" heart")
    )
    spoke = [one for one in life.stage.said if one.spoke and one.kind != "breath"]
    said = Counter((one.kind, one.to, one.subject, one.due_at) for one in spoke)
    once_ever = Counter(
        (one.kind, one.to, one.subject) for one in spoke if one.kind in ("nudge", "sheet_end")
    )
    return [
        f"{what}: {many} times"
        for times in (asked, opened, said, once_ever)
        for what, many in times.items()
        if many > 1
    ]


def nothing_stale_is_said(life: Life) -> list[str]:
    """No reminder of what has been settled, no question long after its hour, nothing of a day when it is over."""
    found = [f"{one.kind} at {one.at}: it is {one.stood}" for one in life.stage.said if _is_stale(one)]
    due = hours(life)
    for who, one in private(life):
        if one.because in (QUESTION, "nudge") and one.sheet:
            hour = due[who, one.sheet]
            earliest = hour if one.because == QUESTION else hour + NUDGE_AFTER
            latest = hour + (LATE if one.because == QUESTION else WINDOW)
            if not earliest <= one.at <= latest + A_MINUTE:
                found.append(
                    f"{_told(who, one, life)}, and its hour was {life.local(who, hour):%Y-%m-%d %H:%M}"
                )
    return found


def silence_is_kept(life: Life) -> list[str]:
    """While nobody does anything, only what is asked each day and each week comes, and at most one line more to each;
    nobody is blamed."""
    found = []
    for begins, ends in silences(life):
        quiet = [(who, one) for who, one in private(life) if begins < one.at < ends and is_by_itself(one)]
        more = Counter(who for who, one in quiet if one.because not in (QUESTION, WEEK))
        found += [f"{many} lines more to {who} from {begins}" for who, many in more.items() if many > 1]
        found += [
            f"to both, from {begins}: {one.text!r}"
            for one in new(life)
            if one.chat == GROUP and begins < one.at < ends
        ]
        found += _slips({one.text for _, one in quiet})
    return found


def a_one_sided_day_tells_nothing(life: Life) -> list[str]:
    """Who answered alone is shown their own half and asked what becomes of it; the other is not in it by a word."""
    others = {"Aki": "Mika", "Mika": "Aki"}
    ends = [(who, one) for who, one in private(life) if one.because == "sheet_end"]
    return [_told(who, one, life) for who, one in ends if others[who] in OWN_WORDS.sub("", one.text)]


def each_date_is_asked_about_once(life: Life) -> list[str]:
    """By each one's own calendar: through changes of the clock, journeys, and whatever else; but for hours at which
    Attune was not there, or which had passed where somebody landed and were yet to come where they had been."""
    found = []
    sheets = {str(day.sheet): day.day for day in days_of(life)}
    for who in life.phones:
        asked = Counter(sheets[one.sheet] for name, one in private(life)
                        if name == who and one.because == QUESTION and one.sheet)  # fmt: skip
        own = {sheets[sheet] for name, sheet in life.answered if name == who} - asked.keys()
        missing = [day for day in dates(life) if day not in asked and day not in own
                   and not was_away(who, day, life) and not was_over_where_they_landed(who, day, life)]  # fmt: skip
        found += [f"{who}: {day} was left out" for day in missing]
        found += [f"{who}: {day} {many} times" for day, many in asked.items() if many > 1]
    return found


PROMISES: tuple[Promise, ...] = (
    no_question_comes_twice, every_fortnight_has_its_mix, one_nudge_a_day_at_most,
    three_a_day_come_by_themselves_at_most, four_a_day_come_to_both_at_most, nothing_rings_at_night,
    nothing_is_said_twice, nothing_stale_is_said, silence_is_kept, a_one_sided_day_tells_nothing, each_date_is_asked_about_once,
)  # fmt: skip


# --- how they tell it


def _is_night(clock: datetime) -> bool:
    return clock.time() >= NIGHT[0] or clock.time() < NIGHT[1]


def _is_stale(one: Said) -> bool:
    return one.spoke and one.kind in STANDS and one.stood not in STANDS[one.kind]


def _more_than(most: int, found: Iterator[tuple[str, Came]], life: Life) -> list[str]:
    days: dict[tuple[str, date], list[str]] = defaultdict(list)
    for who, one in found:
        days[who, life.local(who, one.at).date()].append(one.because)
    return [f"{who}, {day}: {whys}" for (who, day), whys in days.items() if len(whys) > most]


def _following(first: date) -> list[date]:
    return [first + timedelta(days=at) for at in range(FORTNIGHT)]


def _slips(texts: set[str]) -> list[str]:
    """What of our own rules for words these break: nobody waits, counts or blames."""
    content = read_content()
    said = {f"m{at}": {"text": text} for at, text in enumerate(sorted(texts))}
    words = {code: {"year": said, "voice": content[code]["voice"]} for code in ("en", "ja")}
    return rules.our_voice(words)


def _told(who: str, one: Came, life: Life) -> str:
    return f"{who}, {life.local(who, one.at):%Y-%m-%d %H:%M}: {one.because}: {one.text[:40]!r}"
