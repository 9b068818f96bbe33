"""What has no date, as the page tells it: settings and agreements, and what was practised."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time

from conversations import places
from conversations.dialogue.outcomes.guess import side_said
from conversations.dialogue.phrases import Moment, Value, listed, say
from conversations.flows.profile_lines import kind_of
from conversations.flows.statement import ANSWERS
from conversations.records.consents import Purpose
from conversations.records.export_kinds import Copy, Set, Together, Yes
from conversations.records.export_profile import Statement

Row = tuple[Value, Sequence[Value]]  # a label, and what stands beside it
NOON = time(12, tzinfo=UTC)


def settings_of(copy: Copy, language: str) -> list[Row]:
    """Label and value; of agreements, one line each."""
    rows = _settings(copy.settings, language) if copy.settings is not None else []
    if copy.together:
        rows.append((_label("together"), [_span(one) for one in copy.together]))
    if agreements := [_agreed(one) for one in copy.consents if one.purpose != Purpose.TOLD]:
        rows.append((_label("agreements"), agreements))
    return rows


def _label(name: str) -> Value:
    return say(f"export.setting.{name}")


def _settings(seen: Set, language: str) -> list[Row]:
    kept = (
        say("export.value.always")
        if seen.keeps_days is None
        else say("export.value.days", days=seen.keeps_days)
    )
    quiet = say("export.value.span", first=_clock(seen.quiet_from), last=_clock(seen.quiet_until))
    values: dict[str, Value] = {
        "language": say(f"export.value.{seen.language}"),
        "zone": places.city(seen.zone, language) if seen.zone else say("export.value.none"),
        "checkin_at": _clock(seen.checkin_at) if seen.checkin_at else say("export.value.none"),
        "quiet": quiet,
        "paused_since": Moment(seen.paused_since, "date") if seen.paused_since else None,
        "rhythm": say(f"rhythm.said.{seen.rhythm}"),
        "nudge": _yes_or_no(seen.nudge),
        "weekly": _yes_or_no(seen.weekly),
        "weekly_look": _yes_or_no(seen.weekly_look),
        "packs": _packs(seen.packs),
        "discreet": _yes_or_no(seen.discreet),
        "keeps_days": kept,
        "model_host": seen.model_host or say("export.value.none"),
        "here_since": Moment(seen.here_since, "date"),
    }
    return [(_label(name), (value,)) for name, value in values.items() if value is not None]


def _packs(wanted: Sequence[str]) -> Value:
    return (
        listed(*(say(f"deck.pack.buttons.{name}") for name in wanted)) if wanted else say("export.value.none")
    )


def _clock(wall: time) -> str:
    return f"{wall:%H:%M}"


def _yes_or_no(so: bool) -> Value:
    return say("export.value.yes") if so else say("export.value.no")


def _span(one: Together) -> Value:
    first = _date(one.since)
    if one.until is None:
        return say("export.value.from", day=first)
    return say("export.value.span", first=first, last=_date(one.until))


def _date(day: date) -> Moment:
    return Moment(datetime.combine(day, NOON), "date", zone="UTC")


def _agreed(one: Yes) -> Value:
    purpose = say(f"export.purpose.{one.purpose}")
    key = "export.setting.agreed" if one.given else "export.setting.withdrew"
    return say(key, day=Moment(one.at, "date"), purpose=purpose)


def practised(copy: Copy) -> list[Row]:
    """What was tried; counts stand in the other file."""
    if copy.practice is None:
        return []
    rows: dict[str, Sequence[Value]] = {
        "drills": _named(f"practice.which.options.{one.drill}" for one in copy.practice.drills),
        "lessons": _named(f"lessons.lesson.{one.lesson}.title" for one in copy.practice.lessons),
        "own_words": [one.word for one in copy.practice.own_words],
    }
    return [(_label(name), values) for name, values in rows.items() if values]


def described(copy: Copy) -> list[Row]:
    """How somebody described themselves, and what of it the other can read."""
    told = copy.profile
    if told is None:
        return []
    guesses = told.guesses.guessed if told.guesses is not None else ()
    rows: dict[str, Sequence[Value]] = {
        "statements": [_answered(one) for one in told.said],
        "lines": [say(f"lines.said.{kind_of(one.line)}", words=one.words) for one in told.lines],
        "readable": [one.words for one in told.shared],
        "guesses": [side_said(one.line, one.side) for one in guesses],
    }
    return [(_label(name), values) for name, values in rows.items() if values]


def _answered(one: Statement) -> Value:
    answer = next(name for name, value in ANSWERS.items() if value == one.answer)
    told = {"what": say(f"statement.is.{one.statement}"), "answer": say(f"statement.ask.options.{answer}")}
    return say("export.line.statement", **told)


def _named(keys: Iterable[str]) -> list[Value]:
    return [say(key) for key in keys]
