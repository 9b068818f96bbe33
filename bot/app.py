"""Puts all parts together and runs them: with the playground, by polling, or by webhook."""

import asyncio
import gc
import logging
import signal
import socket
import zoneinfo
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.company import Company
from bot.help_lines import with_own_lines
from bot.intake import Intake, Takes
from bot.messenger import TelegramMessenger, telegram_bot
from bot.metrics import Metrics
from bot.model_wording import connect_model
from bot.polling import Polling
from bot.problems import BadSettings
from bot.profile import introduce
from bot.settings import Settings
from bot.storage import Storage, open_storage
from bot.trouble import Trouble
from bot.updates import Me
from bot.watch import LOOK_EVERY, Watch, set_webhook
from bot.web import WEBHOOK_PATH, MetricsPage, Server, Webhook, build_web, listen
from conversations.dialogue.phrasebook import load_phrasebook
from conversations.dialogue.phrases import say
from conversations.dialogue.turn import Attune
from conversations.dialogue.wording import OfflineWording
from conversations.flows import COMMANDS
from conversations.records.advisory import POLLING, AdvisoryLock
from conversations.records.database import answers, transaction
from scheduler.checkins import plan_all_due
from scheduler.claims import take_over
from scheduler.clock import Clock, Tick
from scheduler.courier import Courier
from scheduler.housekeeping import tidy
from scheduler.pacing import Pacing
from scheduler.pulses import plan_all_pulses
from scheduler.put_back import Newest
from scheduler.reminders import say_all_due

PLAN_EVERY, DELIVER_EVERY, TIDY_EVERY = 5.0, 1.0, 3600.0  # seconds; one breath of the pause is ten
READY_WITHIN = 60.0  # seconds since the last plan
TO_FINISH = 4.0  # seconds for turns, and the same for messages, when Attune is stopped

Now = Callable[[], datetime]

log = logging.getLogger(__name__)


@dataclass
class Parts:
    """All parts of one running Attune."""

    attune: Attune
    bot: Bot
    courier: Courier
    intake: Intake
    clock: Clock
    watch: Watch
    metrics: Metrics

    def start(self) -> None:
        """Begin to tick; what waits from before is sent."""
        self.clock.start()

    def take_over(self, now: datetime) -> None:
        """Go on at once with what an earlier process was about to send. Only for the one process on a file."""
        with transaction(self.attune.engine) as session:
            take_over(session, now)

    async def stop(self) -> None:
        """Finish the messages in hand; what was not begun is free for others."""
        self.clock.stop()
        await self.courier.stop(TO_FINISH)
        await self.clock.finish()
        await self.intake.finish()

    @property
    def updates(self) -> Takes:
        """Where updates go in, and are counted."""
        return self.metrics.counting_updates(self.intake)

    async def is_ready(self) -> bool:
        """Whether the database answers and the clock ticks."""
        since = self.clock.seconds_since("plan")
        return (
            since is not None
            and since < READY_WITHIN
            and await asyncio.to_thread(answers, self.attune.engine)
        )


def real_time() -> datetime:
    return datetime.now(UTC)


def build(storage: Storage, bot: Bot, now: Now, pacing: Pacing, settings: Settings) -> Parts:
    """Put the parts together. `bot` must be initialised: its name goes into links."""
    book = with_own_lines(load_phrasebook(), settings.helplines_file)
    metrics = Metrics(storage.engine)
    wording, host = metrics.counting_rewordings(OfflineWording()), settings.operator_name
    attune = Attune(
        storage.engine, storage.sealer, book, wording, bot.username, host, connect_model(settings),
        settings.hosting,
    )  # fmt: skip
    company = Company(bot)
    courier = Courier(attune, metrics.counting_sends(TelegramMessenger(bot, company)), now, pacing)
    me = Me(bot.id, bot.username, frozenset(COMMANDS) | {"cancel"}, settings.default_language)
    intake, newest = Intake(attune, bot, me, courier, now, company), Newest()

    watch = Watch(bot)

    async def plan() -> None:
        await asyncio.to_thread(newest.look, now(), attune)
        await asyncio.to_thread(plan_all_due, now(), attune)
        await asyncio.to_thread(plan_all_pulses, now(), attune)
        courier.deliver(await asyncio.to_thread(say_all_due, now(), attune), in_bulk=True)

    async def tidy_up() -> None:
        await asyncio.to_thread(tidy, now(), attune)

    clock = Clock(
        (
            Tick("plan", PLAN_EVERY, plan),
            Tick("deliver", DELIVER_EVERY, courier.deliver_due),
            Tick("tidy", TIDY_EVERY, tidy_up),
            Tick("watch", LOOK_EVERY, watch.look),
        )
    )
    metrics.watch(storage.engine, clock, watch)
    return Parts(attune, bot, courier, intake, clock, watch, metrics)


