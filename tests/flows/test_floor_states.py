"""Two phones tap and write in every order, repeat themselves and come too late: turns stay in a legal state."""

import logging
import re
from collections.abc import Callable
from itertools import chain
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlmodel import col, select

from conversations.dialogue.events import ChatKind, Where
from conversations.records.database import transaction
from conversations.records.deliveries import Key
from conversations.records.floors import LIVE, MOST_TURNS, TALKING, Floor, FloorSide, FloorState
from conversations.records.partners import Partner, name_of_partner
from tests.flows.test_floor import (
    STOPPED_EN,
    STOPPED_JA,
    exchanged,
    joined,
    labels,
    proposed,
    said,
    speaking,
)
from tests.flows.test_floor_ends import closing, picking, shared, solving
from tests.stage import GROUP, Phone, Shown, Stage, fresh_stage

WORD = re.compile(r"w\d+w")
BEGINNINGS: tuple[Callable[[Stage], tuple[Phone, Phone]], ...] = (
    proposed, joined, speaking, speaking, said, exchanged, closing, shared, solving, picking,
)  # fmt: skip
BY_SPEAKER = (FloorState.SPEAKING, FloorState.CONFIRMING, FloorState.KEEPING)
HAPPENS = (
    *("goes on", "goes on", "goes on", "new", "new", "any", "where they talk", "once more", "both", "both"),
    *("writes", "writes", "sends", "sends", "a stranger", "a little", "a little"),
    *("proposes", "pauses", "stops", "quiet", "time", "an hour", "late"),
)
ONWARD = {
    FloorState.WAITING: "join", FloorState.SETTLING: "leave_out", FloorState.PAUSED: "go", FloorState.CONFIRMING: "yes",
    FloorState.VALIDATING: "skip", FloorState.KEEPING: "pass",
}  # fmt: skip
WAITS = {"a little": 91, "quiet": 601, "time": 1201, "an hour": 3601}  # seconds
whose = st.integers(0, 1)
anything = st.integers(0, 10_000)


