"""How the bot introduces itself, and what each phone shows of it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest


def commands(*names: str) -> list[dict[str, str]]:
    return [{"command": name, "description": f"about {name}"} for name in names]


def test_the_narrowest_list_of_commands_is_shown(room: Any) -> None:
    async def evening() -> None:
        aki, mika = await room.person("Aki", "ja"), await room.person("Mika")
        group = room.playground.add_group("Us", aki, [mika], with_bot=True)

        async def listed(names: str, language: str = "", **scope: Any) -> None:
            values = {"scope": scope} if scope else {}
            await room.done("setMyCommands", commands=commands(names), language_code=language, **values)

        def seen() -> list[str]:
            views = [(aki, 1), (mika, 1), (aki, group), (mika, group)]
            return [room.playground.chat(*view)["commands"][0]["command"] for view in views]

        await listed("general")
        assert seen() == ["general"] * 4
        await listed("general_ja", "ja")
        assert seen() == ["general_ja", "general", "general_ja", "general"]
        await listed("private", type="all_private_chats")
        await listed("groups", type="all_group_chats")
        assert seen() == ["private", "private", "groups", "groups"]
        await listed("admins", type="all_chat_administrators")
        await listed("mika", type="chat_member", chat_id=group, user_id=mika)
        await listed("aki_here", type="chat", chat_id=aki)
        assert seen() == ["aki_here", "private", "admins", "mika"]
        await room.done("deleteMyCommands", scope={"type": "chat", "chat_id": aki})
        await room.done("setMyCommands", commands=[], scope={"type": "all_private_chats"})
        assert seen() == ["general_ja", "general", "admins", "mika"]
        assert await room.done("getMyCommands", language_code="ja") == commands("general_ja")

    asyncio.run(evening())


@pytest.mark.parametrize(
    ("command", "description", "error"),
    [
        ("help-me", "x", "BOT_COMMAND_INVALID"),
        ("Help", "x", "BOT_COMMAND_INVALID"),
        ("", "x", "command must be non-empty"),
        ("a" * 33, "x", "command length must not exceed 32"),
        ("help", " ", "command description must be non-empty"),
        ("help", "x" * 257, "command description length must not exceed 256"),
    ],
)
def test_a_command_that_telegram_refuses_is_refused(
    room: Any, command: str, description: str, error: str
) -> None:
    listed = [{"command": command, "description": description}]
    assert asyncio.run(room.error("setMyCommands", commands=listed)) == f"Bad Request: {error}"


def test_descriptions_and_names_fall_back_to_the_general_one(room: Any) -> None:
    async def evening() -> None:
        await room.done("setMyDescription", description="gentle")
        await room.done("setMyDescription", description="やさしい", language_code="ja")
        await room.done("setMyShortDescription", short_description="short")
        await room.done("setMyName", name="Attune Two")
        assert [
            await room.done("getMyDescription", language_code="ja"),
            await room.done("getMyDescription", language_code="fr"),
            await room.done("getMyShortDescription", language_code="ja"),
            (await room.done("getMe"))["first_name"],
        ] == [
            {"description": "やさしい"},
            {"description": "gentle"},
            {"short_description": "short"},
            "Attune Two",
        ]
        assert await room.error("setMyName", name="x", language_code="jpn") == (
            "Bad Request: invalid language code specified"
        )

    asyncio.run(evening())


def test_the_menu_button_may_differ_for_one_person(room: Any) -> None:
    async def evening() -> None:
        aki, mika = await room.person("Aki"), await room.person("Mika")
        app = {"type": "web_app", "text": "Open", "web_app": {"url": "https://example.com/"}}
        await room.done("setChatMenuButton", chat_id=aki, menu_button=app)
        assert [room.playground.chat(user, 1)["menu_button"] for user in (aki, mika)] == [
            app,
            {"type": "commands"},
        ]
        await room.done("setChatMenuButton", chat_id=aki)
        assert await room.done("getChatMenuButton", chat_id=aki) == {"type": "commands"}

    asyncio.run(evening())


def test_get_me_says_what_python_telegram_bot_needs(room: Any) -> None:
    me = asyncio.run(room.done("getMe"))
    assert (me["id"], me["is_bot"], me["username"]) == (1, True, "attune_bot")
    assert me["can_read_all_group_messages"] is False
