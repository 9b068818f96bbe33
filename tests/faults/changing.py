"""Takes an update that is in order and puts it out of order, somewhere, or so that it is none any more."""

import json
from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import Any

from tests.faults.nasty import NASTY

Json = dict[str, Any]
Place = tuple[Any, Any]  # a dict or list, and where in it

HUGE = (2**31, 2**53 + 1, 2**63 - 1, 2**63, -(2**63) - 1, 10**30, -(10**30), 1e308)
OTHER: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, "", "0", "text", [], {}, [[]], [None], {"": None}, {"id": "7"}, {"id": None}, float("inf"), float("nan"),
)  # fmt: skip
LATER: Json = {  # what a version of tomorrow might add to anything
    "rich_message": {"blocks": [{"type": "paragraph", "text": {"type": "bold", "text": "hi"}}]},
    "supports_join_request_queries": True,
    "query_id": "1",
    "telepathic": {"since": 2**40},
    "type": "hologram",
    "status": "asleep",
    "is_member": "perhaps",
}
NESTED = 60
NO_IDS: tuple[Any, ...] = (True, False, None, "5", "x", 1.5, -1, 2**63, 2**64, 10**30, [], {})
DEPTHS = (200, 990, 5_000, 100_000)


def changed(whole: Json, chance: Random) -> Json:
    """A copy with one to four things in it that are missing, more than there should be, or of another kind."""
    copy = deepcopy(whole)
    for _ in range(chance.randint(1, 4)):
        places = list(_places(copy))
        if places:
            _change(*chance.choice(places), chance)
    return copy


def _places(inside: Any) -> Iterator[Place]:
    found = inside.items() if isinstance(inside, dict) else enumerate(inside)
    for at, value in list(found):
        yield inside, at
        if isinstance(value, dict | list):
            yield from _places(value)


def _change(inside: Any, at: Any, chance: Random) -> None:
    match chance.choice(
        ("gone", "gone", "other", "other", "huge", "nasty", "deep", "later", "twice", "unknown")
    ):
        case "gone":
            del inside[at]
        case "other":
            inside[at] = deepcopy(chance.choice(OTHER))
        case "huge":
            inside[at] = chance.choice(HUGE)
        case "nasty":
            inside[at] = chance.choice(NASTY)
        case "deep":
            inside[at] = _nested(inside[at])
        case "later" if isinstance(inside, dict):
            name = chance.choice(list(LATER))
            inside[name] = deepcopy(LATER[name])
        case "twice":
            inside[at] = [inside[at], deepcopy(inside[at])]
        case _ if isinstance(inside, dict):
            inside[chance.choice(NASTY)[:40]] = deepcopy(chance.choice(OTHER))


def _nested(value: Any) -> Any:
    for _ in range(NESTED):
        value = {"chat": value} if isinstance(value, list) else [value]
    return value


def broken(update: Json, chance: Random) -> bytes:
    """A body in which no update can be found, or only half of one."""
    whole = json.dumps(update | {"update_id": chance.choice(NO_IDS)}).encode()
    half, deep = json.dumps(update)[:-1].encode(), chance.choice(DEPTHS)
    return chance.choice(
        (
            whole,
            whole,
            half[: chance.randrange(len(half))],
            whole.decode().encode("utf-16"),
            b"\xff" + whole,
            b"[%s]" % whole,
            chance.choice((b"", b"[]", b"null", b'"x"', b"{}")),
            b"[" * deep + b"]" * deep,
            b'{"update_id":5,"message":' + b'{"a":' * deep + b"1" + b"}" * deep + b"}",
            b'{"update_id":' + b"9" * deep + b"}",
            half + b',"update_id":%s}' % chance.choice((b"NaN", b"1e999", b"-Infinity")),
        )
    )
