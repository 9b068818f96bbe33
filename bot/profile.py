"""What Telegram shows of the bot before anybody has said a word: names, descriptions and command menus."""

import logging
import tomllib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from typing import Any

from telegram import Bot, BotCommand, BotCommandScope, BotCommandScopeAllGroupChats, BotCommandScopeDefault
from telegram.error import TelegramError

from conversations.flows import COMMANDS

WANTED = (
    "menu",
    "today",
    "need",
    "tense",
    "help_me_say_this",
    "repair",
    "thanks",
    "pulse",
    "settings",
    "support",
)
MENU = tuple(name for name in WANTED if name in COMMANDS)  # a menu offers nothing that is not there
LANGUAGES = {"": "en", "ja": "ja"}  # for Telegram -> for us: no language means everybody else

# `/privacy` in the list for everyone is what the privacy button of a bot's profile opens.
SCOPES: tuple[tuple[BotCommandScope, tuple[str, ...]], ...] = (
    (BotCommandScopeDefault(), (*MENU, "privacy")),
    (BotCommandScopeAllGroupChats(), (*MENU, "link")),
)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Profile:
    """The words of `bot_profile.toml` in one language."""

    name: str
    short_description: str
    description: str
    commands: dict[str, str]


@dataclass(frozen=True)
class Change:
    """Something that Telegram shows differently from the files, and how to set it right."""

    what: str
    carry_out: Callable[[], Awaitable[object]]


@cache
def profile_in(language: str) -> Profile:
    """The profile as the content files have it."""
    page = files("conversations.content") / language / "bot_profile.toml"
    found: dict[str, Any] = tomllib.loads(page.read_text(encoding="utf-8"))
    return Profile(found["name"], found["short_description"], found["description"], found["commands"])


async def introduce(bot: Bot) -> None:
    """Names and menus as the files say; without them everything works as well."""
    try:
        for changed in await sync_profile(bot):
            log.info("profile: %s", changed)
    except TelegramError as error:
        log.warning("the profile is not brought up to date: %s", type(error).__name__)


async def sync_profile(bot: Bot) -> list[str]:
    """Make Telegram show what the files say. Returns what was changed."""
    changes = await out_of_date(bot)
    for change in changes:
        await change.carry_out()
    return [change.what for change in changes]


async def out_of_date(bot: Bot) -> list[Change]:
    """What Telegram shows differently. Changes nothing."""
    changes: list[Change] = []
    for code, language in LANGUAGES.items():
        changes += await _words_out_of_date(bot, code, profile_in(language))
        for scope, names in SCOPES:
            commands = [BotCommand(name, profile_in(language).commands[name]) for name in names]
            if list(await bot.get_my_commands(scope, code)) != commands:
                set_commands = partial(bot.set_my_commands, commands, scope, code)
                changes.append(Change(f"commands ({scope.type}, {language})", set_commands))
    return changes


async def _words_out_of_date(bot: Bot, code: str, profile: Profile) -> list[Change]:
    name, short, long = profile.name, profile.short_description, profile.description
    changes: list[Change] = []
    if (await bot.get_my_name(code)).name != name:
        changes.append(Change(f"name ({code})", partial(bot.set_my_name, name, code)))
    if (await bot.get_my_short_description(code)).short_description != short:
        change = partial(bot.set_my_short_description, short, code)
        changes.append(Change(f"short description ({code})", change))
    if (await bot.get_my_description(code)).description != long:
        changes.append(Change(f"description ({code})", partial(bot.set_my_description, long, code)))
    return changes
