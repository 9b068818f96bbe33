"""What waits for the database is done together, and nothing that fails takes the others along."""

import asyncio
import threading

from sqlalchemy.exc import TimeoutError as PoolTimeout

from scheduler.grouping import Together


async def all_of(together: Together[int, int], *numbers: int) -> list[int | BaseException]:
    return await asyncio.gather(*(together.ask(number) for number in numbers), return_exceptions=True)


def test_what_comes_while_others_are_under_way_is_done_together() -> None:
    groups, go = list[list[int]](), threading.Event()

    def work(numbers: list[int]) -> list[int]:
        groups.append(numbers)
        assert go.wait(10)
        return [10 * number for number in numbers]

    async def come() -> list[int | BaseException]:
        together = Together(work)
        first = asyncio.create_task(together.ask(1))
        while not groups:  # noqa: ASYNC110 (filled on another thread)
            await asyncio.sleep(0)
        others = asyncio.create_task(all_of(together, 2, 3))
        await asyncio.sleep(0)
        go.set()
        return [await first, *await others]

    assert asyncio.run(come()) == [10, 20, 30]
    assert groups == [[1], [2, 3]]


def test_one_that_cannot_be_done_does_not_stop_the_others() -> None:
    def work(numbers: list[int]) -> list[int]:
        if 2 in numbers:
            raise ValueError("two")
        return numbers

    async def come() -> list[int | BaseException]:
        return await all_of(Together(work), 1, 2, 3)

    one, two, three = asyncio.run(come())
    assert (one, str(two), three) == (1, "two", 3)


def test_a_database_that_is_away_is_asked_once_for_all() -> None:
    asked = list[int]()

    def work(numbers: list[int]) -> list[int]:
        asked.append(len(numbers))
        raise PoolTimeout("away")

    async def come() -> list[int | BaseException]:
        return await all_of(Together(work), 1, 2, 3)

    assert [type(one) for one in asyncio.run(come())] == [PoolTimeout] * 3
    assert asked == [3]


def test_it_goes_on_after_it_was_idle() -> None:
    async def come() -> list[int]:
        together: Together[int, int] = Together(list[int])
        return [await together.ask(number) for number in range(3)]

    assert asyncio.run(come()) == [0, 1, 2]


def test_whoever_goes_away_before_their_turn_is_left_out() -> None:
    groups = list[list[int]]()

    def work(numbers: list[int]) -> list[int]:
        groups.append(numbers)
        return numbers

    async def come() -> int:
        together = Together(work)
        gone, stays = (asyncio.create_task(together.ask(number)) for number in (1, 2))
        await asyncio.sleep(0)
        gone.cancel()
        return await stays

    assert asyncio.run(come()) == 2
    assert groups == [[2]]
