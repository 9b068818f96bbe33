"""What must hold on every day of a year: each promise looks at what the phones showed, and names what breaks it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from tests.a_year.answering import row_of
from tests.a_year.days import Day, days_of
from tests.a_year.life import Life
from tests.a_year.recording import QUESTION, Came, Said
from tests.content import rules
from tests.content.reading import read_content
from tests.stage import GROUP

Promise = Callable[[Life], list[str]]

FORTNIGHT = 14  # days
NIGHT = (time(22), time(8))  # nobody here has set other quiet hours
WINDOW, LATE, NUDGE_AFTER = timedelta(hours=6), timedelta(hours=2), timedelta(hours=4.5)  # flows.md 9.2
LONGEST_TURNS = timedelta(minutes=30)
A_MINUTE = timedelta(minutes=1)
OF_ONES_OWN = {"need_kept", "need_deferred", "need_held", "note_back", "held_draft", "breath", "pause_soon",
               "pause_return", "pause_still", "floor_asked", "floor_patience", "floor_quiet", "floor_time",
               "floor_alone", "copy_goes"}  # fmt: skip
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
    asked = {day.day: row_of(day.prompts[0]) for day in days_of(life) if day.prompts}
    found = []
    for first in _dates(life):
        rows = [asked[at] for at in _following(first) if at in asked]
        moods, missing = Counter(row["mood"] for row in rows), FORTNIGHT - len(rows)
        deep = sum(row["depth"] == 3 for row in rows)
        if moods["joy"] + moods["thanks"] + missing < 6 or moods["curiosity"] + missing < 4:
            found.append(f"from {first}: {dict(moods)}, {missing} not asked")
        if moods["inner"] > 3 or deep > 1:
            found.append(f"from {first}: {moods['inner']} inner, {deep} deep")
    return found


def one_nudge_a_day_at_most(life: Life) -> list[str]:
    return _more_than(1, ((who, came) for who, came in _private(life) if came.because == "nudge"), life)


def three_a_day_come_by_themselves_at_most(life: Life) -> list[str]:
    """What somebody asked for, at a time they named, is not counted."""
    by_itself = (
        (who, one) for who, one in _private(life) if _is_by_itself(one) and one.because not in OF_ONES_OWN
    )
    return _more_than(3, by_itself, life)


def four_a_day_come_to_both_at_most(life: Life) -> list[str]:
    """In the shared chat, apart from the turns that two people take there."""
    turns = _turns(life)
    shared = [one for one in _new(life) if one.chat == GROUP
              and not any(begins <= one.at <= begins + LONGEST_TURNS for begins in turns)]  # fmt: skip
    return _more_than(4, ((who, one) for who in life.phones for one in shared), life)


def nothing_rings_at_night(life: Life) -> list[str]:
    """Unless it answers what the same person did just then."""
    found = []
    for who, phone in life.phones.items():
        for one in _new(life):
            reads = one.chat in (phone.telegram_id, GROUP)
            if reads and not one.message.silent and _is_night(life.local(who, one.at)) and one.because != who:
                found.append(f"{_told(who, one, life)} rings")
    return found


def nothing_is_said_twice(life: Life) -> list[str]:
    """No question, no reveal, no reminder."""
    asked = Counter(
        (who, one.data[0].split(" ")[1])
        for who, one in _private(life)
        if one.because == QUESTION and one.data
    )
    opened = Counter(
        (one.chat, one.data[0].split(" ")[1])
        for one in _new(life)
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
    hours = _hours(life)
    for who, one in _private(life):
        if one.because in (QUESTION, "nudge") and one.data and not one.data[0].startswith("rhythm "):
            hour = hours[who, one.data[0].split(" ")[1]]
            earliest = hour if one.because == QUESTION else hour + NUDGE_AFTER
            latest = hour + (LATE if one.because == QUESTION else WINDOW)
            if not earliest <= one.at <= latest + A_MINUTE:
                found.append(
                    f"{_told(who, one, life)}, and its hour was {life.local(who, hour):%Y-%m-%d %H:%M}"
                )
    return found


def silence_is_kept(life: Life) -> list[str]:
    """While nobody does anything, the day's question comes and at most one line more to each; nobody is blamed."""
    found = []
    for begins, ends in _silences(life):
        quiet = [(who, one) for who, one in _private(life) if begins < one.at < ends and _is_by_itself(one)]
        more = Counter(who for who, one in quiet if one.because != QUESTION)
        found += [f"{many} lines more to {who} from {begins}" for who, many in more.items() if many > 1]
        found += [
            f"to both, from {begins}: {one.text!r}"
            for one in _new(life)
            if one.chat == GROUP and begins < one.at < ends
        ]
        found += _slips({one.text for _, one in quiet})
    return found


