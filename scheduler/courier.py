"""Brings messages from the outbox to Telegram: claims them, paces them, and notes what became of each."""

import asyncio
import logging
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial

from sqlalchemy.exc import SQLAlchemyError

from conversations.dialogue.at_hand import Direct
from conversations.dialogue.turn import Attune
from conversations.records.database import transaction
from conversations.records.deliveries import Claim, Parcel, Ready
from scheduler.arrivals import Arrival, note_arrivals
from scheduler.claims import claim_due, claim_of, release, still_held
from scheduler.errands import (
    Arrived,
    Crowded,
    Messenger,
    Moved,
    Outcome,
    Refused,
    TryLater,
    Unreachable,
    Unsure,
)
from scheduler.grouping import AWAY, Together
from scheduler.pacing import Pacing
from scheduler.settling import lapse, open_parcels, settle

__all__ = [
    "Arrived",
    "Courier",
    "Crowded",
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
FRESH = 1.0  # seconds; what waited longer may have been taken back
PAST = (1.0, 5.0, 30.0, 60.0)  # seconds between attempts at what goes past the outbox
SOON, AT_MOST = 0.2, 5.0  # seconds until a database that is away is asked again

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
        self._not_begun: dict[int, Ready] = {}  # nothing of these has gone out
        self._places = asyncio.Semaphore(AT_ONCE)
        self._openings = Together(self._open)
        self._arrivals = Together(self._arrive)
        self._stopping = False
        self._direct: dict[asyncio.Task[None], int] = {}  # and for which chat

    def send_past(self, messages: Iterable[Direct]) -> None:
        """Send these now, past the outbox: they are not kept, and tried a few times while this process lives."""
        for one in messages:
            task = asyncio.create_task(self._send_past(one))
            self._direct[task] = one.chat_id
            task.add_done_callback(self._direct.pop)

    async def _send_past(self, one: Direct) -> None:
        for pause in PAST:
            await self.pacing.turn(in_bulk=False)
            await self.pacing.turn_for(one.chat_id)
            try:
                outcome = await self.messenger.send(one.chat_id, one.message)
            except Exception as error:  # a messenger that breaks has sent it or not
                log.error("what goes past the outbox: %s in the messenger", type(error).__name__)
                return
            if not isinstance(outcome, TryLater | Unsure):
                return
            await asyncio.sleep(max(pause, outcome.seconds if isinstance(outcome, TryLater) else 0))

    def _call_back(self, chat_id: int) -> None:
        """This chat is being cleared: help that could not be sent yet is not to come after all (T-4)."""
        for task, chat in self._direct.items():
            if chat == chat_id:
                task.cancel()

    def deliver(self, ready: Iterable[Ready], in_bulk: bool = False) -> None:
        """Send these now, each followed by what waits behind it for the same chat."""
        for one in ready:
            id = claim_of(one).delivery_id
            self._not_begun[id] = one
            if self._stopping:
                continue
            task = asyncio.create_task(self._deliver(one, in_bulk))
            self._in_hand[id] = task
            task.add_done_callback(partial(self._put_down, id))

    async def deliver_due(self) -> None:
        """Claim what has fallen due and send it, a handful at a time, until no more is due."""
        while not self._stopping:
            room = IN_HAND - len(self._in_hand)
            if room > IN_HAND // 2:
                claims = await asyncio.to_thread(self._claim, room, tuple(self._in_hand))
                self.deliver(claims, in_bulk=True)
                if len(claims) < room:
                    return
            if self._in_hand:
                await asyncio.wait(list(self._in_hand.values()), return_when=asyncio.FIRST_COMPLETED)

    async def finish(self) -> None:
        """Wait until nothing is in hand."""
        while under_way := [*self._in_hand.values(), *self._direct]:
            await asyncio.wait(under_way)

    async def stop(self, seconds: float) -> None:
        """Start nothing new and finish what is under way.

        What was not begun is free for others at once; what takes longer than `seconds` falls due
        again when its lease ends.
        """
        self._stopping = True
        if under_way := [*self._in_hand.values(), *self._direct]:
            _, late = await asyncio.wait(under_way, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await asyncio.to_thread(self._release, tuple(self._not_begun.values()))

    def _claim(self, room: int, in_hand: tuple[int, ...]) -> list[Ready]:
        now = self.now()
        with transaction(self.attune.engine) as session:
            told = lapse(session, self.attune, now, room)
            return [*told, *claim_due(session, now, room, in_hand)]

    async def _deliver(self, one: Ready, in_bulk: bool) -> None:
        try:
            follow = await self._sent(one, in_bulk)
        except SQLAlchemyError as error:
            log.error("delivery %d waits: %s", claim_of(one).delivery_id, type(error).__name__)
            return
        self.deliver(follow, in_bulk)

    async def _sent(self, one: Ready, in_bulk: bool) -> tuple[Ready, ...]:
        """Send one message and note what became of it; what may be sent after it."""
        since = self.monotonic()
        await self.pacing.turn(in_bulk)
        async with self._places:
            opened = one if isinstance(one, Parcel) else await self._openings.ask(one)
            if not isinstance(opened, Parcel):
                return opened
            outcome = await self._attempt(opened, since if opened is one else self.monotonic())
            return await self._noted(opened.claim, outcome)

    def _open(self, claims: list[Claim]) -> list[Parcel | tuple[Ready, ...]]:
        with transaction(self.attune.engine) as session:
            opened = open_parcels(session, self.attune, claims, self.now())
        for claim, one in zip(claims, opened, strict=True):
            if isinstance(one, Parcel):
                self._not_begun[claim.delivery_id] = one
            else:
                self._not_begun.pop(claim.delivery_id, None)
        return opened

    async def _attempt(self, parcel: Parcel, since: float) -> Outcome:
        """One call to Telegram, if enough of the lease is left for it. Opened at `since`."""
        deadline = self.monotonic() + (parcel.until - self.now()).total_seconds()
        await self.pacing.turn_for(parcel.chat_id)
        waited = self.monotonic() - since
        late = self.monotonic() > deadline
        begins = not late and (waited <= FRESH or await asyncio.to_thread(self._held, parcel))
        self._not_begun.pop(parcel.claim.delivery_id, None)
        if not begins:
            return TryLater(0)
        if parcel.message.clears:
            self._call_back(parcel.chat_id)
        try:
            outcome = await self.messenger.send(parcel.chat_id, parcel.message)
        except Exception as error:  # a messenger that breaks has sent it or not
            log.error("delivery %d: %s in the messenger", parcel.claim.delivery_id, type(error).__name__)
            return Unsure(type(error).__name__)
        match outcome:
            case TryLater(seconds, refused=True):
                self.pacing.refused(parcel.chat_id, seconds)
            case Arrived():
                self.pacing.served()
        return outcome

    def _held(self, parcel: Parcel) -> bool:
        with transaction(self.attune.engine) as session:
            return still_held(session, parcel.claim)

    async def _noted(self, claim: Claim, outcome: Outcome) -> tuple[Ready, ...]:
        """Note what became of it, however long the database is away: what is forgotten here would go out again."""
        pause = SOON
        while True:
            try:
                if isinstance(outcome, Arrived):
                    return await self._arrivals.ask((claim, outcome.message_id))
                return await asyncio.to_thread(self._settle, claim, outcome)
            except AWAY:
                await asyncio.sleep(pause)
                pause = min(5 * pause, AT_MOST)

    def _release(self, not_begun: tuple[Ready, ...]) -> None:
        if not_begun:
            with transaction(self.attune.engine) as session:
                release(session, not_begun, self.now())

    def _put_down(self, id: int, done: asyncio.Task[None]) -> None:
        if self._in_hand.get(id) is done:
            del self._in_hand[id]

    def _arrive(self, arrivals: list[Arrival]) -> list[tuple[Ready, ...]]:
        with transaction(self.attune.engine) as session:
            return note_arrivals(session, arrivals, self.now())

    def _settle(self, claim: Claim, outcome: Outcome) -> tuple[Ready, ...]:
        with transaction(self.attune.engine) as session:
            return settle(session, self.attune, claim, self.now(), outcome)
