"""Admins of a group: what they may give and take, their titles, and writing in the name of the group."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.playground import Impossible
from bot.playground.network.terms import RIGHTS
from bot.playground.people import groups
from tests.playground.test_members import us


def test_a_bot_promotes_renames_and_takes_back(room: Any) -> None:
    async def evening() -> None:
        here = await us(room)
        await here.done("promoteChatMember", here.mika, can_pin_messages=True)
        await here.done("setChatAdministratorCustomTitle", here.mika, custom_title="partner")
        given = {right: right in ("can_manage_chat", "can_pin_messages") for right in RIGHTS}
        admin = {"status": "administrator", "can_be_edited": True, "is_anonymous": False}
        assert await here.status(here.mika) == admin | given | {"custom_title": "partner"}
        await here.done("promoteChatMember", here.mika)
        assert await here.status(here.mika) == {"status": "member"}
        changes = [update["chat_member"]["new_chat_member"]["status"] for update in await room.updates()]
        assert changes == ["administrator", "administrator", "member"]

    asyncio.run(evening())


def test_what_an_admin_may_not_do_to_other_admins_is_refused(room: Any) -> None:
    async def evening() -> None:
        here = await us(room, rights=("can_promote_members", "can_restrict_members"))
        refused: list[tuple[str, int, dict[str, Any], str]] = [
            ("promoteChatMember", here.aki, {"can_pin_messages": True}, "can't remove chat owner"),
            ("promoteChatMember", 1, {"can_pin_messages": True}, "can't promote self"),
            ("promoteChatMember", here.mika, {"can_pin_messages": True}, "RIGHT_FORBIDDEN"),
            ("promoteChatMember", here.mika, {"is_anonymous": True}, "RIGHT_FORBIDDEN"),
            ("banChatMember", here.aki, {}, "can't remove chat owner"),
            ("banChatMember", 1, {}, "can't restrict self"),
            (
                "setChatAdministratorCustomTitle",
                here.aki,
                {"custom_title": "x"},
                "only creator can edit their custom title",
            ),
            (
                "setChatAdministratorCustomTitle",
                here.mika,
                {"custom_title": "x"},
                "user is not an administrator",
            ),
        ]
        for method, user_id, values, words in refused:
            assert await here.error(method, user_id=user_id, **values) == f"Bad Request: {words}"
        groups.promote(here.telegram, here.group, here.aki, here.mika, ["can_pin_messages"])
        assert await here.error("promoteChatMember", user_id=here.mika) == "Bad Request: CHAT_ADMIN_REQUIRED"
        ban = await here.error("banChatMember", user_id=here.mika)
        assert ban == "Bad Request: user is an administrator of the chat"
        title = await here.error("setChatAdministratorCustomTitle", user_id=here.mika, custom_title="x")
        assert title == "Bad Request: not enough rights to change custom title of the user"

    asyncio.run(evening())


@pytest.mark.parametrize(
    ("title", "words"),
    [("a" * 17, "ADMIN_RANK_INVALID"), ("sun \N{BLACK SUN WITH RAYS}", "ADMIN_RANK_EMOJI_NOT_ALLOWED")],
)
def test_a_title_is_short_and_plain(room: Any, title: str, words: str) -> None:
    async def evening() -> None:
        here = await us(room)
        await here.done("promoteChatMember", here.mika, can_pin_messages=True)
        error = await here.error("setChatAdministratorCustomTitle", user_id=here.mika, custom_title=title)
        assert error == f"Bad Request: {words}"

    asyncio.run(evening())


@pytest.mark.parametrize(
    ("method", "values", "words"),
    [
        ("promoteChatMember", {"can_pin_messages": True}, "not enough rights"),
        ("banChatMember", {}, "not enough rights to restrict/unrestrict chat member"),
        ("restrictChatMember", {"permissions": {}}, "not enough rights to restrict/unrestrict chat member"),
        ("unbanChatMember", {}, "not enough rights to restrict/unrestrict chat member"),
        ("setChatTitle", {"title": "Home"}, "not enough rights to change chat title"),
        ("setChatDescription", {"description": "x"}, "not enough rights to set chat description"),
        ("setChatPermissions", {"permissions": {}}, "not enough rights to change chat permissions"),
        ("unpinAllChatMessages", {}, "not enough rights to manage pinned messages in the chat"),
        ("createChatInviteLink", {}, "not enough rights to manage chat invite link"),
        ("approveChatJoinRequest", {}, "not enough rights to manage chat join requests"),
    ],
)
def test_an_admin_without_the_right_is_refused(room: Any, method: str, values: Any, words: str) -> None:
    async def evening() -> None:
        here = await us(room, rights=("can_manage_video_chats",))
        assert await here.error(method, user_id=here.mika, **values) == f"Bad Request: {words}"

    asyncio.run(evening())


def test_an_anonymous_admin_writes_in_the_name_of_the_group(room: Any) -> None:
    async def evening() -> None:
        here = await us(room)
        rights = ["can_pin_messages"]
        groups.promote(here.telegram, here.group, here.aki, here.mika, rights, "partner", True)
        await room.updates()
        room.playground.say(here.mika, here.group, "from us")
        groups.say_as_group(here.telegram, here.aki, here.group, "me too")
        room.playground.say(here.aki, here.group, "from me")
        hidden, also, open_ = [update["message"] for update in await room.updates()]
        nobody = {
            "id": 1087968824,
            "is_bot": True,
            "first_name": "Group",
            "username": "GroupAnonymousBot",
        }
        place = {"id": here.group, "title": "Us", "type": "supergroup"}
        assert (hidden["from"], hidden["sender_chat"]) == (nobody, place)
        assert hidden["author_signature"] == "partner"
        assert (also["from"], also["sender_chat"]) == (nobody, place)
        assert open_["from"]["id"] == here.aki
        assert "sender_chat" not in open_

    asyncio.run(evening())


def test_the_creator_may_hide_and_is_hidden_in_what_they_do(room: Any) -> None:
    async def evening() -> None:
        here = await us(room)
        groups.stay_anonymous(here.telegram, here.group, here.aki, on=True)
        assert await here.status(here.aki) == {"status": "creator", "is_anonymous": True}
        room.playground.remove_member(here.group, here.aki, here.mika)
        _, change, service = await room.updates()
        assert change["chat_member"]["from"]["id"] == 1087968824
        assert service["message"]["from"]["id"] == 1087968824

    asyncio.run(evening())


def test_people_rule_over_people_and_a_basic_group_becomes_a_supergroup_for_it(room: Any) -> None:
    async def evening() -> None:
        aki, mika, noa = [await room.person(name) for name in ("Aki", "Mika", "Noa")]
        telegram = room.playground.telegram
        group = room.playground.add_group("Us", aki, [mika, noa], with_bot=True)
        with pytest.raises(Impossible, match="Only the creator"):
            groups.ban(telegram, group, mika, noa)
        moved = groups.promote(telegram, group, aki, mika, ["can_restrict_members"]).id
        assert telegram.world.groups[group].migrated_to == moved
        groups.ban(telegram, moved, mika, noa)
        assert telegram.world.groups[moved].standing(noa) == "kicked"
        with pytest.raises(Impossible, match="Nobody rules"):
            groups.ban(telegram, moved, mika, aki)
        with pytest.raises(Impossible, match="right they do not have"):
            groups.promote(telegram, moved, mika, 1, ["can_pin_messages"])
        groups.unban(telegram, moved, mika, noa)
        assert telegram.world.groups[moved].standing(noa) == "left"

    asyncio.run(evening())


def test_a_bot_says_which_rights_it_wishes_for_and_is_given_those(room: Any) -> None:
    async def evening() -> None:
        nothing = await room.done("getMyDefaultAdministratorRights")
        assert nothing == dict.fromkeys(("is_anonymous", *RIGHTS), False)
        await room.done("setMyDefaultAdministratorRights", rights={"can_pin_messages": True})
        wished = await room.done("getMyDefaultAdministratorRights")
        assert {name for name, value in wished.items() if value} == {"can_manage_chat", "can_pin_messages"}
        channels = await room.done("getMyDefaultAdministratorRights", for_channels=True)
        assert not any(channels.values())
        assert "can_post_messages" in channels
        aki = await room.person("Aki")
        group = groups.create_supergroup(room.playground.telegram, "Us", aki, [1]).id
        room.playground.promote(group, aki, 1)
        own = await room.done("getChatMember", chat_id=group, user_id=1)
        assert {name for name in RIGHTS if own[name]} == {"can_manage_chat", "can_pin_messages"}

    asyncio.run(evening())
