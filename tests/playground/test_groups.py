"""Groups: what the bot may read there, who comes and goes, and the move to a supergroup."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.playground import BotProfile, Impossible, Playground


async def couple(room: Any) -> tuple[int, int, int]:
    """Aki, Mika, and their group with the bot; nothing waits for the bot any more."""
    aki, mika = await room.person("Aki", "ja"), await room.person("Mika")
    group = room.playground.add_group("Us", aki, [mika], with_bot=True)
    await room.updates()
    return aki, mika, group


def texts(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"].get("text", "") for update in updates]


def test_making_a_group_with_the_bot_tells_it_twice(room: Any) -> None:
    async def evening() -> None:
        aki, mika = await room.person("Aki"), await room.person("Mika")
        group = room.playground.add_group("Us", aki, [mika], with_bot=True)
        joined, created = await room.updates()
        assert joined["my_chat_member"]["chat"] == {"id": group, "title": "Us", "type": "group"}
        assert joined["my_chat_member"]["old_chat_member"]["status"] == "left"
        assert joined["my_chat_member"]["new_chat_member"]["status"] == "member"
        assert created["message"]["group_chat_created"] is True
        assert await room.done("getChatMemberCount", chat_id=group) == 3

    asyncio.run(evening())


def test_in_privacy_mode_the_bot_hears_commands_for_it_and_replies_only(room: Any) -> None:
    async def evening() -> None:
        aki, _, group = await couple(room)
        said = [
            "just talking",
            "/need",
            "/need@attune_bot",
            "/need@other_bot",
            "@attune_bot hello",
            "so /need@attune_bot",
        ]
        for text in said:
            room.playground.say(aki, group, text)
        assert texts(await room.updates()) == ["/need@attune_bot"]
        sent = await room.done("sendMessage", chat_id=group, text="How was today?")
        room.playground.say(aki, group, "/need")
        room.playground.say(aki, group, "good", reply_to=sent["message_id"])
        room.playground.say(aki, group, "and you")
        assert texts(await room.updates()) == ["/need", "good"]

    asyncio.run(evening())


def test_an_admin_bot_hears_everything_and_who_comes_and_goes(room: Any) -> None:
    async def evening() -> None:
        aki, mika, group = await couple(room)
        room.playground.promote(group, aki, room.playground.bot_id)
        room.playground.say(aki, group, "just talking")
        promoted, talk = await room.updates(allowed_updates=["message", "my_chat_member", "chat_member"])
        assert promoted["my_chat_member"]["new_chat_member"]["status"] == "administrator"
        assert talk["message"]["text"] == "just talking"
        room.playground.leave_group(group, mika)
        gone, service = await room.updates()
        assert gone["chat_member"]["new_chat_member"]["status"] == "left"
        assert service["message"]["left_chat_member"]["id"] == mika
        statuses = [
            (await room.done("getChatMember", chat_id=group, user_id=user))["status"]
            for user in (aki, mika, 1)
        ]
        assert statuses == ["creator", "left", "administrator"]
        assert len(await room.done("getChatAdministrators", chat_id=group)) == 2

    asyncio.run(evening())


def test_without_privacy_mode_the_bot_hears_everything() -> None:
    playground = Playground(bot=BotProfile(reads_all_group_messages=True))
    aki = playground.add_user("Aki")["id"]
    group = playground.add_group("Us", aki, with_bot=True)
    playground.say(aki, group, "just talking")
    kinds = [update.kind for update in playground.account.updates.pending.values()]
    assert kinds == ["my_chat_member", "message", "message"]


def test_a_bot_that_was_removed_is_refused(room: Any) -> None:
    async def evening() -> None:
        aki, _, group = await couple(room)
        room.playground.remove_member(group, aki, 1)
        service, change = await room.updates()
        assert service["message"]["left_chat_member"]["id"] == 1
        assert change["my_chat_member"]["new_chat_member"]["status"] == "kicked"
        room.playground.say(aki, group, "/need@attune_bot")
        assert await room.updates() == []
        for method in ("sendMessage", "editMessageText", "getChat", "getChatMemberCount"):
            error = await room.error(method, chat_id=group, message_id=1, text="x")
            assert error == "Forbidden: bot was kicked from the group chat"

    asyncio.run(evening())


def test_a_bot_that_left_is_no_member_until_it_is_added_again(room: Any) -> None:
    async def evening() -> None:
        _, mika, group = await couple(room)
        assert await room.done("leaveChat", chat_id=group) is True
        error = await room.error("sendMessage", chat_id=group, text="x")
        assert error == "Forbidden: bot is not a member of the group chat"
        await room.updates()
        room.playground.add_member(group, mika, 1)
        change, service = await room.updates()
        assert change["my_chat_member"]["from"]["id"] == mika
        assert [one["id"] for one in service["message"]["new_chat_members"]] == [1]
        assert (await room.done("sendMessage", chat_id=group, text="x"))["chat"]["id"] == group

    asyncio.run(evening())


def test_a_group_moves_to_a_supergroup_with_ids_of_its_own(room: Any) -> None:
    async def evening() -> None:
        aki, _, group = await couple(room)
        old = await room.done("sendMessage", chat_id=group, text="before")
        moved = room.playground.migrate(group)
        assert str(moved).startswith("-100")
        there, came, here = await room.updates()
        assert there["message"]["migrate_to_chat_id"] == moved
        member = came["my_chat_member"]
        statuses = [member[name]["status"] for name in ("old_chat_member", "new_chat_member")]
        assert (member["chat"]["id"], statuses) == (moved, ["left", "member"])
        assert here["message"]["migrate_from_chat_id"] == group
        refused = await room.call("sendMessage", chat_id=group, text="x")
        assert refused == {
            "ok": False,
            "error_code": 400,
            "description": "Bad Request: group chat was upgraded to a supergroup chat",
            "parameters": {"migrate_to_chat_id": moved},
        }
        new = await room.done("sendMessage", chat_id=moved, text="after")
        assert (new["message_id"], new["chat"]["type"]) == (2, "supergroup")
        edited = await room.done("editMessageText", chat_id=group, message_id=old["message_id"], text="still")
        assert edited["text"] == "still"
        listed = [row["chat"]["id"] for row in room.playground.state()["chats"][str(aki)]]
        assert listed == [1, moved]

    asyncio.run(evening())


def test_private_chats_and_basic_groups_share_one_message_counter(room: Any) -> None:
    async def evening() -> None:
        aki, mika, group = await couple(room)
        ids = [
            (await room.done("sendMessage", chat_id=chat, text="x"))["message_id"]
            for chat in (aki, group, mika)
        ]
        assert ids == [ids[0], ids[0] + 1, ids[0] + 2]

    asyncio.run(evening())


def test_a_link_adds_the_bot_and_hands_over_the_payload(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        group = room.playground.add_group("Us", aki)
        opened = room.playground.open(aki, "https://t.me/attune_bot?startgroup=abc", group)
        assert opened["chat"] == group
        change, service, started = await room.updates()
        assert change["my_chat_member"]["new_chat_member"]["status"] == "member"
        assert service["message"]["new_chat_members"][0]["username"] == "attune_bot"
        assert started["message"]["text"] == "/start@attune_bot abc"

    asyncio.run(evening())


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("https://t.me/attune_bot?start=abc-D_1", "/start abc-D_1"),
        ("t.me/Attune_Bot?start=abc", "/start abc"),
        ("tg://resolve?domain=attune_bot&start=abc", "/start abc"),
    ],
)
def test_a_start_link_starts_the_bot_with_its_payload(room: Any, url: str, text: str) -> None:
    async def evening() -> None:
        aki = room.playground.add_user("Aki")["id"]
        assert room.playground.open(aki, url)["chat"] == 1
        assert texts(await room.updates()) == [text]

    asyncio.run(evening())


def test_other_links_lead_elsewhere_and_a_bad_payload_starts_nothing(room: Any) -> None:
    aki = room.playground.add_user("Aki")["id"]
    assert room.playground.open(aki, "https://example.com/") == {"external": "https://example.com/"}
    assert room.playground.open(aki, "https://t.me/attune_bot?start=%20no") == {"chat": 1}
    assert room.playground.account.updates.pending == {}


def test_titles_and_edits_are_told(room: Any) -> None:
    async def evening() -> None:
        aki, _, group = await couple(room)
        room.playground.rename_group(group, aki, "Home")
        said = room.playground.say(aki, group, "/need@attune_bot now")
        room.playground.edit(aki, group, said["message_id"], "/need@attune_bot later")
        renamed, first, edited = await room.updates()
        assert renamed["message"]["new_chat_title"] == "Home"
        assert first["message"]["chat"]["title"] == "Home"
        assert edited["edited_message"]["text"] == "/need@attune_bot later"
        assert "edit_date" in edited["edited_message"]

    asyncio.run(evening())


def test_what_a_member_may_not_do_is_refused(room: Any) -> None:
    async def evening() -> None:
        aki, mika, group = await couple(room)
        noa = await room.person("Noa")
        with pytest.raises(Impossible, match="no such chat"):
            room.playground.say(noa, group, "hello")
        with pytest.raises(Impossible, match="Only admins"):
            room.playground.remove_member(group, mika, aki)
        room.playground.migrate(group)
        with pytest.raises(Impossible, match="supergroup"):
            room.playground.say(aki, group, "hello")

    asyncio.run(evening())


def test_the_bot_deletes_only_its_own_messages_until_it_is_an_admin(room: Any) -> None:
    async def evening() -> None:
        aki, _, group = await couple(room)
        said = room.playground.say(aki, group, "hot words")
        where = {"chat_id": group, "message_id": said["message_id"]}
        assert await room.error("deleteMessage", **where) == "Bad Request: message can't be deleted"
        pin = await room.error("pinChatMessage", **where)
        assert pin == "Bad Request: not enough rights to manage pinned messages in the chat"
        room.playground.promote(group, aki, 1)
        assert await room.done("deleteMessage", **where) is True

    asyncio.run(evening())


def test_a_selective_reply_is_asked_only_of_whom_it_answers(room: Any) -> None:
    async def evening() -> None:
        aki, mika, group = await couple(room)
        said = room.playground.say(aki, group, "/need@attune_bot")
        await room.done(
            "sendMessage",
            chat_id=group,
            text="In your words?",
            reply_parameters={"message_id": said["message_id"]},
            reply_markup={"force_reply": True, "selective": True, "input_field_placeholder": "I need"},
        )
        seen = [room.playground.chat(user, group)["messages"][-1].get("reply_markup") for user in (aki, mika)]
        asked = {"force_reply": True, "selective": True, "input_field_placeholder": "I need"}
        assert seen == [asked, None]

    asyncio.run(evening())
