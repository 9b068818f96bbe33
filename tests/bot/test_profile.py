"""Telegram shows our names and menus in each language, and is told nothing twice."""

import asyncio

from bot.messenger import telegram_bot
from bot.playground import BotProfile, Playground
from bot.profile import LANGUAGES, MENU, SCOPES, WANTED, profile_in, sync_profile
from conversations.flows import COMMANDS
from tests.evening import TOKEN, served


def test_names_and_menus_are_set_once_and_seen_in_each_language() -> None:
    async def evening() -> None:
        playground = Playground(TOKEN, BotProfile(first_name="Something"))
        aki, mika = (int(playground.add_user(*who)["id"]) for who in (("Aki", "ja"), ("Mika", "en")))
        us = playground.add_group("Us", aki, [mika], with_bot=True)
        async with served(playground) as address, telegram_bot(TOKEN, address) as bot:
            assert len(await sync_profile(bot)) == 10
            assert await sync_profile(bot) == []
        for user, language in ((aki, "ja"), (mika, "en")):
            private, shared = playground.chat(user, playground.bot_id), playground.chat(user, us)
            profile = profile_in(language)
            assert private["chat"]["first_name"] == profile.name
            assert [one["command"] for one in private["commands"]] == [*MENU, "privacy"]
            assert private["commands"][2] == {"command": "need", "description": profile.commands["need"]}
            assert [one["command"] for one in shared["commands"]] == [*MENU, "link"]

    asyncio.run(evening())


def test_the_words_fit() -> None:
    for language in LANGUAGES.values():
        profile = profile_in(language)
        assert len(profile.name) <= 64
        assert len(profile.short_description) <= 120
        assert len(profile.description) <= 512
        assert all(1 <= len(text) <= 256 for text in profile.commands.values())


def test_every_command_is_described_and_understood() -> None:
    named = {name for _, names in SCOPES for name in names}
    assert all(set(profile_in(one).commands) == named | set(WANTED) for one in LANGUAGES.values())
    assert named <= set(COMMANDS)