class Failures(logging.Handler):
    """What went wrong where nobody would see it."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(record.getMessage())


class Turns(RuleBasedStateMachine):
    """Each word is written once and known by its author; it may stand only once they sent it on its preview."""

    @initialize(begin=st.sampled_from(BEGINNINGS))
    def begin(self, begin: Callable[[Stage], tuple[Phone, Phone]]) -> None:
        self.failures = Failures()
        logging.getLogger("scheduler.reminders").addHandler(self.failures)
        self.stage: Stage = fresh_stage()
        self.both = begin(self.stage)
        self.noa = self.stage.person("Noa", "en")
        self.authors: dict[str, str] = {}
        self.topics: set[str] = set()
        self.sent: set[str] = set()
        self.pressed: list[tuple[Phone, str, int, Where]] = []

    def teardown(self) -> None:
        if hasattr(self, "stage"):
            logging.getLogger("scheduler.reminders").removeHandler(self.failures)
            self.stage.engine.dispose()

    # --- what people do

    @rule(what=st.sampled_from(HAPPENS), who=whose, at=anything)
    def something_happens(self, what: str, who: int, at: int) -> None:
        """One rule for all: with many, some are left out of a run and it does not get far."""
        match what:
            case "goes on":
                self.the_talk_goes_on(at % 6 + 1)
            case "new":
                self.taps_something_new(who, at)
            case "any":
                self.taps_anything(who, at)
            case "where they talk":
                self.taps_where_they_talk(who, at)
            case "once more":
                self.taps_once_more(at)
            case "both":
                self.both_tap_in_the_same_second(at // 100, at)
            case "writes":
                self.writes(who)
            case "sends":
                self.writes_and_sends(who)
            case "a stranger":
                self.a_stranger_tries(at)
            case _:
                self.something_comes_between(who, what)

    def taps_something_new(self, who: int, at: int) -> None:
        """One of the buttons of the newest message that has any."""
        self._tap(who, at, self.both[who].shown[-1:])

    def taps_anything(self, who: int, at: int) -> None:
        self._tap(who, at, self.both[who].shown)

    def taps_where_they_talk(self, who: int, at: int) -> None:
        self._tap(who, at, self.stage.group().shown, Where(GROUP, ChatKind.SHARED))

    def taps_once_more(self, at: int) -> None:
        """The same button, wherever it has been before; as a double tap does."""
        if self.pressed:
            self._press(*self.pressed[at % len(self.pressed)])

    def both_tap_in_the_same_second(self, first: int, second: int) -> None:
        for who, at in ((0, first), (1, second)):
            self._tap(who, at, self.both[who].shown[-2:])

    def writes(self, who: int) -> None:
        word = self._word(self.both[who])
        self._watch(self.both[who], lambda: self.both[who].says(word))

    def writes_and_sends(self, who: int) -> None:
        """What somebody does most of the time."""
        self.writes(who)
        phone = self.both[who]
        key = next((one for one in self._keys(phone.shown[-1]) if one.data.endswith(":send")), None)
        if key is not None:
            self._press(phone, key.data, phone.shown[-1].id, phone.private)

    def the_talk_goes_on(self, many: int) -> None:
        """What two people do who mean to: whoever has the floor says something, it is said back, and so on."""
        for _ in range(many):
            floor = self._floor()
            speaker = next(at for at, one in enumerate(self.both) if self._id(one) == floor.speaker_id)
            who = speaker if floor.state in BY_SPEAKER else 1 - speaker
            match floor.state:
                case FloorState.SPEAKING | FloorState.REFLECTING:
                    self.writes_and_sends(who)
                case FloorState.OVER | FloorState.SHARED:
                    self._begin_anew()
                case state if state in ONWARD:
                    for phone in self.both:
                        phone.presses(f"floor {floor.id} {floor.step} {ONWARD[FloorState(state)]}", None)

    def _begin_anew(self) -> None:
        """Some time later; it may be refused, and that is fine."""
        self.stage.wait(minutes=21)
        self.stage.ticks()
        mika = self.both[1]
        self._proposes(1)
        for label in ("20 minutes", "Mika first"):
            if label in labels(mika):
                mika.taps(label)
        yes = next((one for one in self._keys(mika.shown[-1]) if one.data.endswith(":in")), None)
        if yes is not None:
            self._press(mika, yes.data, mika.shown[-1].id, mika.private)

    def _proposes(self, who: int) -> None:
        word = self._word(self.both[who])
        self.topics.add(word)
        self._watch(self.both[who], lambda: self.both[who].says(f"/turns {word}"))

    def something_comes_between(self, who: int, what: str) -> None:
        match what:
            case "proposes":
                self._proposes(who)
            case "pauses":
                self._confirm_pause(who)
            case "stops":
                self._stops(who)
            case "late":  # what is due is not said yet
                self.stage.wait(minutes=20)
            case _:
                self.stage.wait(seconds=WAITS[what])
                self.stage.ticks()

    def _confirm_pause(self, who: int) -> None:
        self.both[who].presses("pause 20", None)
        start = next(
            (one for one in self._keys(self.both[who].shown[-1]) if one.data.endswith(":start")), None
        )
        if start is not None:
            self.both[who].presses(start.data, None)

    def _stops(self, who: int) -> None:
        """In one step, from any live state: both are told once."""
        floor = self._floor()
        told = self._told()
        self.both[who].presses(f"floor {floor.id} 0 stop", None)
        if floor.state in (*TALKING, FloorState.SETTLING, FloorState.PAUSED):
            assert self._floor().state == FloorState.OVER
            assert self._told() == [count + 1 for count in told]
        else:
            assert self._told() == told

    def a_stranger_tries(self, at: int) -> None:
        if self.pressed:
            _, data, shown, where = self.pressed[at % len(self.pressed)]
            before = self._all()
            self.noa.presses(data, shown, where)
            assert self._all() == before

    # --- what holds whatever they did

    @invariant()
    def the_state_is_legal(self) -> None:
        if not hasattr(self, "stage"):
            return
        with transaction(self.stage.engine) as session:
            floors = session.exec(select(Floor).order_by(col(Floor.id))).all()
            assert sum(one.state in LIVE for one in floors) <= 1
            assert all(one.state == FloorState.OVER for one in floors[:-1])
            assert all((one.ends_at is not None) >= (one.state in TALKING) for one in floors)
            assert all(one.turns <= MOST_TURNS for one in session.exec(select(FloorSide)))
        assert self.failures.found == []

    @invariant()
    def nobody_reads_what_its_author_has_not_sent(self) -> None:
        if not hasattr(self, "stage"):
            return
        group = self.stage.group().texts
        for phone, other in (self.both, self.both[::-1]):
            theirs = {
                word for word in WORD.findall("\n".join(phone.texts)) if self.authors[word] == other.name
            }
            assert theirs <= self.sent
        assert set(WORD.findall("\n".join(group))) <= self.sent
        posted = [word for text in group for word in set(WORD.findall(text)) - self.topics]
        assert len(posted) == len(set(posted))
        assert WORD.findall("\n".join(self.noa.texts)) == []

    # --- how it is done

    def _word(self, phone: Phone) -> str:
        word = f"w{len(self.authors)}w"
        self.authors[word] = phone.name
        return word

    def _keys(self, shown: Shown) -> list[Key]:
        return [key for key in chain(*shown.message.keyboard) if not key.url]

    def _tap(self, who: int, at: int, messages: list[Shown], where: Where | None = None) -> None:
        phone = self.both[who]
        found = [
            (key.data, one.id)
            for one in messages
            for key in self._keys(one)
            if ":" in key.data or (key.data.startswith("floor ") and not key.data.endswith(" stop"))
        ]
        if found:
            data, id = found[at % len(found)]
            self.pressed.append((phone, data, id, where or phone.private))
            self._press(phone, data, id, where or phone.private)

    def _press(self, phone: Phone, data: str, id: int, where: Where) -> None:
        if data.endswith((":send", ":in")):
            self.sent |= {word for one in phone.shown if data in [key.data for key in self._keys(one)]
                          for word in WORD.findall(one.text)}  # fmt: skip
        self._watch(phone, lambda: phone.presses(data, id, where))

    def _watch(self, phone: Phone, act: Callable[[], Any]) -> None:
        """Whoever's new words stand where they talk had the floor for them."""
        before, count = self._floor(), len(self.stage.group().texts)
        act()
        for text in self.stage.group().texts[count:]:
            said = set(WORD.findall(text)) - self.topics
            if said and before.state in TALKING:
                speaks = before.state in BY_SPEAKER
                assert (before.speaker_id == self._id(phone)) == speaks
                assert {self.authors[word] for word in said} == {phone.name}

    def _id(self, phone: Phone) -> int:
        with transaction(self.stage.engine) as session:
            sealer = self.stage.attune.sealer
            return next(one.id for one in session.exec(select(Partner))
                        if name_of_partner(session, sealer, one) == phone.name)  # fmt: skip

    def _floor(self) -> Floor:
        with transaction(self.stage.engine) as session:
            return session.exec(select(Floor).order_by(col(Floor.id).desc()).limit(1)).one()

    def _told(self) -> list[int]:
        aki, mika = self.both
        return [aki.texts.count(STOPPED_JA), mika.texts.count(STOPPED_EN)]

    def _all(self) -> list[list[str]]:
        return [*(one.texts.copy() for one in self.both), self.stage.group().texts.copy()]


TestTurns = Turns.TestCase
TestTurns.settings = settings(
    max_examples=8, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