def each_date_is_asked_about_once(life: Life) -> list[str]:
    """By each one's own calendar: through changes of the clock, journeys, and whatever else; but for hours when
    Attune was not there at all."""
    found = []
    sheets = {str(day.sheet): day.day for day in days_of(life)}
    for who in life.phones:
        asked = Counter(sheets[one.data[0].split(" ")[1]] for name, one in _private(life)
                        if name == who and one.because == QUESTION and one.data)  # fmt: skip
        own = {sheets[sheet] for name, sheet in life.answered if name == who} - asked.keys()
        missing = [
            day
            for day in _dates(life)
            if day not in asked and day not in own and not _was_away(who, day, life)
        ]
        found += [f"{who}: {day} was left out" for day in missing]
        found += [f"{who}: {day} {many} times" for day, many in asked.items() if many > 1]
    return found


PROMISES: tuple[Promise, ...] = (
    no_question_comes_twice, every_fortnight_has_its_mix, one_nudge_a_day_at_most,
    three_a_day_come_by_themselves_at_most, four_a_day_come_to_both_at_most, nothing_rings_at_night,
    nothing_is_said_twice, nothing_stale_is_said, silence_is_kept, each_date_is_asked_about_once,
)  # fmt: skip


# --- what they look at


def _new(life: Life) -> list[Came]:
    return [one for one in life.stage.seen if isinstance(one, Came) and not one.changed]


def _private(life: Life) -> Iterator[tuple[str, Came]]:
    names = {phone.telegram_id: who for who, phone in life.phones.items()}
    yield from ((names[one.chat], one) for one in _new(life) if one.chat in names)


def _is_by_itself(one: Came) -> bool:
    return one.because not in ("Aki", "Mika")


def _turns(life: Life) -> list[datetime]:
    """When two people began to take turns: what they say there is theirs."""
    return [one.at for one in _new(life) if one.chat == GROUP and "Taking turns, " in one.text]


def _hours(life: Life) -> dict[tuple[str, str], datetime]:
    """Whose question about which sheet was due when: at their hour, on its date, where they lived as it came."""
    days = {str(day.sheet): day.day for day in days_of(life)}
    found = {}
    for who, one in _private(life):
        if one.because == QUESTION and one.data:
            sheet = one.data[0].split(" ")[1]
            found[who, sheet] = life.home(who, one.at).hour(days[sheet])
    return found


def _is_night(clock: datetime) -> bool:
    return clock.time() >= NIGHT[0] or clock.time() < NIGHT[1]


def _is_stale(one: Said) -> bool:
    return one.spoke and one.kind in STANDS and one.stood not in STANDS[one.kind]


def _more_than(most: int, found: Iterator[tuple[str, Came]], life: Life) -> list[str]:
    days: dict[tuple[str, date], list[str]] = defaultdict(list)
    for who, one in found:
        days[who, life.local(who, one.at).date()].append(one.because)
    return [f"{who}, {day}: {whys}" for (who, day), whys in days.items() if len(whys) > most]


def _dates(life: Life) -> list[date]:
    begins, ends = life.chapters[0].begins, life.chapters[-1].ends
    return [begins + timedelta(days=at) for at in range((ends - begins).days + 1)]


def _following(first: date) -> list[date]:
    return [first + timedelta(days=at) for at in range(FORTNIGHT)]


def _silences(life: Life) -> Iterator[tuple[datetime, datetime]]:
    """A week and more in which nobody does anything: from a day after its beginning, until somebody does something."""
    acts = sorted(one.at for one in life.stage.seen if not isinstance(one, Came))
    for before, after in pairwise(acts):
        if after - before > timedelta(days=7):
            yield before + timedelta(days=1), after


def _was_away(who: str, day: date, life: Life) -> bool:
    """Whether Attune was switched off from somebody's hour until it was too late to ask."""
    hour = life.moment(who, day, life.home(who, life.moment(who, day, time(12))).wall)
    return any(begins <= hour and hour + LATE < ends for begins, ends in life.aways())


def _slips(texts: set[str]) -> list[str]:
    """What of our own rules for words these break: nobody waits, counts or blames."""
    content = read_content()
    said = {f"m{at}": {"text": text} for at, text in enumerate(sorted(texts))}
    words = {code: {"year": said, "voice": content[code]["voice"]} for code in ("en", "ja")}
    return rules.our_voice(words)


def _told(who: str, one: Came, life: Life) -> str:
    return f"{who}, {life.local(who, one.at):%Y-%m-%d %H:%M}: {one.because}: {one.text[:40]!r}"


__all__ = ["PROMISES", "Day", "Promise"]