def run(settings: Settings) -> None:
    """Serve couples until SIGTERM or SIGINT. Raises `BadSettings`."""
    asyncio.run(until_signal(partial(serve, settings)))


async def until_signal(work: Callable[[asyncio.Event], Awaitable[None]]) -> None:
    """Do something that ends by itself once its event is set; SIGTERM and SIGINT set it."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, stop.set)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))
    await work(stop)


async def serve(
    settings: Settings, stop: asyncio.Event, now: Now = real_time, pacing: Pacing | None = None
) -> None:
    """Serve couples until told to stop: by webhook when there is a public address, by polling otherwise."""
    use_shipped_time_zones()
    storage = open_storage(settings, now())
    bot = telegram_bot(settings.bot_token.get_secret_value(), settings.api_url)
    try:
        if await initialised(bot, stop):
            parts = build(storage, bot, now, pacing or Pacing(), settings)
            gc.freeze()  # all of this stays until the end: to look through it for rubbish holds up a tap by 60 ms
            if storage.lock is not None:
                await asyncio.to_thread(parts.take_over, now())
            await _serve(settings, storage, parts, stop)
    finally:
        await bot.shutdown()
        storage.close()


async def _serve(settings: Settings, storage: Storage, parts: Parts, stop: asyncio.Event) -> None:
    secret = webhook_secret(settings, storage)
    webhook = Webhook(parts.updates, secret) if settings.public_url else None
    page = MetricsPage(parts.metrics.page, settings.metrics_token.get_secret_value())
    server = Server(build_web(parts.is_ready, webhook, parts.watch, page), _listen(settings))
    introducing = asyncio.create_task(introduce(parts.bot))
    parts.start()
    await server.start()
    try:
        if webhook is not None:
            url = settings.public_url.rstrip("/") + WEBHOOK_PATH
            await set_webhook(parts.bot, url, secret)
            parts.watch.expects(url)
            log.info("ready: @%s by webhook", parts.bot.username)
            await stop.wait()
        else:
            log.info("ready: @%s by polling", parts.bot.username)
            await poll(parts, stop)
    finally:
        introducing.cancel()
        await server.stop()
        await parts.stop()


async def poll(parts: Parts, stop: asyncio.Event) -> None:
    """Fetch and handle updates until told to stop. Raises `BadSettings` when the token is refused."""
    polling = Polling(parts.bot, parts.updates, AdvisoryLock(parts.attune.engine, POLLING), parts.watch)
    running, stopped = asyncio.create_task(polling.run()), asyncio.create_task(stop.wait())
    await asyncio.wait((running, stopped), return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    running.cancel()
    try:
        await running
    except asyncio.CancelledError:
        await polling.stop(TO_FINISH)
    except InvalidToken:
        raise BadSettings(say("cli.problem.token_refused")) from None


async def initialised(bot: Bot, stop: asyncio.Event) -> bool:
    """Learn from Telegram who the bot is, however long that takes; False when told to stop before."""
    trouble = Trouble()
    while not stop.is_set():
        try:
            await bot.initialize()
            return True
        except InvalidToken:
            raise BadSettings(say("cli.problem.token_refused")) from None
        except TelegramError as error:
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), trouble.pause(error))
    return False


def webhook_secret(settings: Settings, storage: Storage) -> str:
    """The secret of the webhook: the one that was set, or one that follows from the key, the same everywhere."""
    given = settings.webhook_secret.get_secret_value()
    return given or storage.sealer.webhook_secret


def _listen(settings: Settings) -> socket.socket:
    try:
        return listen(settings.host, settings.port)
    except OSError:
        raise BadSettings(say("cli.problem.port_taken", port=settings.port)) from None


def use_shipped_time_zones() -> None:
    """The zones of the tzdata package, not those of whatever computer this is."""
    zoneinfo.reset_tzpath(())
