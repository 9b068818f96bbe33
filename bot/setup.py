"""Asks a host a few questions, checks every answer at once, and writes `.env`."""

import asyncio
import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from io import StringIO
from pathlib import Path

from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from telegram.error import InvalidToken, TelegramError

from bot.lines import line, tell
from bot.messenger import telegram_bot
from bot.problems import BadSettings
from bot.settings import TOKEN, Settings, mask, origin, read_env_file
from conversations.dialogue.phrases import say
from conversations.records.database import open_database
from conversations.records.master_key import make_master_key

ENV = Path(".env")


def set_up() -> None:
    """The whole conversation. What stands in `.env` is offered again and changed only where another is typed."""
    known = read_env_file(ENV)
    tell("setup.welcome")
    api_url = (
        os.environ.get("BOT_API_URL")
        or known.get("BOT_API_URL")
        or Settings.model_fields["bot_api_url"].default
    )
    token, username = _ask_token(known.get("BOT_TOKEN", ""), str(api_url))
    answers = {
        "BOT_TOKEN": token,
        "OPERATOR_NAME": ask("operator", known.get("OPERATOR_NAME", "")),
        "OPERATOR_CONTACT": ask("contact", known.get("OPERATOR_CONTACT", "")),
        "DATABASE_URL": _ask_database(known.get("DATABASE_URL", "")),
        "BACKUP_DAYS": _ask_days(known.get("BACKUP_DAYS", "")),
        "DEFAULT_LANGUAGE": _ask_language(known.get("DEFAULT_LANGUAGE", "en")),
    }
    write_env(ENV, answers)
    tell("setup.written", path=str(ENV))
    for name in answers:
        if origin(name.lower()) == "environment":
            tell("setup.environment_wins", name=name)
    _make_key()
    tell("setup.botfather", name=username)
    link = f"https://t.me/{username}?startgroup=hello"
    tell("setup.done", link=link)
    show_code(link)


def ask(key: str, known: str, hide: Callable[[str], str] = str) -> str:
    """One question; an empty answer keeps what is known."""
    offered = f" [{hide(known)}]" if known else ""
    answer = input(f"{line(f'setup.{key}')}{offered}: ").strip()
    return known if answer in ("", hide(known)) else answer


def _ask_token(known: str, api_url: str) -> tuple[str, str]:
    """A token that Telegram knows, and the name of its bot."""
    while True:
        token = ask("token", known, mask)
        if TOKEN.fullmatch(token) is None:
            tell("problem.token")
            continue
        try:
            username = asyncio.run(_username(token, api_url))
        except InvalidToken:
            tell("problem.token_refused")
        except TelegramError:
            raise BadSettings(say("cli.doctor.telegram_unreachable")) from None
        else:
            tell("setup.hello", name=f"@{username}")
            return token, username


async def _username(token: str, api_url: str) -> str:
    async with telegram_bot(token, api_url) as bot:
        return bot.username


def _ask_database(known: str) -> str:
    """Nothing for a file of our own, or the address of a database that answers."""
    while True:
        url = ask("database", known, mask)
        if not url or url.lower() == "sqlite":
            return ""
        try:
            with open_database(url).connect():
                return url
        except (SQLAlchemyError, ArgumentError, ImportError):
            tell("problem.unreachable")


def _ask_language(known: str) -> str:
    while (answer := ask("language", known)) not in ("en", "ja"):
        tell("problem.language")
    return answer


def _ask_days(known: str) -> str:
    """A number of days, or nothing: then people read that it was not said."""
    while (answer := ask("days", known)) and not answer.isdecimal():
        tell("problem.days")
    return answer


def show_code(link: str) -> None:
    """The same link for the camera of a phone, where the terminal has the characters for it."""
    import segno  # nothing else needs it

    drawn = StringIO()
    segno.make(link, error="l").terminal(out=drawn, compact=True, border=2)
    with suppress(UnicodeEncodeError):
        drawn.getvalue().encode(sys.stdout.encoding or "ascii")
        print(drawn.getvalue())


def _make_key() -> None:
    path = Settings().key_path
    if path.exists():
        tell("setup.key_kept", path=str(path))
    else:
        make_master_key(path)
        tell("setup.key_made", path=str(path))


def write_env(path: Path, answers: dict[str, str]) -> None:
    """Change these lines of `.env` and leave all others as they are. Only its owner may read it."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    for name, value in answers.items():
        lines = _with(lines, name, value)
    fresh = path.with_name(f"{path.name}.new")
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    os.replace(fresh, path)


def _with(lines: list[str], name: str, value: str) -> list[str]:
    mine = re.compile(rf"\s*(?:export\s+)?{name}\s*=")
    said = [f"{name}={_quoted(value)}"] if value else []
    at = next((place for place, text in enumerate(lines) if mine.match(text)), None)
    if at is None:
        return lines + said
    return lines[:at] + said + [text for text in lines[at + 1 :] if not mine.match(text)]


def _quoted(value: str) -> str:
    if re.fullmatch(r"[\w@:/.+-]*", value):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
