"""The file for other programs: everything of a copy as JSON. docs/export.md describes it."""

import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from typing import Any

from conversations.dialogue.copying.pen import Pen
from conversations.dialogue.outcomes.checkins import Answered
from conversations.dialogue.phrases import Each, Joined, Moment, Phrase, Spoken
from conversations.records.export_kinds import Copy, Scope

SCHEMA, VERSION = "attune-export", 1


def data_of(copy: Copy, pen: Pen, now: datetime) -> str:
    """One object; what is not in the scope is empty or null. Words are in the person's language."""
    plain = _plain(copy, pen)
    del plain["zone"]
    head = {"schema": SCHEMA, "version": VERSION, "made_at": _plain(now, pen), "language": pen.language}
    lines = (f"{json.dumps(name)}: {_written(value)}" for name, value in {**head, **plain}.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _written(value: Any) -> str:
    """Lists have a line for each thing in them: so the file can be looked at, too."""
    if not isinstance(value, list) or not value:
        return json.dumps(value, ensure_ascii=False)
    return "[\n " + ",\n ".join(json.dumps(one, ensure_ascii=False) for one in value) + "\n]"


def _plain(value: Any, pen: Pen) -> Any:
    match value:
        case Phrase() | Joined() | Spoken() | Each() | Moment():
            return pen.words(value)
        case Scope():
            since = None if value.since is None else _plain(value.since, pen)
            return {"parts": sorted(value.parts), "since": since, "theirs": value.theirs}
        case Answered():
            return _answered(value, pen)
        case datetime():
            return pen.here(value).isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M}"
        case tuple() | list():
            return [_plain(one, pen) for one in value]
        case _ if is_dataclass(value):
            return {one.name: _plain(getattr(value, one.name), pen) for one in fields(value)}
        case _:
            return value


def _answered(answered: Answered, pen: Pen) -> dict[str, Any]:
    return {
        "room": answered.room,
        "feeling": answered.word,
        "could": answered.could,
        "question": pen.words(answered.asked()) if answered.question else "",
        "line": answered.line,
        "week": answered.week,
        "week_line": answered.week_line,
        "private": sorted(answered.private & set(answered.parts())),
    }
