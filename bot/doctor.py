"""Looks at everything Attune needs, and says for each thing whether it is fine or what to do."""

import asyncio
import http.client
import shutil
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Literal
from urllib.parse import urlsplit

from sqlalchemy import Engine
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlmodel import col, select
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.lines import tell
from bot.messenger import telegram_bot
from bot.model_wording import host_of
from bot.problems import BadSettings
from bot.profile import out_of_date, sync_profile
from bot.settings import Settings, read_settings
from bot.storage import recognised
from bot.web import WEBHOOK_PATH
from conversations.dialogue.phrases import Value, say
from conversations.records.database import open_database, transaction
from conversations.records.deliveries import Delivery, DeliveryState
from conversations.records.migrate import SchemaState, state_of
from conversations.records.sealing import OwnerKey, WrongKey

SKEW = timedelta(seconds=30)
WAITING = timedelta(minutes=5)
PATIENCE = 5.0  # seconds for one question
MEGABYTE = 1_000_000
ROOM = 500 * MEGABYTE  # a copy before a migration needs as much as the database
NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True)
class Finding:
    """One line: how it is, and what was found; the words are `doctor.<key>` of `cli.toml`."""

    level: Literal["ok", "warn", "fix"]
    key: str
    values: tuple[tuple[str, Value], ...] = ()


async def examine() -> bool:
    """Print a line for everything looked at; False when something has to be fixed. Raises `BadSettings`."""
    settings = read_settings()
    findings = [*look_at_key_and_database(settings), look_at_disk(settings), *await look_at_clock(settings)]
    if settings.model_url:
        findings.append(await asyncio.to_thread(look_at_model, settings))
    if settings.bot_token.get_secret_value():
        findings += await look_at_telegram(settings)
    else:
        findings.append(Finding("fix", "no_token"))
    for finding in findings:
        tell(f"doctor.{finding.level}", what=say(f"cli.doctor.{finding.key}", **dict(finding.values)))
    return all(finding.level != "fix" for finding in findings)


def look_at_key_and_database(settings: Settings) -> list[Finding]:
    """Whether the database answers, has the right shape, and opens with the key. Changes nothing."""
    if settings.sqlite_file is not None and not settings.sqlite_file.exists():
        return [Finding("ok", "no_database_yet", (("path", str(settings.sqlite_file)),))]
    try:
        engine = open_database(settings.database)
        state = state_of(engine)
        if state is not SchemaState.UP_TO_DATE:
            return [Finding("fix", "database_behind" if state is SchemaState.BEHIND else "database_newer")]
        with transaction(engine) as session:
            sealed = session.exec(select(OwnerKey).limit(1)).first() is not None
            waiting = select(Delivery.due_at).where(Delivery.state == DeliveryState.PENDING)
            oldest = session.exec(waiting.order_by(col(Delivery.due_at)).limit(1)).first()
    except (SQLAlchemyError, ArgumentError):
        return [Finding("fix", "database_unreachable")]
    return [Finding("ok", "database"), _key(settings, engine, sealed), _outbox(oldest, datetime.now(UTC))]


def _key(settings: Settings, engine: Engine, sealed: bool) -> Finding:
    path = settings.key_path
    where = (("path", str(path)),)
    try:
        recognised(engine, path)
    except WrongKey:
        if path.exists():
            return Finding("fix", "key_wrong", where)
        return Finding("fix", "key_missing", where) if sealed else Finding("ok", "no_key_yet", where)
    open_to_others = path.stat().st_mode & 0o077
    return Finding("warn", "key_open", where) if open_to_others else Finding("ok", "key", where)


