"""Lives of two couples, one after the other: where they begin, how long they are, and what of it is logged."""

import copy
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import ClassVar

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from sqlalchemy import Engine

from conversations.records.database import open_database
from tests.faults.homes import Homes, WatchedStage, numbers
from tests.faults.town import GROUPS, Link, Town
from tests.stage import Phone


class Lives(RuleBasedStateMachine):
    """Two couples, and what may happen to them. An `initialize` rule begins with `two_homes`."""

    homes: Homes
    weights: ClassVar[Mapping[Callable[..., None], int]]  # what happens, and how often beside the others

    def teardown(self) -> None:
        if hasattr(self, "homes"):
            self.homes.stage.engine.dispose()

    @rule(number=numbers)
    def something_happens(self, number: int) -> None:
        """One rule for all: with many, some are left out of a run and it does not get far."""
        chance = self.homes.chance(number)
        (what,) = chance.choices(list(self.weights), list(self.weights.values()))
        what(self, chance.choice(self.homes.people), chance)


class Logged(logging.Handler):
    """Everything that is logged, in words."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


def lives_through(machine: type[RuleBasedStateMachine], number: int, examples: int, steps: int) -> None:
    """So many lives of so many steps; `number` begins them all. Nothing that was written is in the log."""
    print(f"ATTUNE_SEED={number}")
    given = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        report_multiple_bugs=False,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    with everything_logged() as logged:
        two_homes().time_goes_by(1, tidies=True)  # of which a line is logged, whatever else is
        run_state_machine_as_test(seed(number)(machine), settings=given)
    assert logged.lines, "something could be in it"
    assert [line for line in logged.lines if "zq" in line] == []


@contextmanager
def everything_logged() -> Iterator[Logged]:
    """What Attune logs meanwhile, at its most talkative."""
    handler, names = Logged(), ("conversations", "scheduler")
    loggers = [logging.getLogger(name) for name in names]
    levels = [one.level for one in loggers]
    for one in loggers:
        one.addHandler(handler)
        one.setLevel(logging.DEBUG)
    try:
        yield handler
    finally:
        for one, level in zip(loggers, levels, strict=True):
            one.removeHandler(handler)
            one.setLevel(level)


# --- how they came to live there


@cache
def _settled() -> Town:
    """Aki and Mika share a chat; Noa and Ren have only their private ones."""
    town = Town(WatchedStage(open_database("sqlite://")))
    for phone in town.people:
        town.says_hello(phone)
    aki, mika, noa, ren = town.people
    for phone in (aki, mika):
        town.joins(phone, GROUPS[0])
    town.adds_attune(mika, GROUPS[0])
    for phone in (aki, mika):
        town.sets_up(phone, GROUPS[0])
        _opens(town, phone, town.links[-1])
    town.invites(noa)
    _opens(town, ren, town.links[-1])
    town.confirms(noa)
    assert len(town.standing().active()) == 2
    return town


def _opens(town: Town, phone: Phone, link: Link) -> None:
    phone.says(f"/start {link.payload}")
    town.goes_on(phone, "yes")


def two_homes() -> Homes:
    """The two couples anew, as they were when they had just begun."""
    town = _settled()
    stage = WatchedStage(_copied(town.stage.engine), now=town.stage.now, ids=copy.copy(town.stage.ids))
    stage.chats = {chat: list(shown) for chat, shown in town.stage.chats.items()}
    ours = Town(stage)
    for phone, there in zip(ours.people, town.people, strict=True):
        stage.phones.pop(phone.telegram_id)
        phone.telegram_id = there.telegram_id
        stage.phones[phone.telegram_id] = phone
    ours.in_group = {group: set(people) for group, people in town.in_group.items()}
    ours.attune_in = set(town.attune_in)
    return Homes(ours)


def _copied(engine: Engine) -> Engine:
    fresh = open_database("sqlite://")
    source, target = engine.raw_connection(), fresh.raw_connection()
    try:
        source.driver_connection.backup(target.driver_connection)  # type: ignore[union-attr]
    finally:
        source.close()
        target.close()
    return fresh
