"""Telegram refuses a third of everything, or is away for six hours: nothing is lost, too early or too much (G-13, G-14)."""

import asyncio
import random
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from conversations.records.deliveries import DeliveryState, Urgency
from tests.faults.mailing import A_TICK_LATE, Letter, Mailing
from tests.faults.size import sized
from tests.faults.virtual import run_virtually
from tests.seed import SEED

EVERY_WAIT = range(1, 31)  # seconds
REFUSED = 0.3  # of all sends
HOUR = 3600.0
MORE_THAN_A_MINUTE = 30  # messages: a group gets twenty in one

# The library warns of a later change of its own when it says how long a 429 lasts.
pytestmark = [
    pytest.mark.filterwarnings("ignore:.*retry_after.*:DeprecationWarning"),
    pytest.mark.timeout(sized(120, 600)),
]


def run(evening: Callable[[Mailing], Coroutine[Any, Any, None]]) -> Mailing:
    async def main() -> Mailing:
        mailing = Mailing()
        await evening(mailing)
        return mailing

    return run_virtually(main())


def refuses(mailing: Mailing) -> None:
    """So many of all sends, each with a wait of its own."""
    mailing.playground.seed(SEED)
    each = 1 - (1 - REFUSED) ** (1 / len(EVERY_WAIT))
    for seconds in EVERY_WAIT:
        mailing.playground.add_fault("429", "sendMessage", times=None, seconds=seconds, probability=each)


# --- G-13 ---------------------------------------------------------------------------------------------------


