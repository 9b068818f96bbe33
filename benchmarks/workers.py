"""Processes of Attune on one PostgreSQL, without Telegram, which begin the same work at the same moment."""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

from benchmarks.town import attune_on
from conversations.dialogue.turn import Attune
from conversations.records.database import open_database

SOON = 0.3  # seconds until all have heard

_attune: Attune  # of a worker


@dataclass(frozen=True)
class Done:
    """What one worker found, and when on the clock that all of them share."""

    began: float
    ended: float
    cpu: float  # seconds, of this process alone
    found: Any


@dataclass(frozen=True)
class Workers:
    """Ready to work."""

    pools: tuple[ProcessPoolExecutor, ...]

    def do(self, work: Callable[..., Any], given: Sequence[tuple[Any, ...]]) -> list[Done]:
        """Each does `work(attune, *given)`, as many of them as there is something given for."""
        at = time.monotonic() + SOON
        pairs = zip(self.pools, given, strict=False)
        return [one.result() for one in [pool.submit(_work, at, work, words) for pool, words in pairs]]


@contextmanager
def workers(count: int, url: str) -> Iterator[Workers]:
    """So many processes; they end with the block."""
    there = get_context("spawn")
    pools = tuple(
        ProcessPoolExecutor(1, mp_context=there, initializer=_begin, initargs=(url,)) for _ in range(count)
    )
    try:
        yield Workers(pools)
    finally:
        for pool in pools:
            pool.shutdown(cancel_futures=True)


def seconds_of(done: list[Done]) -> float:
    """From the first that began to the last that ended."""
    return max(one.ended for one in done) - min(one.began for one in done)


def _begin(url: str) -> None:
    global _attune
    _attune = attune_on(open_database(url))
    with _attune.engine.connect():
        pass


def _work(at: float, work: Callable[..., Any], given: tuple[Any, ...]) -> Done:
    time.sleep(max(0.0, at - time.monotonic()))
    began, cpu = time.monotonic(), time.process_time()
    found = work(_attune, *given)
    return Done(began, time.monotonic(), time.process_time() - cpu, found)
