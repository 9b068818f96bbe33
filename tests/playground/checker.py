"""Holds every answer and every update of a playground to what Telegram publishes, and lists what is off."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bot.playground.network.world import Json
from tests.playground.facts.prose import RULES, about_entities
from tests.playground.facts.published import ARRAY, METHODS, RECORDS, UNIONS, Field, is_fixed

Observer = Callable[[str, Json], None]

UPDATE = "update"
PREFIXES = {
    400: "Bad Request: ",
    401: "Unauthorized",
    403: "Forbidden: ",
    404: "Not Found",
    409: "Conflict: ",
    413: "Request Entity Too Large",
    429: "Too Many Requests: retry after ",
    500: "Internal Server Error: ",
}
BARE = "Logged out"  # with 400 and no words before it, from then until the bot may log in again
# Before a description is sent its first letter is made small, except where the words are a code like these.
CODE = re.compile(r"[A-Z]{1,2}[A-Z_]")


@dataclass
class Checker:
    """An observer: give `see` to every playground of a process, and read `findings` afterwards."""

    findings: list[str] = field(default_factory=list)

    def see(self, name: str, body: Json) -> None:
        """An answer with the method as it was called, or an update under the name `update`."""
        body = json.loads(json.dumps(body))  # as it goes over the wire
        found = update_findings(body) if name == UPDATE else answer_findings(name, body)
        self.findings += [finding for finding in found if finding not in self.findings]


def update_findings(update: object) -> list[str]:
    """What is off in one update; empty if nothing is."""
    return list(_value("update", update, ("Update",)))


def answer_findings(method: str, answer: Json) -> list[str]:
    """What is off in one whole answer; empty if nothing is."""
    if answer.get("ok") is True:
        return [f"{method}: {finding}" for finding in (*_around(answer), *_result(method, answer))]
    return [f"{method}: {finding}" for finding in _refusal(answer)]


def _around(answer: Json) -> Iterator[str]:
    for name in sorted(answer.keys() - {"ok", "result", "description"}):
        yield f"{name} is no part of an answer"
    if not isinstance(answer.get("description", ""), str):
        yield "description is not a String"


def _result(method: str, answer: Json) -> Iterator[str]:
    known = METHODS.get(method.lower())
    if known is None:
        yield "is not among the methods of the facts"
    elif "result" not in answer:
        yield "result is missing"
    else:
        result = answer["result"]
        yield from _value("result", result, known.gives)
        if known.name.startswith("edit") and isinstance(result, dict) and "reply_to_message" in result:
            yield "result.reply_to_message is never in the answer to an edit"


def _refusal(answer: Json) -> Iterator[str]:
    """An error: the code, the description that begins as its code does, and what to do about it."""
    for name in sorted(answer.keys() - {"ok", "error_code", "description", "parameters"}):
        yield f"{name} is no part of an error"
    code, words, more = answer.get("error_code"), answer.get("description"), answer.get("parameters", {})
    if answer.get("ok") is not False:
        yield "ok is neither true nor false"
    if not isinstance(code, int) or not isinstance(words, str):
        yield "an error without code or description"
        return
    if (code, words) == (400, BARE):
        return
    if not words.startswith(PREFIXES.get(code, "an unknown code")):
        yield f"{code} does not begin like that: {words}"
    elif (said := words.partition(": ")[2])[:1].isupper() and not CODE.match(said):
        yield f"the first letter is small there: {words}"
    yield from _value("parameters", more, ("ResponseParameters",))
    if code == 429 and words != f"{PREFIXES[429]}{more.get('retry_after')}":
        yield "parameters.retry_after is not what the description says"


def _value(path: str, value: object, kinds: tuple[str, ...]) -> Iterator[str]:
    """Compare one value with the kinds that may stand there."""
    if value is None:
        yield f"{path} is null"
        return
    fitting = [kind for kind in kinds if _may_be(value, kind)]
    if not fitting:
        yield f"{path} is not {' or '.join(kinds)}: {_shown(value)}"
        return
    kind = fitting[0]
    if kind.startswith(ARRAY) and isinstance(value, list):
        for number, item in enumerate(value):
            yield from _value(f"{path}[{number}]", item, (kind.removeprefix(ARRAY),))
    elif isinstance(value, dict):
        yield from _object(path, value, kind)


def _may_be(value: object, kind: str) -> bool:
    """Whether a value is of this kind at first sight; what is inside is looked at later."""
    match kind:
        case "String":
            return isinstance(value, str)
        case "Integer":
            return isinstance(value, int) and not isinstance(value, bool)
        case "Float":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "Boolean":
            return isinstance(value, bool)
        case "True":
            return value is True
        case "0":
            return type(value) is int and value == 0
    if kind.startswith("'"):
        return value == kind.strip("'")
    return isinstance(value, list) if kind.startswith(ARRAY) else isinstance(value, dict)


def _shown(value: object) -> str:
    """The value where it is short, else only what sort it is."""
    return repr(value) if not isinstance(value, dict | list) else f"a {type(value).__name__}"


def _object(path: str, value: Json, kind: str) -> Iterator[str]:
    if kind in UNIONS:
        meant = _member(value, UNIONS[kind])
        if meant is None:
            yield f"{path} is none of {kind}: {value.get('type', value.get('status'))!r}"
            return
        kind = meant
    if kind not in RECORDS:
        yield f"{path} is a {kind}, and the facts do not tell what is in it"
        return
    yield from _fields(path, value, RECORDS[kind])
    for finding in (*RULES.get(kind, _nothing)(value), *about_entities(value)):
        yield f"{path} {finding}"


def _member(value: Json, members: tuple[str, ...]) -> str | None:
    """Which of the members is meant: the one whose fixed values are there, else the one that has none."""
    without = None
    for member in members:
        fixed = {name: one.kinds for name, one in RECORDS[member].items() if is_fixed(one)}
        if not fixed:
            without = member
        elif all(name in value and _may_be(value[name], kinds[0]) for name, kinds in fixed.items()):
            return member
    return without


def _fields(path: str, value: Json, fields: dict[str, Field]) -> Iterator[str]:
    for name in value.keys() - fields.keys():
        yield f"{path}.{name} is unknown"
    for name, one in fields.items():
        if name in value:
            yield from _value(f"{path}.{name}", value[name], one.kinds)
            if value[name] == [] and one.may_be_missing:
                yield f"{path}.{name} is empty, where it is left out"
        elif not one.may_be_missing:
            yield f"{path}.{name} is missing"


def _nothing(value: Json) -> Iterator[str]:
    return iter(())
