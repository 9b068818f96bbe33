"""/turns: propose to take turns about one thing, and say what is proposed."""

from collections.abc import Generator
from typing import Any

from conversations.dialogue.here import FloorSeen
from conversations.dialogue.outcomes import Show
from conversations.dialogue.outcomes.floors import OfferTopic, ProposeTurns, ShowTurns, proposal
from conversations.dialogue.outcomes.pauses import meanwhile
from conversations.dialogue.phrases import Value, say
from conversations.dialogue.steps import (
    Chip,
    Choose,
    ChooseOrWrite,
    Chosen,
    Flow,
    Here,
    Step,
    Toss,
    Write,
    Wrote,
    with_values,
)
from conversations.flows.pause import running
from conversations.flows.preview import as_read

TOPIC = 120  # characters, flows.md 9.6


def turns(here: Here) -> Flow:
    """A topic, the minutes, and who begins. Where turns are proposed or under way already, those are shown."""
    if here.pause is not None:
        return [Show(running(here.pause), meanwhile())]
    if here.floor is not None:
        return [ShowTurns(here.floor.id)]
    if not here.may_take_turns:
        return [Show(say("floor.not_now.text"))]
    topic: Value = here.words if 0 < len(here.words) <= TOPIC else (yield from _ask_topic(here))
    minutes = int((yield Choose("floor.length")))
    first = yield Choose("floor.first", chips=_firsts(here))
    coin = (yield Toss()) if first == "toss" else False
    begins = {"me": here.me, "partner": here.partner}.get(first)
    while True:
        shown = as_read(proposal(here.me, topic, minutes, begins), here)
        match (yield Choose("floor.review", with_values(partner=here.partner), shown)):
            case "in":
                tossed = "heads" if coin else "tails"
                return [ProposeTurns(topic, minutes, tossed if first == "toss" else first)]
            case "change":
                topic = yield from _ask_topic(here)
            case _:
                return [Show(say("floor.dropped.text"))]


def _ask_topic(here: Here) -> Generator[Step, Any, Value]:
    """For the first time something light is suggested."""
    if not here.new_to_turns:
        words: str = yield Write("floor.topic", limit=TOPIC)
        return words
    answer: Chosen | Wrote = yield ChooseOrWrite("floor.first_topic", limit=TOPIC)
    return say(f"floor.light.{answer.id}") if isinstance(answer, Chosen) else answer.words


def _firsts(here: Here) -> tuple[Chip, ...]:
    named = {"partner": here.partner, "me": here.me}
    return tuple(Chip(id, say("floor.button.first", name=name)) for id, name in named.items())


def offer_topic(seen: FloorSeen, here: Here) -> Flow:
    """I'm in, about something else: that is a proposal of my own."""
    topic: str = yield Write("floor.another", with_values(partner=here.partner), limit=TOPIC)
    shown = as_read(proposal(here.me, topic, seen.minutes, seen.begins), here)
    if (yield Choose("floor.review", with_values(partner=here.partner), shown, only=("in", "drop"))) == "in":
        return [OfferTopic(seen.id, seen.step, topic)]
    return [Show(say("floor.dropped.text"))]
