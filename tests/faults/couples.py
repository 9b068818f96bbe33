"""Couples who go on telling each other needs until it is enough, and somebody who knows none of them."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass, field

from bot.playground import Playground
from tests.faults.couple import Persistent, a_round, become_a_couple


@dataclass
class Pair:
    """Aki and Mika. The words of each round hold its number, which no other couple has."""

    aki: Persistent
    mika: Persistent
    first: int  # three digits
    rounds: int = 0

    @property
    def numbers(self) -> list[int]:
        """Of the rounds they finished."""
        return list(range(self.first, self.first + self.rounds))

    async def live(self, enough: asyncio.Event) -> None:
        try:
            await become_a_couple(self.aki, self.mika)
            while not enough.is_set() or not self.rounds:
                await a_round(self.aki, self.mika, self.first + self.rounds)
                self.rounds += 1
        except AssertionError as waited:
            for phone in (self.aki, self.mika):
                waited.add_note("\n---\n".join(reversed(phone.texts()[:5])))
            raise


@dataclass
class People:
    pairs: list[Pair]
    noa: Persistent
    enough: asyncio.Event = field(default_factory=asyncio.Event)
    life: "asyncio.Future[list[None]]" = field(init=False)

    def begin(self) -> None:
        self.noa.says("/start")
        self.life = asyncio.gather(*(pair.live(self.enough) for pair in self.pairs))

    async def until(self, happens: Awaitable[None]) -> None:
        """Wait for something while they go on. If one of them waits in vain, raises what for."""
        waiting = asyncio.ensure_future(happens)
        await asyncio.wait((waiting, self.life), return_when=asyncio.FIRST_COMPLETED)
        if self.life.done():
            waiting.cancel()
            await self.life
            raise AssertionError("they stopped before it was enough")
        await waiting

    async def come_to_an_end(self) -> None:
        """They finish the rounds they are in."""
        self.enough.set()
        await self.life


def people_of(playground: Playground, couples: int, apart: int = 100) -> People:
    """So many couples, and Noa. Of each number of rounds up to `apart`, it is known whose they are."""

    def someone(name: str, language: str) -> Persistent:
        return Persistent(playground, int(playground.add_user(name, language)["id"]))

    pairs = [
        Pair(someone("Aki", "ja"), someone("Mika", "en"), apart * place + 1)
        for place in range(1, couples + 1)
    ]
    return People(pairs, someone("Noa", "en"))
