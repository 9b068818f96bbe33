"""Ends this Attune for everybody: says so, in time or at once, and erases everything once all have been told."""

import asyncio
import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from telegram import Bot
from telegram.error import TelegramError

from bot.app import build, initialised
from bot.lines import line, tell
from bot.messenger import telegram_bot
from bot.notices import confirmed, post_to_all, show, tell_all
from bot.problems import BadSettings
from bot.settings import Settings, read_settings
from bot.storage import Storage, open_beside, open_storage
from conversations.dialogue.phrases import Moment, Value, say
from conversations.dialogue.telling_all import What
from conversations.records.advisory import POLLING, AdvisoryLock
from conversations.records.database import transaction
from conversations.records.ending import erase_all
from conversations.records.notices import count_on_the_way, count_to_tell
from scheduler.courier import Courier
from scheduler.pacing import Pacing

SPAN = re.compile(r"(\d{1,3})d")
ENDED = "ended"  # the notice that goes out last
PATIENCE = timedelta(minutes=2)  # for those whose message did not arrive at once ...
EACH = timedelta(seconds=0.1)  # ... and for each message: Telegram takes 30 a second
LOOK_EVERY, CONNECT = 0.5, 60.0  # seconds


def span_of(typed: str) -> timedelta:
    """So many whole days: "14d". Raises `ValueError`."""
    found = SPAN.fullmatch(typed)
    if found is None or not int(found[1]):
        raise ValueError(typed)
    return timedelta(days=int(found[1]))


def announce(span: timedelta, yes: bool) -> bool:
    """Tell everybody that it ends, so long before; nothing is erased now. False when the host did not say yes.

    Raises `BadSettings`.
    """
    settings = read_settings()
    last = datetime.now(UTC) + span
    said = {language: _ending(last, "UTC", settings, language) for language in ("en", "ja")}
    storage = open_beside(settings)
    try:
        notice, what = f"ending {last.date()}", _for_each(last, settings)
        told = tell_all(storage, notice, said, what, yes)
    finally:
        storage.close()
    if told:
        tell("shutdown.then", day=f"{last.date()}")
    return told


def _for_each(last: datetime, settings: Settings) -> What:
    return lambda one: _ending(last, one.zone or "UTC", settings, one.language)


def _ending(last: datetime, zone: str, settings: Settings, language: str) -> Value:
    return say("notices.ending.text", day=Moment(last, "date", zone), operator=_operator(settings))


def _operator(settings: Settings) -> Value:
    return settings.operator_name or say("welcome.host")


def end(yes: bool) -> bool:
    """Say goodbye to everybody, wait until it has arrived, and erase everything; False when nothing was erased.

    Raises `BadSettings`, as well while an Attune runs here.
    """
    settings = read_settings(needs_token=True)
    storage = open_storage(settings)
    polling = AdvisoryLock(storage.engine, POLLING)
    try:
        if not polling.is_mine():
            raise BadSettings(say("cli.shutdown.running"))
        return asyncio.run(_end(settings, storage, yes))
    finally:
        polling.close()
        storage.close()


async def _end(settings: Settings, storage: Storage, yes: bool) -> bool:
    said = {language: say("notices.ended.text", operator=_operator(settings)) for language in ("en", "ja")}
    with transaction(storage.engine) as session:
        waiting = count_to_tell(session, ENDED)
    show(said, waiting)
    tell("shutdown.erases", database=str(settings.sqlite_file or line("shutdown.database")))
    if not (yes or confirmed("shutdown.sure", line("shutdown.word"), word=line("shutdown.word"))):
        tell("shutdown.kept")
        return False
    return await _say_goodbye(settings, storage, lambda one: said[one.language])


async def _say_goodbye(settings: Settings, storage: Storage, what: What) -> bool:
    bot = telegram_bot(settings.bot_token.get_secret_value(), settings.api_url)
    try:
        await _connect(bot)
        parts = build(storage, bot, lambda: datetime.now(UTC), Pacing(), settings)
        count = await asyncio.to_thread(post_to_all, storage, ENDED, what)
        left = await _deliver(parts.courier, storage, PATIENCE + count * EACH)
        if left:
            tell("shutdown.not_all", count=left)
            return False
        with suppress(TelegramError):
            await bot.delete_webhook()
    finally:
        await bot.shutdown()
    _erase(settings, storage)
    return True


async def _connect(bot: Bot) -> None:
    try:
        async with asyncio.timeout(CONNECT):
            await initialised(bot, asyncio.Event())
    except TimeoutError:
        raise BadSettings(say("cli.doctor.telegram_unreachable")) from None


async def _deliver(courier: Courier, storage: Storage, at_most: timedelta) -> int:
    """Send what waits, however often it takes; how many were not reached in this time."""
    until = datetime.now(UTC) + at_most
    while (left := await asyncio.to_thread(_left, storage)) and datetime.now(UTC) < until:
        await courier.deliver_due()
        await courier.finish()
        await asyncio.sleep(LOOK_EVERY)
    await courier.stop(0)
    return left


def _left(storage: Storage) -> int:
    with transaction(storage.engine) as session:
        return count_on_the_way(session, ENDED)


def _erase(settings: Settings, storage: Storage) -> None:
    """All rows, and of a SQLite file all files; then the key, which opens what copies there may be."""
    erase_all(storage.engine)
    storage.engine.dispose()
    if (database := settings.sqlite_file) is not None:
        for file in (database, *_files_beside(database)):
            file.unlink(missing_ok=True)
    tell("shutdown.erased")
    try:
        settings.key_path.unlink(missing_ok=True)
    except OSError:
        tell("shutdown.key_stays", path=str(settings.key_path))
    tell("shutdown.copies", path=str(settings.erased_path))


def _files_beside(database: Path) -> list[Path]:
    """What SQLite keeps beside its file, and the copies from before it was brought up to date."""
    beside = [database.with_name(f"{database.name}{end}") for end in ("-wal", "-shm")]
    return [*beside, *database.parent.glob(f"{database.stem}.before-*{database.suffix}")]
