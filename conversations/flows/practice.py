"""/practice: one minute with one small drill. A line to choose or to write, and what helps about it; no score."""

from collections.abc import Generator, Mapping
from typing import Any

from conversations.dialogue.here import DrillSeen
from conversations.dialogue.outcomes import Button, Rows, Show, rows
from conversations.dialogue.outcomes.practice import BringBack, Practised
from conversations.dialogue.phrases import Value, lines, paragraphs, say
from conversations.dialogue.steps import Chip, Choose, ChooseOrWrite, Chosen, Flow, Here, Reword, Step, Wrote

NUMBERS = ("one", "two", "three")  # buttons of the three lines
HELPS = "helps"  # in each situation, the line that shows what helps
MOST_SIGNALS = 2

# How sure one can be that it does any good, for each drill: a line of lessons.toml.
SURE = {
    "fix_to_feel": "observed",  # support that fits what is wanted (E24, E25)
    "just_reflect": "contested",  # listening back (E14, E16)
    "ask_once": "clinic",  # a request that can be done and declined (E2, E20)
    "one_true": "observed",  # "I", a feeling, no verdict (E2)
    "my_five": "clinic",  # taking some responsibility (E4)
    "name_it": "early",  # naming a feeling (E22, E23)
    "break_time": "lab",  # a break with a time (E9, E10)
    "good_news": "several",  # asking about good news (E28)
}


def practice(here: Here) -> Flow:
    """Arguments: a drill, and `soon` to be offered it again tomorrow. Nothing that is written is kept."""
    if here.args[1:] == ("soon",):
        return [BringBack(here.args[0])]
    drill = _named(here) or (yield from _choose(here))
    number = drill.times % len(drill.scenes) + 1
    answer: Chosen | Wrote = yield ChooseOrWrite(
        f"practice.ask.{drill.id}", preview=_told(drill, number), table="practice.pick.options"
    )
    match answer:
        case Chosen(picked):
            line = drill.scenes[number - 1][NUMBERS.index(picked)]
            return _feedback(drill, say(f"practice.drill.{drill.id}.feedback.{line}"))
        case Wrote(words):
            found: Mapping[str, Any] = yield Reword(words, at_home=True)
            shown = say("practice.example", line=say(_line(drill, number, HELPS)))
            return _feedback(drill, _looked_at(found), say("practice.not_kept"), shown)


def _named(here: Here) -> DrillSeen | None:
    return next((one for one in here.drills if here.args[:1] == (one.id,)), None)


def _choose(here: Here) -> Generator[Step, Any, DrillSeen]:
    """What is due stands first, and of that what was tried least; whatever rests can be picked as well."""
    order = sorted(here.drills, key=lambda one: (not one.due, one.times))
    first = order[0]
    offer = say("practice.next", drill=drill_name(first.id)) if first.due else say("practice.resting")
    chips = tuple(Chip(one.id, drill_name(one.id)) for one in order)
    chosen = yield Choose("practice.which", preview=offer, chips=chips, only=())
    return next(one for one in here.drills if one.id == chosen)


def drill_name(drill: str) -> Value:
    """As it stands on a button."""
    return say(f"practice.which.options.{drill}")


def _line(drill: DrillSeen, number: int, line: str) -> str:
    return f"practice.drill.{drill.id}.scene.{number}.line.{line}"


def _told(drill: DrillSeen, number: int) -> Value:
    numbered = (
        say("practice.line", number=at, line=say(_line(drill, number, line)))
        for at, line in enumerate(drill.scenes[number - 1], 1)
    )
    return paragraphs(say(f"practice.drill.{drill.id}.scene.{number}.situation"), lines(*numbered))


def _looked_at(found: Mapping[str, Any]) -> Value:
    """What could land hard, one reason for each place; parts that are only missing are no reproach."""
    told: dict[str, str] = {}
    for signal in found.get("signals", ()):
        if signal["words"] and signal["why"] and signal["why"] not in told.values():
            told.setdefault(signal["words"], signal["why"])
    if not told:
        return say("practice.unread") if found["kind"] == "odd" else say("practice.quiet")
    reasons = (say("practice.reason", words=words, why=why) for words, why in [*told.items()][:MOST_SIGNALS])
    return paragraphs(say("practice.look"), lines(*reasons))


def _feedback(drill: DrillSeen, *said: Value) -> list[Practised | Show]:
    helps = say(f"practice.drill.{drill.id}.helps")
    sure = say(f"lessons.sure.{SURE[drill.id]}")
    later = say("practice.later", when=say(f"practice.back.{drill.next_box}"))
    return [Practised(drill.id), Show(paragraphs(*said, helps, sure, later), _after(drill))]


def _after(drill: DrillSeen) -> Rows:
    soon = Button(say("practice.buttons.soon"), f"practice {drill.id} soon")
    another = Button(say("practice.buttons.another"), "practice")
    lesson = Button(say("practice.buttons.lesson"), "learn")
    return rows(soon, another, lesson, wide=2)
