"""Takes one update to its end: understood, answered in one transaction, acknowledged, and sent on."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from typing import Any, Protocol

from sqlalchemy.exc import DataError, IntegrityError, SQLAlchemyError
from telegram import Bot
from telegram.error import BadRequest, NetworkError, TelegramError

from bot.company import Company
from bot.crowd import Admission, Crowd
from bot.tries import Tries
from bot.updates import Me, channel_entered, group_that_changed, private_message_in, read_update
from conversations.dialogue.at_hand import AtHand, Recalled, answer_at_hand, at_hand, recall, unknown
from conversations.dialogue.events import ChatKind, Command, Event, Rewritten, Tap, Words
from conversations.dialogue.phrases import say
from conversations.dialogue.seating import spoken_language
from conversations.dialogue.seeing import see
from conversations.dialogue.turn import Attune, Handled, Taken, desk_for, go_on, take_turns
from conversations.records.database import transaction
from conversations.records.deliveries import Ready
from conversations.records.partners import find_partner
from conversations.records.sealing import WrongKey
from conversations.records.updates import see_update
from scheduler.courier import Courier
from scheduler.grouping import Together

MORE_THAN_TWO = 3  # what a group counts as while nobody can tell: then nothing private is written there
PAUSES = (0.3, 1.0)  # seconds between attempts to count the people of a group
REMEMBERED = 1000  # taps
AT_ONCE = 1.0  # seconds that somebody who looks for help waits for the language they chose
TOGETHER = 20  # turns in one transaction; the last of them waits for as long as all of them take
UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
REFUSED = (DataError, IntegrityError)  # the database is there; the same again would be no better

log = logging.getLogger(__name__)


class Unstored(Exception):
    """The database did not take a turn: the update is not to be confirmed, and may come again."""


class Takes(Protocol):
    """Where updates go in."""

    async def take(self, raw: Mapping[str, Any]) -> None:
        """Handle an update; once this returns it may be confirmed. Raises `Unstored`."""


class Intake:
    """The one way in for updates, from polling and webhook alike."""

    def __init__(
        self,
        attune: Attune,
        bot: Bot,
        me: Me,
        courier: Courier,
        now: Callable[[], datetime],
        company: Company | None = None,
    ) -> None:
        self.attune, self.bot, self.me, self.courier, self.now = attune, bot, me, courier, now
        self.crowd, self.tries, self.company = Crowd(), Tries(), company or Company(bot)
        self._listening = ThreadPoolExecutor(1, "listening")
        self._turns = Together(self._take_turns, most=TOGETHER)
        self._acknowledged: dict[str, None] = {}  # taps that were answered, newest last
        self._tasks: set[asyncio.Task[None]] = set()

    async def take(self, raw: Mapping[str, Any]) -> None:
        """Handle an update; once this returns it may be confirmed. Raises `Unstored`."""
        admission = self.crowd.admits(raw)
        if admission is Admission.IS_LEFT:
            return
        event = await self._understand(raw)
        if event is None:
            await self._leave_channel(raw)
            if private_message_in(raw) is not None:  # not read, and there to be taken away
                await self._store(self._note_seen, raw)
            return
        if admission is Admission.IS_TOLD:
            await self._turn_away(event)
            return
        try:
            handled = await self._respond(self.tries.let(event))
        except REFUSED as error:
            log.error("update %d is refused by the database: %s", event.update_id, type(error).__name__)
            handled = await self._apologise(event)
        except SQLAlchemyError as error:
            log.error("update %d is not stored: %s", event.update_id, type(error).__name__)
            self._acknowledge(event, self._line(event, "delivery.trying_again"))
            raise Unstored from None
        except Exception:
            log.exception("update %d (%s) failed", event.update_id, type(event).__name__)
            handled = await self._apologise(event)
        self._acknowledge(event, handled)
        self.courier.deliver(handled.ready)
        self.courier.send_past(handled.direct)

    async def _respond(self, event: Event) -> Handled:
        has_words = isinstance(event, Words | Rewritten) or (isinstance(event, Command) and event.rest)
        listen = partial(at_hand, event, self.attune.wording)
        asked = await self._hears(listen) if has_words else listen()
        return await (self._turn(event) if asked is None else self._answer_at_hand(event, asked))

    async def _hears(self, listen: Callable[[], AtHand | None]) -> AtHand | None:
        """In a thread of its own: those of the turns may all be waiting for a database that hangs."""
        return await asyncio.get_running_loop().run_in_executor(self._listening, listen)

    async def _answer_at_hand(self, event: Event, asked: AtHand) -> Handled:
        """Help does not wait for a database that is slow, and comes without one that is away."""
        try:
            recalled = await asyncio.wait_for(asyncio.to_thread(self._recall, event), AT_ONCE)
        except (SQLAlchemyError, WrongKey, TimeoutError):
            recalled = unknown(event)
        return Handled(direct=(answer_at_hand(event, asked, recalled, self.attune),))

    def _recall(self, event: Event) -> Recalled:
        with transaction(self.attune.engine) as session:
            return recall(session, self.attune.sealer, event)

    async def _turn(self, event: Event) -> Handled:
        """Take the turn. What the database refuses is tried once more: two turns may have met."""
        try:
            taken = await self._take(event)
        except REFUSED:
            taken = await self._take(event)
        if taken.pending is None:
            return taken.handled
        return await asyncio.to_thread(go_on, taken, self.now(), self.attune)

    async def _take(self, event: Event) -> Taken:
        """SQLite has one writer: turns that wait for it are taken together, and cost one commit."""
        if self.attune.engine.dialect.name == "sqlite":
            return await self._turns.ask(event)
        return (await asyncio.to_thread(self._take_turns, [event]))[0]

    def _take_turns(self, events: list[Event]) -> list[Taken]:
        return take_turns(events, self.now(), self.attune)

    async def finish(self) -> None:
        """Wait for the acknowledgements under way."""
        if self._tasks:
            await asyncio.wait(self._tasks)

    async def _understand(self, raw: Mapping[str, Any]) -> Event | None:
        """The event in an update. One that nobody can read is noted as seen, so that it blocks nothing."""
        try:
            group = group_that_changed(raw, self.me)
            humans = await self._count(group) if group is not None else 0
            return read_update(raw, self.me, humans)
        except UNREADABLE as error:
            log.warning("update %s cannot be read: %s", raw.get("update_id"), type(error).__name__)
            await self._store(self._note_seen, raw)
            return None

    async def _leave_channel(self, raw: Mapping[str, Any]) -> None:
        """Whoever put Attune into a channel finds it gone; it is for two people in a group (T-22)."""
        try:
            if (channel := channel_entered(raw, self.me)) is not None:
                await self.bot.leave_chat(channel)
        except (TelegramError, *UNREADABLE) as error:
            log.info("a channel was not left: %s", type(error).__name__)

    async def _count(self, chat_id: int) -> int:
        """How many people are in a group besides Attune."""
        for pause in (*PAUSES, 0):
            try:
                return await self.company.count(chat_id)
            except BadRequest:  # a NetworkError too, in the library; there is nothing to wait for
                break
            except NetworkError:
                await asyncio.sleep(pause)
            except TelegramError:
                break
        return MORE_THAN_TWO

    async def _turn_away(self, event: Event) -> None:
        """Somebody sends more than anybody can type: they learn once that it is not read any more."""
        log.warning("somebody sends too much at once; what goes on is not read")
        handled = await self._told(event, "delivery.too_much.text")
        self._acknowledge(event, handled)
        self.courier.deliver(handled.ready)

    async def _apologise(self, event: Event) -> Handled:
        """A mistake of ours: it will not be tried again, and the person learns that nothing was sent."""
        return await self._told(event, "delivery.failed.text")

    async def _told(self, event: Event, key: str) -> Handled:
        """An update without a turn is noted as seen; who caused it reads why."""
        ready = await self._store(partial(self._note_told, key=key), event)
        toast = self._line(event, key).toast if isinstance(event, Tap) else ""
        return Handled(toast, ready=ready)

    async def _store(self, note: Callable[[Any], tuple[Ready, ...]], what: Any) -> tuple[Ready, ...]:
        try:
            return await asyncio.to_thread(note, what)
        except SQLAlchemyError:
            raise Unstored from None

    def _note_seen(self, raw: Mapping[str, Any]) -> tuple[Ready, ...]:
        id, place = raw.get("update_id"), private_message_in(raw)
        where = (self.attune.sealer.seal_id(place[0]), place[1]) if place is not None else ()
        if isinstance(id, int):
            with transaction(self.attune.engine) as session:
                see_update(session, id, self.now(), *where)
        return ()

    def _note_told(self, event: Event, key: str) -> tuple[Ready, ...]:
        now = self.now()
        with transaction(self.attune.engine) as session:
            fresh = see(event, session, self.attune.sealer, now)
            me = find_partner(session, self.attune.sealer, event.who.telegram_id)
            in_private = event.where.kind == ChatKind.PRIVATE
            answerable = in_private and isinstance(event, Command | Words)
            if me is None or not fresh or not answerable:
                return ()
            desk = desk_for(session, now, self.attune)
            desk.to_person(me, say(key))
            return tuple(desk.ready)

    def _line(self, event: Event, key: str) -> Handled:
        return Handled(self.attune.book.words(say(key), spoken_language(event.who.language)))

    def _acknowledge(self, event: Event, handled: Handled) -> None:
        """Answer a tap, once, so that its button stops spinning. Nothing waits for it."""
        if not isinstance(event, Tap) or event.query_id in self._acknowledged:
            return
        self._acknowledged[event.query_id] = None
        if len(self._acknowledged) > REMEMBERED:
            del self._acknowledged[next(iter(self._acknowledged))]
        task = asyncio.create_task(self._answer(event.query_id, handled))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer(self, query_id: str, handled: Handled) -> None:
        text, url = handled.toast or None, handled.link or None
        try:
            await self.bot.answer_callback_query(query_id, text=text, url=url)
        except TelegramError as error:  # too old, or Telegram is away: the button stops by itself
            log.info("a tap was not acknowledged: %s", type(error).__name__)