def test_in_a_storm_of_refusals_nothing_is_lost_and_each_chat_waits_for_itself() -> None:
    chats = sized(60, 1000)

    async def evening(mailing: Mailing) -> None:
        """The hour of half of them comes, while the others tap and read what is passed on to them."""
        people = mailing.people(chats)
        crowd, others = people[: chats // 2], people[chats // 2 :]
        refuses(mailing)
        mailing.plans(crowd)
        mailing.plans(mailing.groups(crowd[: chats // 10]), Urgency.RELAY)
        ticking = asyncio.create_task(mailing.ticks(seconds=240))
        for chat in turns(others, each=3):
            await asyncio.sleep(200 / len(others) / 3)
            mailing.answers(chat, rng.choice((Urgency.ANSWER, Urgency.ANSWER, Urgency.RELAY)))
        await ticking
        await mailing.works_off(within=HOUR / 2)

    rng = random.Random(SEED)  # noqa: S311 (who taps when)
    mailing = run(evening)
    refused = sum(not call.arrived for call in mailing.calls) / len(mailing.calls)
    delays = sorted(mailing.delays())
    p95 = delays[len(delays) * 95 // 100]
    print(
        f"{len(mailing.letters)} messages, {refused:.0%} of {len(mailing.calls)} calls refused; "
        f"p95 {p95:.1f} s, longest {delays[-1]:.1f} s; ATTUNE_SEED={SEED}"
    )

    assert 0.2 < refused < 0.4
    assert mailing.arrived() == mailing.expected(*Urgency)
    assert mailing.too_early() == []
    assert mailing.too_fast() == []
    assert p95 < 2


def turns(people: list[int], each: int) -> Iterator[int]:
    """Everybody once, then everybody again."""
    for _ in range(each):
        yield from people


def test_a_chat_that_waits_holds_up_no_answer_to_another() -> None:
    async def evening(mailing: Mailing) -> None:
        aki, mika, noa = mailing.people(3)
        mailing.playground.add_fault("429", "sendMessage", chat=aki, seconds=30)
        mailing.plans([aki, aki])
        await mailing.ticks(5)
        mailing.answers(mika)
        mailing.answers(noa)
        mailing.answers(aki)  # behind what waits there
        await mailing.ticks(60)
        found.update(
            {chat: [call.at for call in mailing.calls if call.chat == chat] for chat in (aki, mika, noa)}
        )
        chats.extend((aki, mika, noa))

    found: dict[int, list[float]] = {}
    chats: list[int] = []
    mailing = run(evening)
    aki, mika, noa = chats
    assert [len(found[chat]) for chat in chats] == [4, 1, 1]
    assert max(found[mika] + found[noa]) < 6
    assert found[aki][1] >= 30
    assert mailing.arrived() == mailing.expected(*Urgency)


def test_when_everybody_is_refused_all_of_them_wait() -> None:
    """Then it is about the bot: whoever asks again and again is shut out for longer (reliability.md 4.5)."""

    async def evening(mailing: Mailing) -> None:
        people = mailing.people(40)
        flood = mailing.playground.add_fault("429", "sendMessage", times=None, seconds=20)
        mailing.loop.call_later(10, mailing.playground.remove_fault, flood)
        mailing.plans(people)
        await mailing.works_off(within=120)

    mailing = run(evening)
    refused = [call for call in mailing.calls if not call.arrived]
    assert 4 <= len(refused) <= 6
    assert min(call.at for call in mailing.calls if call.arrived) >= 20
    assert mailing.arrived() == mailing.expected(*Urgency)


# --- G-14 ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Outage:
    """Six hours, while people go on using what they cannot see."""

    back_at: float = 6 * HOUR
    chats: int = sized(8, 45)
    groups: int = sized(2, 10)  # together fewer than the courier takes in hand: else it never stops to knock
    posts: int = sized(150, 1500)
    looks_every: float = sized(300.0, 60.0)  # seconds between two ticks: the hours are long


def test_after_six_hours_without_telegram_everything_comes_in_order_but_what_is_too_old() -> None:
    async def evening(mailing: Mailing) -> None:
        people = mailing.people(outage.chats)
        chats = people + mailing.groups(people[: outage.groups])
        mailing.line.away = True
        mailing.plans(chats[-1:] * MORE_THAN_A_MINUTE, Urgency.RELAY)
        ticking = asyncio.create_task(mailing.ticks(outage.back_at, outage.looks_every))
        for at in sorted(rng.uniform(0, outage.back_at) for _ in range(outage.posts)):
            await asyncio.sleep(at - asyncio.get_running_loop().time())
            post_something(mailing, rng.choice(chats), rng)
        await ticking
        assert mailing.calls == []
        mailing.line.away = False
        await mailing.works_off(within=HOUR / 2)

    outage, rng = Outage(), random.Random(SEED)  # noqa: S311 (what is posted when)
    mailing = run(evening)
    worked_off = max(mailing.times)
    print(
        f"{len(mailing.letters)} posted, {len(mailing.calls)} came within {worked_off - outage.back_at:.0f} s, "
        f"{mailing.count(DeliveryState.DEAD)} were too old; ATTUNE_SEED={SEED}"
    )

    arrived = mailing.arrived()
    came = {(chat, number) for chat, numbers in arrived.items() for number in numbers}
    assert all(numbers == sorted(set(numbers)) for numbers in arrived.values()), "twice, or out of order"
    assert [one for one in mailing.letters if one.urgency == Urgency.RELAY and one[:2] not in came] == []
    assert [one for one in mailing.letters if one.lapses_at > worked_off and one[:2] not in came] == []
    assert too_late(mailing) == []
    assert mailing.count(DeliveryState.DEAD) == len(mailing.letters) - len(came) > 0
    assert mailing.too_fast() == []


def post_something(mailing: Mailing, chat: int, rng: random.Random) -> None:
    urgency = rng.choice(list(Urgency))
    if urgency == Urgency.PROMPT:
        mailing.plans([chat])
    else:
        mailing.answers(chat, urgency)


def too_late(mailing: Mailing) -> list[Letter]:
    """What was brought although its time was over."""
    letters = {letter[:2]: letter for letter in mailing.letters}
    brought = [(letters[call.chat, call.number], call.at) for call in mailing.calls]
    return [letter for letter, at in brought if at > letter.lapses_at + A_TICK_LATE]
