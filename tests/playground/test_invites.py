"""Links into a group, and asking to be let in."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.playground import BotProfile, Impossible
from bot.playground.network.invites import InviteLink
from bot.playground.people import groups, joining
from tests.playground.test_members import us

HOUR = 60 * 60


def test_a_link_is_made_changed_and_revoked(room: Any) -> None:
    async def evening() -> None:
        here = await us(room)
        now = int(room.playground.now().timestamp())
        where = {"chat_id": here.group}
        made = await room.done("createChatInviteLink", **where, name="for two", member_limit=2)
        url = made["invite_link"]
        assert url.startswith("https://t.me/+")
        bot = {"id": 1, "is_bot": True, "first_name": "Attune", "username": "attune_bot"}
        plain = {"invite_link": url, "creator": bot, "is_primary": False}
        free = {"creates_join_request": False, "is_revoked": False}
        assert made == plain | free | {"name": "for two", "member_limit": 2}
        edited = await room.done("editChatInviteLink", **where, invite_link=url, expire_date=now + HOUR)
        assert edited == plain | free | {"expire_date": now + HOUR}
        revoked = await room.done("revokeChatInviteLink", **where, invite_link=url)
        assert revoked["is_revoked"] is True
        error = await here.error("editChatInviteLink", invite_link=url)
        assert error == "Bad Request: INVITE_HASH_EXPIRED"

    asyncio.run(evening())


def test_every_admin_has_a_main_link_that_can_be_replaced(room: Any) -> None:
    async def evening() -> None:
        here = await us(room)
        where = {"chat_id": here.group}
        shown = (await room.done("getChat", **where))["invite_link"]
        exported = await room.done("exportChatInviteLink", **where)
        assert exported != shown
        assert (await room.done("getChat", **where))["invite_link"] == exported
        error = await here.error("editChatInviteLink", invite_link=exported)
        assert error == "Bad Request: CHAT_INVITE_PERMANENT"
        assert (await room.done("revokeChatInviteLink", **where, invite_link=exported))["is_primary"] is True
        assert (await room.done("getChat", **where))["invite_link"] not in (shown, exported)
        with pytest.raises(Impossible, match="does not work"):
            joining.follow(here.telegram, await room.person("Noa"), exported)

    asyncio.run(evening())


@pytest.mark.parametrize(
    ("method", "values", "words"),
    [
        ("revokeChatInviteLink", {}, "invite link must be non-empty"),
        ("revokeChatInviteLink", {"invite_link": "https://t.me/+no"}, "INVITE_HASH_EXPIRED"),
        ("createChatInviteLink", {"expire_date": 5}, "EXPIRE_DATE_INVALID"),
        (
            "createChatInviteLink",
            {"creates_join_request": True, "member_limit": 2},
            "member limit can't be specified for links requiring administrator approval",
        ),
    ],
)
def test_links_that_make_no_sense_are_refused(room: Any, method: str, values: Any, words: str) -> None:
    async def evening() -> None:
        here = await us(room)
        assert await here.error(method, **values) == f"Bad Request: {words}"

    asyncio.run(evening())


def test_no_links_lead_into_a_private_chat(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        error = await room.error("createChatInviteLink", chat_id=aki)
        assert error == "Bad Request: can't invite members to a private chat"
        error = await room.error("approveChatJoinRequest", chat_id=aki, user_id=aki)
        assert error == "Bad Request: can't have join requests in a private chat"

    asyncio.run(evening())


def test_who_comes_by_a_link_is_told_with_it(room: Any) -> None:
    async def evening() -> None:
        here = await us(room)
        noa, ren = await room.person("Noa"), await room.person("Ren")
        made = await room.done("createChatInviteLink", chat_id=here.group, member_limit=1)
        assert room.playground.open(noa, made["invite_link"]) == {"chat": here.group}
        change, service = await room.updates()
        assert change["chat_member"]["from"]["id"] == noa
        assert change["chat_member"]["invite_link"] == made
        assert "via_join_request" not in change["chat_member"]
        assert [one["id"] for one in service["message"]["new_chat_members"]] == [noa]
        assert service["message"]["from"]["id"] == noa
        with pytest.raises(Impossible, match="does not work"):
            room.playground.open(ren, made["invite_link"])
        room.playground.leave_group(here.group, noa)
        room.playground.open(ren, made["invite_link"])
        assert (await here.status(ren))["status"] == "member"

    asyncio.run(evening())


def test_a_link_ends_at_its_time_and_for_who_is_banned(room: Any) -> None:
    async def evening() -> None:
        here = await us(room)
        ends = int(room.playground.now().timestamp()) + HOUR
        made = await room.done("createChatInviteLink", chat_id=here.group, expire_date=ends)
        await here.done("banChatMember", here.mika)
        with pytest.raises(Impossible, match="does not work"):
            joining.follow(here.telegram, here.mika, made["invite_link"])
        room.playground.advance_clock(HOUR + 1)
        with pytest.raises(Impossible, match="does not work"):
            joining.follow(here.telegram, await room.person("Noa"), made["invite_link"])

    asyncio.run(evening())


def test_a_link_of_another_admin_is_half_hidden(room: Any) -> None:
    async def evening() -> None:
        here = await us(room)
        link = joining.make_link(here.telegram, here.group, here.aki)
        joining.follow(here.telegram, await room.person("Noa"), link.url)
        change = (await room.updates())[0]["chat_member"]
        assert change["invite_link"]["invite_link"] == link.url[: len("https://t.me/+") + 8] + "..."
        assert change["invite_link"]["creator"]["id"] == here.aki
        error = await here.error("revokeChatInviteLink", invite_link=link.url)
        assert error == "Bad Request: CHAT_ADMIN_REQUIRED"

    asyncio.run(evening())


def test_who_asks_by_a_link_waits_until_the_bot_lets_them_in(room: Any) -> None:
    async def evening() -> None:
        here = await us(room)
        noa = int(room.playground.add_user("Noa", "en")["id"])
        values = {"chat_id": here.group, "creates_join_request": True, "name": "ask"}
        made = await room.done("createChatInviteLink", **values)
        joining.follow(here.telegram, noa, made["invite_link"])
        [asked] = await room.updates()
        now = asked["chat_join_request"]["date"]
        assert asked["chat_join_request"] == {
            "chat": {"id": here.group, "title": "Us", "type": "supergroup"},
            "from": {"id": noa, "is_bot": False, "first_name": "Noa", "language_code": "en"},
            "user_chat_id": noa,
            "date": now,
            "invite_link": made | {"pending_join_request_count": 1},
        }
        assert (await here.status(noa)) == {"status": "left"}
        await room.done("sendMessage", chat_id=noa, text="Who sent you?")
        await here.done("approveChatJoinRequest", noa)
        change, service = await room.updates()
        assert change["chat_member"]["from"]["id"] == 1
        assert change["chat_member"]["invite_link"] == made
        assert service["message"]["from"]["id"] == noa
        again = await here.error("approveChatJoinRequest", user_id=noa)
        assert again == "Bad Request: USER_ALREADY_PARTICIPANT"
        error = await room.error("sendMessage", chat_id=noa, text="Welcome")
        assert error == "Forbidden: bot can't initiate conversation with a user"

    asyncio.run(evening())


def test_the_bot_may_write_to_who_asks_for_five_minutes(room: Any) -> None:
    async def evening() -> None:
        here = await us(room)
        noa = int(room.playground.add_user("Noa")["id"])
        assert await room.error("sendMessage", chat_id=noa, text="x") == "Bad Request: chat not found"
        joining.take_requests(here.telegram, here.group, here.aki, on=True)
        joining.ask_to_join(here.telegram, noa, here.group)
        await room.done("sendMessage", chat_id=noa, text="x")
        room.playground.advance_clock(5 * 60 + 1)
        error = await room.error("sendMessage", chat_id=noa, text="x")
        assert error == "Forbidden: bot can't initiate conversation with a user"

    asyncio.run(evening())


def test_who_asked_without_a_link_came_by_a_request(room: Any) -> None:
    async def evening() -> None:
        here = await us(room)
        noa = await room.person("Noa")
        with pytest.raises(Impossible, match="Nobody can ask"):
            joining.ask_to_join(here.telegram, noa, here.group)
        joining.take_requests(here.telegram, here.group, here.aki, on=True)
        assert (await room.done("getChat", chat_id=here.group))["join_by_request"] is True
        joining.ask_to_join(here.telegram, noa, here.group)
        await here.done("declineChatJoinRequest", noa)
        missing = await here.error("declineChatJoinRequest", user_id=noa)
        assert missing == "Bad Request: HIDE_REQUESTER_MISSING"
        joining.ask_to_join(here.telegram, noa, here.group)
        joining.answer_request(here.telegram, here.group, here.aki, noa, lets_in=True)
        first, second, change, _ = await room.updates()
        assert "invite_link" not in first["chat_join_request"] | second["chat_join_request"]
        assert change["chat_member"]["via_join_request"] is True
        assert change["chat_member"]["from"]["id"] == here.aki

    asyncio.run(evening())


def test_only_bots_that_could_let_somebody_in_hear_of_a_request(room: Any) -> None:
    async def evening() -> None:
        here = await us(room, rights=("can_pin_messages",))
        other = room.playground.add_bot("2:demo", BotProfile(username="other_bot", first_name="Other"))
        room.playground.add_member(here.group, here.aki, 2)
        groups.promote(here.telegram, here.group, here.aki, 2, ["can_invite_users"])
        other.updates.clear()
        await room.updates()
        terms = InviteLink(here.aki, creates_join_request=True)
        link = joining.make_link(here.telegram, here.group, here.aki, terms)
        joining.follow(here.telegram, await room.person("Noa"), link.url)
        assert await room.updates() == []
        assert [update.kind for update in other.updates.pending.values()] == ["chat_join_request"]

    asyncio.run(evening())
