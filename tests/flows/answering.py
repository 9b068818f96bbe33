"""Every answer a question may get: each button, words, nothing; and what answers itself, with little and with much."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any, get_args

from conversations.dialogue.asking import SKIP, options_of
from conversations.dialogue.here import Here
from conversations.dialogue.phrasebook import load_phrasebook
from conversations.dialogue.steps import (
    AsOfNow,
    Choose,
    ChooseOrWrite,
    FindPlaces,
    ListClocks,
    ListSiblings,
    Read,
    ReadLimit,
    ReadTime,
    ReadWish,
    Reword,
    Step,
    TellTime,
    Toss,
    Write,
)
from conversations.dialogue.transcript import Answer, Transcript, name_of
from conversations.rewording import (
    Ask,
    Boundary,
    Candidate,
    Chip,
    Gentle,
    Heard,
    Odd,
    Reworded,
    Rewording,
    Signal,
    Stop,
    plain,
)
from conversations.rewording.language import words
from conversations.rewording.own_limits import SORTS
from conversations.rewording.values import Kind, Style
from conversations.rewording.verdicts import KINDS
from tests.flows.situations import NOON

SPOKEN = "Tea at nine?"
LIMIT = (Chip("yes", "Yes, my limit"), Chip("no", "No, I was angry"))
TIMES = (
    NOON,
    NOON.replace(hour=14, minute=58),
    NOON.replace(hour=18, minute=30),
)  # in Tokyo: 21:00, 23:58, 03:30
PLACES = [
    ["Asia/Tokyo", "Tokyo"],
    ["Europe/London", "London"],
    ["America/Argentina/ComodRivadavia", "Catamarca"],
]
BOOK = load_phrasebook()

Given = tuple[str, Answer]  # how it is called on the path, and what goes on the transcript


def answers(step: Step, here: Here, transcript: Transcript) -> Iterator[Given]:
    """Every answer worth trying."""
    match step:
        case Choose():
            yield from ((id, Answer(step.key, id)) for id in options(step))
        case ChooseOrWrite():
            yield from ((id, Answer(step.key, {"tap": id})) for id in options(step))
            yield "writes", Answer(step.key, {"words": SPOKEN.ljust(step.limit, "!")})
        case Write():
            yield "writes", Answer(step.key, SPOKEN.ljust(step.limit, "!"))  # as much as may be written
            if here.need is not None:
                yield "copies", Answer(step.key, here.need.text)
            yield from (("skips", Answer(step.key, None)) for id in options(step) if id == SKIP)
        case _:
            yield from ((name, Answer(name_of(step), value)) for name, value in _by_itself(step, transcript))


def options(step: Choose | Write | ChooseOrWrite) -> dict[str, str]:
    """What may be tapped, with the English labels. Both languages have the same (a rule of the content tests)."""
    return options_of(step, BOOK, "en")


def _by_itself(step: Step, transcript: Transcript) -> list[tuple[str, Any]]:
    match step:
        case TellTime():
            return _times(transcript)
        case ReadTime():
            return [("a time", "19:15"), ("no time", None)]
        case FindPlaces():
            sure = [[*PLACES[0], True]]
            return [("none", []), ("one", PLACES[:1]), ("the only one", sure), ("several", PLACES)]
        case ListClocks():
            return [("clocks", [[zone, f"{hour}:00"] for hour in range(5) for zone, _ in PLACES])]
        case ListSiblings():
            return [("none", []), ("one", PLACES[:1]), ("several", PLACES)]
        case Toss():
            return [("heads", True), ("tails", False)]
        case AsOfNow(so):
            return [("so" if so else "not so", so)]
        case Reword():
            return _rewordings()
        case Read():
            return _readings()
        case ReadLimit():
            dangers = [(f"danger: {kind}", f"danger {kind}") for kind in get_args(Kind)]
            return [("a limit", ""), *((sort, sort) for sort in SORTS), *dangers]
        case ReadWish():
            return [("nothing", ""), *((f"for {kind}", kind) for kind in KINDS)]
        case _:
            raise TypeError(type(step).__name__)


def _times(transcript: Transcript) -> list[tuple[str, Any]]:
    """Three times of day when first asked; from then on the time goes by."""
    before = [datetime.fromisoformat(one.plain) for one in transcript if one.step == "TellTime"]
    if before:
        return [("later", (before[-1] + timedelta(minutes=1)).isoformat())]
    return [(f"at {time:%H:%M}", time.isoformat()) for time in TIMES]


@cache
def _rewordings() -> list[tuple[str, Any]]:
    """Each kind of answer the engine gives, with each reason it may give (those a person can read about)."""
    reasons = list(words("en", "why"))
    threes = [
        tuple(Signal(kind, 0, 3, "you") for kind in reasons[at : at + 3]) for at in range(0, len(reasons), 3)
    ]
    styles: tuple[Style, ...] = get_args(Style)
    found: dict[str, Rewording] = {"gentle": Gentle("gentle"), "a limit or a threat": Boundary(None, LIMIT)}
    found |= {
        f"reworded {at}": Reworded((Candidate("gentle", SPOKEN),), three, {})
        for at, three in enumerate(threes)
    }
    found["reworded in every style"] = Reworded(tuple(Candidate(style, SPOKEN) for style in styles), (), {})
    found["a limit, framed"] = Boundary(SPOKEN, LIMIT)
    found |= {f"asks: {slot}": Ask(slot, (Chip("first", "worn out"), Chip("second", "tender")))
              for slot in _literals(Ask, "slot")}  # fmt: skip
    by_model = {**plain(Reworded((Candidate("gentle", SPOKEN),), (), {}), "en"), "model": "model.example"}
    found |= {f"odd: {why}": Odd(why) for why in _literals(Odd, "why")}
    found |= {f"stop: {kind}": Stop(kind) for kind in get_args(Kind)}
    return [(name, plain(rewording, "en")) for name, rewording in found.items()] + [
        ("reworded by a model", by_model)
    ]


def _readings() -> list[tuple[str, Any]]:
    """Readings of something hard, of something plain, of something asked of the bot, and none."""
    hard = Heard(("Might it be late?", "Could it be the rain?"), "Tea.", (SPOKEN, "I'm here."), "At nine?")
    asked = [(f"asks for {kind}", asdict(replace(hard, asked=kind))) for kind in KINDS]
    return [("hard", asdict(hard)), ("plain", asdict(replace(hard, plain=True))), *asked, ("no words", None)]


def _literals(of: type, field: str) -> list[Any]:
    """The values that a field of the engine's answers may have."""
    annotations: Mapping[str, Any] = of.__annotations__
    return list(_flat(annotations[field]))


def _flat(annotation: Any) -> Iterator[Any]:
    for part in get_args(annotation):
        if get_args(part):
            yield from _flat(part)
        else:
            yield part
