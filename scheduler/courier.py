"""Brings messages from the outbox to Telegram: claims them, paces them, and notes what became of each."""

import asyncio
import logging
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial

from sqlalchemy.exc import SQLAlchemyError

from conversations.dialogue.turn import Attune, Claim
from conversations.records.database import transaction
from scheduler.errands import Arrived, Messenger, Moved, Outcome, Refused, TryLater, Unreachable, Unsure
from scheduler.pacing import Pacing
from scheduler.settling import Parcel, claim_due, lapse, open_parcel, release, settle

__all__ = [
    "Arrived",
    "Courier",
    "Messenger",
    "Moved",
    "Outcome",
    "Refused",
    "TryLater",
    "Unreachable",
    "Unsure",
]

IN_HAND = 60  # claimed by one tick and not sent yet; a crash delays no more than these by one lease
AT_ONCE = 40  # calls to Telegram under way
RETRIES = (0.2, 1.0, 5.0)  # seconds, for a database that does not take what became of a message

log = logging.getLogger(__name__)


class Courier:
    """Sends what is claimed. Lives on one event loop; the database is asked on other threads."""

    def __init__(
        self,
        attune: Attune,
        messenger: Messenger,
        now: Callable[[], datetime],
        pacing: Pacing,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.attune, self.messenger, self.now, self.pacing = attune, messenger, now, pacing
        self.monotonic = monotonic
        self._in_hand: dict[int, asyncio.Task[None]] = {}
        self._unopened: dict[int, Claim] = {}
        self._places = asyncio.Semaphore(AT_ONCE)
        self._stopping = False

    def deliver_claims(self, claims: Iterable[Claim], in_bulk: bool = False) -> None:
        """Send these now, each followed by what waits behind it for the same chat."""
        for claim in claims:
            self._unopened[claim.delivery_id] = claim
            if self._stopping:
                continue
            task = asyncio.create_task(self._deliver(claim, in_bulk))
            self._in_hand[claim.delivery_id] = task
            task.add_done_callback(partial(self._put_down, claim.delivery_id))

    async def deliver_due(self) -> None:
        """Claim what has fallen due and send it, a handful at a time, until no more is due."""
        while not self._stopping:
            room = IN_HAND - len(self._in_hand)
            if room > IN_HAND // 2:
                claims = await asyncio.to_thread(self._claim, room, tuple(self._in_hand))
                self.deliver_claims(claims, in_bulk=True)
                if len(claims) < room:
                    return
            if self._in_hand:
                await asyncio.wait(list(self._in_hand.values()), return_when=asyncio.FIRST_COMPLETED)

    async def finish(self) -> None:
        """Wait until nothing is in hand."""
        while self._in_hand:
            await asyncio.wait(list(self._in_hand.values()))

    async def stop(self, seconds: float) -> None:
        """Start nothing new and finish what is under way.

        What was claimed and not begun is free for others at once; what takes longer than `seconds` falls due
        again when its lease ends.
        """
        self._stopping = True
        if self._in_hand:
            _, late = await asyncio.wait(list(self._in_hand.values()), timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await asyncio.to_thread(self._release)

    def _claim(self, room: int, in_hand: tuple[int, ...]) -> list[Claim]:
        now = self.now()
        with transaction(self.attune.engine) as session:
            told = lapse(session, self.attune, now, room)
            return [*told, *claim_due(session, now, room, in_hand)]

    async def _deliver(self, claim: Claim, in_bulk: bool) -> None:
        try:
            follow = await self._sent(claim, in_bulk)
        except SQLAlchemyError as error:
            log.error("delivery %d waits: %s", claim.delivery_id, type(error).__name__)
            return
        self.deliver_claims(follow, in_bulk)

    async def _sent(self, claim: Claim, in_bulk: bool) -> tuple[Claim, ...]:
        """Send one message and note what became of it; what may be sent after it."""
        await self.pacing.turn(in_bulk)
        async with self._places:
            opened = await asyncio.to_thread(self._open, claim)
            if not isinstance(opened, tuple):
                outcome = await self._attempt(opened)
                return await self._noted(claim, outcome)
            return opened

    def _open(self, claim: Claim) -> Parcel | tuple[Claim, ...]:
        self._unopened.pop(claim.delivery_id, None)
        with transaction(self.attune.engine) as session:
            return open_parcel(session, self.attune, claim, self.now())

    async def _attempt(self, parcel: Parcel) -> Outcome:
        """One call to Telegram, if enough of the lease is left for it."""
        deadline = self.monotonic() + (parcel.until - self.now()).total_seconds()
        await self.pacing.turn_for(parcel.chat_id)
        if self.monotonic() > deadline:
            return TryLater(0)
        try:
            outcome = await self.messenger.send(parcel.chat_id, parcel.message)
        except Exception as error:  # a messenger that breaks has sent it or not
            log.error("delivery %d: %s in the messenger", parcel.claim.delivery_id, type(error).__name__)
            return Unsure(type(error).__name__)
        if isinstance(outcome, TryLater) and outcome.refused:
            self.pacing.refused(parcel.chat_id, outcome.seconds)
        return outcome

    async def _noted(self, claim: Claim, outcome: Outcome) -> tuple[Claim, ...]:
        for seconds in RETRIES:
            try:
                return await asyncio.to_thread(self._settle, claim, outcome)
            except SQLAlchemyError:
                await asyncio.sleep(seconds)
        return await asyncio.to_thread(self._settle, claim, outcome)

    def _release(self) -> None:
        if self._unopened:
            with transaction(self.attune.engine) as session:
                release(session, self._unopened.values(), self.now())

    def _put_down(self, id: int, done: asyncio.Task[None]) -> None:
        if self._in_hand.get(id) is done:
            del self._in_hand[id]

    def _settle(self, claim: Claim, outcome: Outcome) -> tuple[Claim, ...]:
        with transaction(self.attune.engine) as session:
            return settle(session, self.attune, claim, self.now(), outcome)
