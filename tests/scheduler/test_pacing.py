"""Telegram's limits are kept to the message, and an answer never waits behind a crowd."""

import asyncio
from dataclasses import dataclass

import pytest

from scheduler.pacing import FORGET_ABOVE, Pacing

PERSON, GROUP = 7_000_000_001, -1001


@dataclass
class Clock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pacing(clock: Clock) -> Pacing:
    return Pacing(clock)


def sent_in(pacing: Pacing, clock: Clock, chat: int, seconds: float) -> list[float]:
    """When messages for one chat go out if there is always one more."""
    end, times = clock.now + seconds, []
    while clock.now < end:
        if (wait := pacing.take_for(chat)) > 0:
            clock.now += wait + 1e-9
        else:
            times.append(clock.now)
    return times


def test_one_person_gets_three_at_once_and_then_one_a_second(pacing: Pacing, clock: Clock) -> None:
    times = [round(at - 1000, 3) for at in sent_in(pacing, clock, PERSON, 4.5)]
    assert times == [0, 0, 0, 1, 2, 3, 4]


def test_a_group_never_gets_more_than_twenty_in_a_minute(pacing: Pacing, clock: Clock) -> None:
    times = sent_in(pacing, clock, GROUP, 600)
    assert 16 < max(sum(first <= at < first + 60 for at in times) for first in times) <= 20


def test_never_more_than_thirty_go_out_in_a_second(pacing: Pacing, clock: Clock) -> None:
    times = []
    for _ in range(300):
        clock.now += pacing.reserve()
        times.append(clock.now)
    assert max(sum(first <= at < first + 1 for at in times) for first in times) == 30
    assert 299 / (times[-1] - times[0]) > 29.4


def test_an_answer_goes_before_a_crowd(pacing: Pacing, clock: Clock) -> None:
    assert pacing.reserve() == 0
    assert pacing.idle_in() == pytest.approx(1 / 29.5)
    assert pacing.reserve() == pytest.approx(1 / 29.5)  # an answer takes the place that bulk was waiting for
    assert pacing.idle_in() == pytest.approx(2 / 29.5)


def test_bulk_waits_its_turn() -> None:
    pacing = Pacing(overall=1000.0)

    async def evening() -> list[str]:
        gone: list[str] = []

        async def go(name: str, in_bulk: bool) -> None:
            await pacing.turn(in_bulk)
            gone.append(name)

        crowd = [asyncio.create_task(go("bulk", True)) for _ in range(20)]
        await asyncio.sleep(0)
        await go("answer", False)
        await asyncio.gather(*crowd)
        return gone

    gone = asyncio.run(evening())
    assert gone.index("answer") < 5
    assert len(gone) == 21


def test_a_refusal_is_about_one_chat_until_many_hear_it(pacing: Pacing, clock: Clock) -> None:
    for chat in (1, 2, 3, 3, 3):
        pacing.refused(chat, 20)
    assert pacing.idle_in() == 0
    pacing.refused(4, 20)
    assert pacing.idle_in() == 20


def test_refusals_far_apart_are_about_their_chats(pacing: Pacing, clock: Clock) -> None:
    for chat in range(1, 10):
        pacing.refused(chat, 20)
        clock.now += 1
    assert pacing.idle_in() == 0


def test_a_very_long_refusal_is_about_all(pacing: Pacing) -> None:
    pacing.refused(1, 61)
    assert pacing.idle_in() == 61


def test_chats_that_are_quiet_take_no_room(pacing: Pacing, clock: Clock) -> None:
    for chat in range(1, FORGET_ABOVE + 1):
        pacing.take_for(chat)
    clock.now += 60
    pacing.take_for(FORGET_ABOVE + 1)
    assert len(pacing._chats) == 1
