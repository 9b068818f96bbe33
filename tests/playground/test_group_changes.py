"""What changes a group as a whole: made, described, pinned in, moved, ended; and all that by way of /sim."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.playground import Impossible
from bot.playground.people import groups
from tests.playground.test_groups import couple


def test_a_supergroup_says_that_it_was_made_and_the_bot_comes_after(room: Any) -> None:
    async def evening() -> None:
        aki, mika = await room.person("Aki"), await room.person("Mika")
        group = groups.create_supergroup(room.playground.telegram, "Us", aki, [mika, 1]).id
        change, service = await room.updates()
        assert change["my_chat_member"]["chat"] == {"id": group, "title": "Us", "type": "supergroup"}
        assert [one["id"] for one in service["message"]["new_chat_members"]] == [1]
        shown = room.playground.chat(aki, group)["messages"]
        assert [message["message_id"] for message in shown] == [1, 2, 3]
        assert shown[0]["supergroup_chat_created"] is True

    asyncio.run(evening())


def test_what_get_chat_tells_of_a_group(room: Any) -> None:
    async def evening() -> None:
        aki, _, group = await couple(room)
        told = await room.done("getChat", chat_id=group)
        assert set(told["permissions"].values()) == {True}
        assert not {"description", "invite_link", "join_to_send_messages"} & told.keys()
        moved = room.playground.migrate(group)
        room.playground.promote(moved, aki, 1)
        groups.describe(room.playground.telegram, moved, aki, " Our evenings ")
        told = await room.done("getChat", chat_id=moved)
        assert (told["description"], told["join_to_send_messages"]) == ("Our evenings", True)
        assert told["invite_link"].startswith("https://t.me/+")

    asyncio.run(evening())


def test_a_bot_with_the_rights_names_and_describes_the_group(room: Any) -> None:
    async def evening() -> None:
        aki, _, group = await couple(room)
        room.playground.promote(group, aki, 1)
        await room.updates()
        assert await room.done("setChatTitle", chat_id=group, title=" Home ") is True
        [renamed] = await room.updates()
        assert (renamed["message"]["new_chat_title"], renamed["message"]["from"]["id"]) == ("Home", 1)
        assert await room.error("setChatTitle", chat_id=group, title=" ") == (
            "Bad Request: title must be non-empty"
        )
        assert await room.done("setChatDescription", chat_id=group, description="Ours") is True
        assert await room.error("setChatDescription", chat_id=group, description="Ours") == (
            "Bad Request: chat description is not modified"
        )
        assert await room.error("setChatTitle", chat_id=aki, title="x") == (
            "Bad Request: can't change private chat title"
        )

    asyncio.run(evening())


def test_a_person_pins_and_the_bot_takes_every_pin_away(room: Any) -> None:
    async def evening() -> None:
        aki, mika, group = await couple(room)
        said = room.playground.say(aki, group, "remember")
        groups.pin(room.playground.telegram, group, mika, said["message_id"])
        [pinned] = await room.updates()
        assert pinned["message"]["pinned_message"]["text"] == "remember"
        error = await room.error("unpinAllChatMessages", chat_id=group)
        assert error == "Bad Request: not enough rights to manage pinned messages in the chat"
        room.playground.promote(group, aki, 1)
        assert await room.done("unpinAllChatMessages", chat_id=group) is True
        assert room.playground.chat(aki, group)["pinned"] == []

    asyncio.run(evening())


def test_a_person_takes_a_pin_away_and_nobody_is_told(room: Any) -> None:
    async def evening() -> None:
        aki, mika, group = await couple(room)
        said = room.playground.say(aki, group, "remember")["message_id"]
        groups.pin(room.playground.telegram, group, mika, said)
        await room.updates()
        where = {"user": aki, "message_id": said}
        assert (await room.client.post(f"/sim/groups/{group}/unpin", json=where)).json() == {"ok": True}
        assert (await room.client.post(f"/sim/groups/{group}/unpin", json=where)).status_code == 404
        view = room.playground.chat(mika, group)
        assert (view["pinned"], view["may_pin"]) == ([], True)
        assert await room.updates() == []
        groups.set_permissions(room.playground.telegram, group, aki, ["can_send_messages"])
        assert [room.playground.chat(one, group)["may_pin"] for one in (aki, mika)] == [True, False]

    asyncio.run(evening())


def test_standings_and_restrictions_move_to_the_supergroup(room: Any) -> None:
    async def evening() -> None:
        aki, mika, group = await couple(room)
        room.playground.promote(group, aki, 1)
        moved = room.playground.migrate(group)
        own = await room.done("getChatMember", chat_id=moved, user_id=1)
        assert (own["status"], own["can_restrict_members"], own["can_promote_members"]) == (
            "administrator",
            True,
            False,
        )
        for method in ("banChatMember", "getChatMember", "setChatTitle", "createChatInviteLink"):
            refused = await room.call(method, chat_id=group, user_id=mika, title="x")
            assert refused["parameters"] == {"migrate_to_chat_id": moved}
        assert await room.done("restrictChatMember", chat_id=moved, user_id=mika, permissions={}) is True

    asyncio.run(evening())


def test_a_bot_is_kicked_and_comes_back(room: Any) -> None:
    async def evening() -> None:
        aki, mika, group = await couple(room)
        moved = room.playground.migrate(group)
        room.playground.remove_member(moved, aki, 1)
        error = await room.error("sendMessage", chat_id=moved, text="x")
        assert error == "Forbidden: bot was kicked from the supergroup chat"
        with pytest.raises(Impossible, match="may not do that"):
            room.playground.add_member(moved, mika, 1)
        room.playground.add_member(moved, aki, 1)
        change = (await room.updates())[-2]["my_chat_member"]
        statuses = [change[f"{when}_chat_member"]["status"] for when in ("old", "new")]
        assert statuses == ["kicked", "member"]
        assert (await room.done("sendMessage", chat_id=moved, text="x"))["chat"]["id"] == moved

    asyncio.run(evening())


def test_groups_are_ruled_through_the_control_interface(room: Any) -> None:
    async def evening() -> None:
        aki, mika = await room.person("Aki"), await room.person("Mika")

        async def wish(path: str, **values: Any) -> dict[str, Any]:
            response = await room.client.post(f"/sim/{path}", json=values)
            answer: dict[str, Any] = response.json()
            return answer

        made = await wish("groups", title="Us", creator=aki, members=[], with_bot=True, supergroup=True)
        here = f"groups/{made['chat']}"
        rights = ["can_invite_users", "can_restrict_members"]
        assert await wish(f"{here}/promote", by=aki, bot=True, rights=rights) == {"ok": True, **made}
        link = await wish(f"{here}/link", by=aki, name="for Mika", creates_join_request=True)
        asked = await wish("join", user=mika, invite_link=link["invite_link"])
        assert asked == {**made, "joined": False}
        assert await wish(f"{here}/approve", by=aki, user=mika) == {"ok": True}
        assert await wish(f"{here}/restrict", by=aki, user=mika, permissions=[]) == {"ok": True, **made}
        refused = await wish("say", user=mika, chat=made["chat"], text="hello")
        assert refused == {"error": "This person may not send that here."}
        hidden = await wish("say", user=aki, chat=made["chat"], text="hello", anonymous=True)
        shown = room.playground.chat(aki, made["chat"])["messages"][-1]
        assert (shown["message_id"], shown["sender_chat"]["id"]) == (hidden["message_id"], made["chat"])
        assert await wish(f"{here}/ban", by=aki, user=mika, until=0) == {"ok": True, **made}
        assert await wish(f"{here}/unban", by=aki, user=mika) == {"ok": True}
        unknown = await wish(f"{here}/permissions", by=aki, permissions=["can_fly"])
        assert unknown == {"error": "There is no such right: can_fly."}
        assert await wish(f"users/{mika}/delete") == {"ok": True}

    asyncio.run(evening())


def test_a_deleted_group_is_gone_for_everybody(room: Any) -> None:
    async def evening() -> None:
        aki, mika, group = await couple(room)
        with pytest.raises(Impossible, match="Only the creator"):
            groups.delete_group(room.playground.telegram, group, mika)
        groups.delete_group(room.playground.telegram, group, aki)
        error = await room.error("sendMessage", chat_id=group, text="x")
        assert error == "Forbidden: the group chat was deleted"
        assert [row["chat"]["id"] for row in room.playground.state()["chats"][str(mika)]] == [1]

    asyncio.run(evening())
