"""What cannot be read is refused in the words of the Bot API server's public source (Client.cpp, `get_...`)."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

COMPLAINTS = [
    ("setMyCommands", {"commands": {}}, "expected an Array of BotCommand"),
    ("setMyCommands", {"commands": ["x"]}, "can't parse BotCommand: expected an Object"),
    ("setMyCommands", {"commands": [{}]}, "can't parse BotCommand: Can't find field \"command\""),
    (
        "setMyCommands",
        {"commands": [{"command": "tea"}]},
        "can't parse BotCommand: Can't find field \"description\"",
    ),
    ("getMyCommands", {"scope": "null"}, "can't parse BotCommandScope: BotCommandScope must be an Object"),
    ("getMyCommands", {"scope": {"type": "x"}}, "can't parse BotCommandScope: Unsupported type specified"),
    ("getMyCommands", {"scope": "{"}, "can't parse BotCommandScope JSON object"),
    ("setChatMenuButton", {"menu_button": [1]}, "can't parse menu button: MenuButton must be an Object"),
    (
        "setChatMenuButton",
        {"menu_button": {"type": "x"}},
        "can't parse menu button: MenuButton has unsupported type",
    ),
    ("getChatMenuButton", {"chat_id": -5}, "invalid chat_id specified"),
    ("getChatMenuButton", {"chat_id": 5}, "user not found"),
    (
        "setMyDefaultAdministratorRights",
        {"rights": []},
        "can't parse ChatAdministratorRights: ChatAdministratorRights must be an Object",
    ),
    (
        "setMyDefaultAdministratorRights",
        {"rights": {"is_anonymous": "x"}},
        'can\'t parse ChatAdministratorRights: Field "is_anonymous" must be of type Boolean',
    ),
    ("deleteMessages", {"message_ids": "["}, "can't parse message_ids JSON object"),
    (
        "sendMediaGroup",
        {"media": [{"media": "attach://a"}]},
        "can't parse InputMedia: media not found",
    ),
    (
        "sendMediaGroup",
        {"media": [{"media": "FILE"}, {"media": "FILE"}]},
        "can't parse InputMedia: Can't find field \"type\"",
    ),
    ("setMessageReaction", {"reaction": "{"}, "can't parse reaction types JSON object"),
    ("setMessageReaction", {"reaction": [{}]}, "can't parse ReactionType: Can't find field \"type\""),
]


@pytest.mark.parametrize(("method", "values", "complaint"), COMPLAINTS)
def test_it_complains_as_the_server_does(
    room: Any, method: str, values: dict[str, Any], complaint: str
) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        sent = (await room.done("sendMessage", chat_id=aki, text="x"))["message_id"]
        place = (
            {"chat_id": aki} if method in ("deleteMessages", "sendMediaGroup", "setMessageReaction") else {}
        )
        place |= {"message_id": sent} if method == "setMessageReaction" else {}
        assert await room.error(method, **place | values) == f"Bad Request: {complaint}"

    asyncio.run(evening())
