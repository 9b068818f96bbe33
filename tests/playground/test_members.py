"""Members of a group: how they are shown, restrictions, bans and how they end."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

import pytest

from bot.playground import Impossible, Playground
from bot.playground.network import members
from bot.playground.network.terms import PERMISSIONS, RIGHTS
from bot.playground.people import groups
from tests.playground.conftest import Room

EVERY_KIND = ["message", "my_chat_member", "chat_member", "chat_join_request"]
DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Us:
    """Aki made the supergroup, Mika is in it, and so is the bot, an admin with every right."""

    room: Any
    aki: int
    mika: int
    group: int

    @property
    def telegram(self) -> Any:
        return self.room.playground.telegram

    async def status(self, user_id: int) -> dict[str, Any]:
        """What the bot is told of somebody, without their name."""
        member: dict[str, Any] = await self.room.done("getChatMember", chat_id=self.group, user_id=user_id)
        return {name: value for name, value in member.items() if name != "user"}

    async def done(self, method: str, user_id: int, **values: Any) -> None:
        assert await self.room.done(method, chat_id=self.group, user_id=user_id, **values) is True

    async def error(self, method: str, **values: Any) -> str:
        return str(await self.room.error(method, chat_id=self.group, **values))


async def us(room: Any, *, rights: tuple[str, ...] = RIGHTS) -> Us:
    aki, mika = await room.person("Aki", "ja"), await room.person("Mika")
    group = groups.create_supergroup(room.playground.telegram, "Us", aki, [mika, 1]).id
    groups.promote(room.playground.telegram, group, aki, 1, rights)
    await room.updates(allowed_updates=EVERY_KIND)
    return Us(room, aki, mika, group)


def permissions(*allowed: str) -> dict[str, bool]:
    return {name: name in allowed for name in PERMISSIONS}


def test_every_kind_of_member_is_shown_as_telegram_shows_it(room: Any) -> None:
    async def evening() -> None:
        here = await us(room)
        noa = await room.person("Noa")
        everything = dict.fromkeys(RIGHTS, True)
        assert await here.status(here.aki) == {"status": "creator", "is_anonymous": False}
        assert await here.status(here.mika) == {"status": "member"}
        assert await here.status(noa) == {"status": "left"}
        bot = {"status": "administrator", "can_be_edited": False, "is_anonymous": False}
        assert await here.status(1) == bot | everything
        admins = await room.done("getChatAdministrators", chat_id=here.group)
        assert [admin["user"]["id"] for admin in admins] == [here.aki, 1]
        assert await here.error("getChatMember", user_id=4) == "Bad Request: PARTICIPANT_ID_INVALID"
        assert await here.error("getChatMember") == "Bad Request: invalid user_id specified"

    asyncio.run(evening())


@pytest.mark.parametrize(
    ("method", "words"),
    [
        ("promoteChatMember", "method is available for supergroup and channel chats only"),
        ("unbanChatMember", "method is available for supergroup and channel chats only"),
        ("restrictChatMember", "method is available only for supergroups"),
        ("setChatAdministratorCustomTitle", "method is available only for supergroups"),
    ],
)
def test_a_basic_group_has_no_such_thing(room: Any, method: str, words: str) -> None:
    async def evening() -> None:
        aki, mika = await room.person("Aki"), await room.person("Mika")
        group = room.playground.add_group("Us", aki, [mika], with_bot=True)
        error = await room.error(method, chat_id=group, user_id=mika, permissions={})
        assert error == f"Bad Request: {words}"

    asyncio.run(evening())


def test_from_a_basic_group_somebody_is_removed_and_not_banned(room: Any) -> None:
    async def evening() -> None:
        aki, mika = await room.person("Aki"), await room.person("Mika")
        group = room.playground.add_group("Us", aki, [mika], with_bot=True)
        where = {"chat_id": group, "user_id": mika}
        assert await room.error("banChatMember", **where) == "Bad Request: CHAT_ADMIN_REQUIRED"
        room.playground.promote(group, aki, 1)
        await room.updates(allowed_updates=EVERY_KIND)
        assert await room.done("banChatMember", **where) is True
        change, service = await room.updates()
        assert change["chat_member"]["new_chat_member"]["status"] == "left"
        assert service["message"]["left_chat_member"]["id"] == mika
        assert service["message"]["from"]["id"] == 1
        assert await room.error("banChatMember", **where) == "Bad Request: USER_NOT_PARTICIPANT"
        private = await room.error("banChatMember", chat_id=mika, user_id=mika)
        assert private == "Bad Request: can't ban members in private chats"

    asyncio.run(evening())


def test_a_ban_ends_by_the_clock_of_the_playground(room: Any) -> None:
    async def evening() -> None:
        here = await us(room)
        ends = int(room.playground.now().timestamp()) + DAY
        await here.done("banChatMember", here.mika, until_date=ends)
        assert await here.status(here.mika) == {"status": "kicked", "until_date": ends}
        change, service = await room.updates()
        assert change["chat_member"]["old_chat_member"]["status"] == "member"
        assert change["chat_member"]["new_chat_member"]["until_date"] == ends
        assert service["message"]["left_chat_member"]["id"] == here.mika
        with pytest.raises(Impossible):
            room.playground.say(here.mika, here.group, "let me in")
        room.playground.advance_clock(DAY + 1)
        assert await here.status(here.mika) == {"status": "left"}
        assert await room.updates() == []
        room.playground.add_member(here.group, here.aki, here.mika)
        assert await here.status(here.mika) == {"status": "member"}

    asyncio.run(evening())


def test_a_ban_of_seconds_or_of_years_is_for_good() -> None:
    kept = [members.until(1000 + after, 1000) for after in (-5, 29, 30, 366 * DAY, 366 * DAY + 1)]
    assert kept == [0, 0, 1030, 1000 + 366 * DAY, 0]


def test_unban_lets_back_and_otherwise_puts_out(room: Any) -> None:
    async def evening() -> None:
        here = await us(room)
        await here.done("unbanChatMember", here.mika, only_if_banned=True)
        assert await here.status(here.mika) == {"status": "member"}
        await here.done("unbanChatMember", here.mika)
        assert await here.status(here.mika) == {"status": "left"}
        told = [update["chat_member"]["new_chat_member"]["status"] for update in (await room.updates())[:2]]
        assert told == ["kicked", "left"]
        await here.done("banChatMember", here.mika)
        await here.done("unbanChatMember", here.mika, only_if_banned=True)
        assert await here.status(here.mika) == {"status": "left"}

    asyncio.run(evening())


def test_somebody_restricted_writes_no_more_until_it_ends(room: Any) -> None:
    async def evening() -> None:
        here = await us(room)
        ends = int(room.playground.now().timestamp()) + 3600
        allowed = {"can_send_photos": True}
        await here.done("restrictChatMember", here.mika, permissions=allowed, until_date=ends)
        shown = {"status": "restricted", "is_member": True, "until_date": ends}
        kept = permissions("can_send_messages", "can_send_photos")
        assert await here.status(here.mika) == shown | kept
        room.playground.photo(here.mika, here.group)
        await here.done("restrictChatMember", here.mika, permissions={}, until_date=ends)
        with pytest.raises(Impossible, match="may not send"):
            room.playground.say(here.mika, here.group, "hello")
        rows = room.playground.state()["chats"][str(here.mika)]
        assert [row["can_write"] for row in rows if row["chat"]["id"] == here.group] == [False]
        room.playground.advance_clock(3601)
        room.playground.say(here.mika, here.group, "hello")
        assert await here.status(here.mika) == {"status": "member"}

    asyncio.run(evening())


def test_who_leaves_restricted_comes_back_restricted(room: Any) -> None:
    async def evening() -> None:
        here = await us(room)
        await here.done("restrictChatMember", here.mika, permissions={"can_send_messages": True})
        room.playground.leave_group(here.group, here.mika)
        assert (await here.status(here.mika))["is_member"] is False
        assert await room.done("getChatMemberCount", chat_id=here.group) == 2
        room.playground.add_member(here.group, here.aki, here.mika)
        back = await here.status(here.mika)
        assert (back["status"], back["is_member"]) == ("restricted", True)
        await here.done("restrictChatMember", here.mika, permissions=dict.fromkeys(PERMISSIONS, True))
        assert await here.status(here.mika) == {"status": "member"}

    asyncio.run(evening())


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"permissions": "{"}, "can't parse permissions JSON object"),
        ({"permissions": "[]"}, "object expected as permissions"),
        (
            {"permissions": {"can_send_polls": "yes"}},
            'can\'t parse chat permissions: Field "can_send_polls" must be of type Boolean',
        ),
        ({}, "can't parse permissions JSON object"),
    ],
)
def test_permissions_that_cannot_be_read_are_refused(room: Any, values: Any, words: str) -> None:
    async def evening() -> None:
        here = await us(room)
        assert await here.error("setChatPermissions", **values) == f"Bad Request: {words}"

    asyncio.run(evening())


def test_wider_permissions_bring_narrower_ones_unless_each_stands_alone(room: Any) -> None:
    async def evening() -> None:
        here = await us(room)
        where = {"chat_id": here.group, "permissions": {"can_send_polls": True, "can_pin_messages": True}}
        await room.done("setChatPermissions", **where)
        pins = ("can_pin_messages", "can_manage_topics", "can_edit_tag", "can_send_polls")
        shown = (await room.done("getChat", chat_id=here.group))["permissions"]
        assert shown == permissions(*pins, "can_send_messages")
        await room.done("setChatPermissions", **where, use_independent_chat_permissions=True)
        assert (await room.done("getChat", chat_id=here.group))["permissions"] == permissions(*pins)

    asyncio.run(evening())


def test_a_silenced_group_silences_the_bot_that_is_no_admin(room: Any) -> None:
    async def evening() -> None:
        here = await us(room)
        groups.set_permissions(here.telegram, here.group, here.aki, [])
        await room.done("sendMessage", chat_id=here.group, text="an admin may")
        room.playground.demote(here.group, here.aki, 1)
        error = await here.error("sendMessage", text="a member may not")
        assert error == "Bad Request: not enough rights to send text messages to the chat"
        error = await here.error("sendDice")
        assert error == "Bad Request: not enough rights to send dice to the chat"

    asyncio.run(evening())


def test_a_deleted_account_has_no_name_and_cannot_be_written_to(room: Any) -> None:
    async def evening() -> None:
        here = await us(room)
        groups.delete_account(here.telegram, here.mika)
        error = await room.error("sendMessage", chat_id=here.mika, text="are you there")
        assert error == "Forbidden: user is deactivated"
        member = await room.done("getChatMember", chat_id=here.group, user_id=here.mika)
        assert member["user"] == {"id": here.mika, "is_bot": False, "first_name": ""}
        with pytest.raises(Impossible, match="deleted"):
            room.playground.say(here.mika, here.group, "hello")
        assert [user["id"] for user in room.playground.state()["users"]] == [here.aki]

    asyncio.run(evening())


def test_a_bot_that_logs_out_is_refused_for_ten_minutes() -> None:
    async def evening() -> None:
        room = Room(Playground())  # not watched: here Telegram's words have no "Bad Request" before them
        early = await room.call("close")
        assert (early["error_code"], early["parameters"]["retry_after"] > 590) == (429, True)
        room.playground.advance_clock(601)
        assert await room.done("close") is True
        assert await room.done("logOut") is True
        assert await room.call("getMe") == {"ok": False, "error_code": 400, "description": "Logged out"}
        room.playground.advance_clock(601)
        assert (await room.done("getMe"))["id"] == 1

    asyncio.run(evening())