def _outbox(oldest: datetime | None, now: datetime) -> Finding:
    if oldest is None or now - oldest < WAITING:
        return Finding("ok", "outbox")
    return Finding("warn", "outbox_waits", (("minutes", int((now - oldest).total_seconds() // 60)),))


def look_at_disk(settings: Settings) -> Finding:
    """Whether there is room where the data lie, or will."""
    folder = (
        settings.sqlite_file.parent if settings.sqlite_file else settings.data_dir.expanduser()
    ).resolve()
    there = next(one for one in (folder, *folder.parents) if one.exists())
    free = shutil.disk_usage(there).free
    values = (("path", str(folder)), ("megabytes", free // MEGABYTE))
    return Finding("ok" if free > ROOM else "warn", "disk" if free > ROOM else "disk_full", values)


async def look_at_clock(settings: Settings) -> list[Finding]:
    """Compare this computer's clock with Telegram's."""
    try:
        theirs = await asyncio.to_thread(_time_at, settings.api_url)
    except (OSError, ValueError, http.client.HTTPException):
        return [Finding("warn", "clock_unknown")]
    skew = abs(datetime.now(UTC) - theirs)
    wrong = skew > SKEW
    return [
        Finding("warn" if wrong else "ok", "clock_off" if wrong else "clock", (("seconds", skew.seconds),))
    ]


def _time_at(url: str) -> datetime:
    """What time a web server says it is."""
    answer = _ask(url, "HEAD", "/")
    return parsedate_to_datetime(answer.headers["Date"] or "")


def _ask(url: str, method: str, path: str, headers: Mapping[str, str] = NOTHING) -> http.client.HTTPResponse:
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=PATIENCE)
    try:
        connection.request(method, path, headers=dict(headers))
        return connection.getresponse()
    finally:
        connection.close()


def look_at_model(settings: Settings) -> Finding:
    """Whether the language model answers; it is asked what it has, and told nothing."""
    where = (("host", host_of(settings.model_url)),)
    key = settings.model_key.get_secret_value()
    try:
        path = f"{urlsplit(settings.model_url).path.rstrip('/')}/models"
        status = _ask(
            settings.model_url, "GET", path, {"Authorization": f"Bearer {key}"} if key else {}
        ).status
    except (OSError, ValueError, http.client.HTTPException):
        return Finding("warn", "model_unreachable", where)
    return Finding("fix", "model_refused", where) if status in (401, 403) else Finding("ok", "model", where)


async def look_at_telegram(settings: Settings) -> list[Finding]:
    """Token, privacy mode, webhook and menus, as Telegram has them."""
    bot = telegram_bot(settings.bot_token.get_secret_value(), settings.api_url)
    try:
        await bot.initialize()
        return [found async for found in _telegram(bot, settings)]
    except InvalidToken:
        return [Finding("fix", "token_refused")]
    except TelegramError:
        return [Finding("fix", "telegram_unreachable")]
    finally:
        await bot.shutdown()


async def _telegram(bot: Bot, settings: Settings) -> AsyncIterator[Finding]:
    yield Finding("ok", "token", (("name", f"@{bot.username}"),))
    reads_all = bot.bot.can_read_all_group_messages
    yield Finding("warn", "reads_all") if reads_all else Finding("ok", "privacy_mode")
    hook = await bot.get_webhook_info()
    wanted = settings.public_url.rstrip("/") + WEBHOOK_PATH if settings.public_url else ""
    yield Finding("ok", "webhook") if hook.url == wanted else Finding("warn", "webhook_other")
    if wanted and hook.last_error_message:
        yield Finding("warn", "webhook_error", (("count", hook.pending_update_count),))
    stale = await out_of_date(bot)
    yield Finding("warn", "profile_old", (("count", len(stale)),)) if stale else Finding("ok", "profile")


def is_ready(settings: Settings) -> bool:
    """Whether the Attune that runs here with these settings can do its work."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104 (compared, not bound)
    try:
        return (
            _ask(f"http://{f'[{host}]' if ':' in host else host}:{settings.port}", "GET", "/readyz").status
            == 200
        )
    except (OSError, http.client.HTTPException):
        return False


async def bring_profile_up_to_date(settings: Settings) -> int:
    """Set names and menus; how many were changed. Raises `BadSettings`."""
    bot = telegram_bot(settings.bot_token.get_secret_value(), settings.api_url)
    try:
        await bot.initialize()
        return len(await sync_profile(bot))
    except InvalidToken:
        raise BadSettings(say("cli.problem.token_refused")) from None
    except TelegramError:
        raise BadSettings(say("cli.doctor.telegram_unreachable")) from None
    finally:
        await bot.shutdown()
