"""Reactions of people and bots, and what people change and take back."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.playground import Impossible
from bot.playground.people.reactions import react

HEARS = ["message", "edited_message", "message_reaction"]
HEART, THUMB = {"type": "emoji", "emoji": "❤"}, {"type": "emoji", "emoji": "👍"}


def test_a_reaction_is_told_only_to_a_bot_that_asked_for_it(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        sent = await room.done("sendMessage", chat_id=aki, text="Good evening")
        react(room.playground.telegram, aki, 1, sent["message_id"], "👍")
        assert await room.updates(allowed_updates=HEARS) == []
        react(room.playground.telegram, aki, 1, sent["message_id"], "❤️")
        (update,) = await room.updates()
        assert update["message_reaction"] == {
            "chat": {"id": aki, "first_name": "Aki", "type": "private"},
            "message_id": sent["message_id"],
            "user": {"id": aki, "is_bot": False, "first_name": "Aki", "language_code": "en"},
            "date": update["message_reaction"]["date"],
            "old_reaction": [THUMB],
            "new_reaction": [HEART],
        }

    asyncio.run(evening())


def test_the_same_reaction_again_changes_nothing_and_none_takes_it_away(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        await room.updates(allowed_updates=HEARS)
        said = room.playground.say(aki, 1, "I am here")
        await room.updates()
        for emoji in ("👍", "👍", "", ""):
            react(room.playground.telegram, aki, 1, said["message_id"], emoji)
        changes = [update["message_reaction"] for update in await room.updates()]
        assert [(one["old_reaction"], one["new_reaction"]) for one in changes] == [
            ([], [THUMB]),
            ([THUMB], []),
        ]

    asyncio.run(evening())


def test_in_a_group_only_an_admin_bot_hears_of_reactions(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        group = room.playground.add_group("We", aki, with_bot=True)
        await room.updates(allowed_updates=HEARS)
        sent = await room.done("sendMessage", chat_id=group, text="Good evening")
        react(room.playground.telegram, aki, group, sent["message_id"], "👍")
        assert await room.updates() == []
        room.playground.promote(group, aki, 1)
        react(room.playground.telegram, aki, group, sent["message_id"], "")
        assert len(await room.updates()) == 1

    asyncio.run(evening())


def test_a_reaction_that_is_not_offered_is_not_possible(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        said = room.playground.say(aki, 1, "I am here")
        for message_id, emoji in ((said["message_id"], "🪑"), (999, "👍")):
            with pytest.raises(Impossible):
                react(room.playground.telegram, aki, 1, message_id, emoji)

    asyncio.run(evening())


def test_a_bot_hears_nothing_of_its_own_reaction(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        await room.updates(allowed_updates=HEARS)
        said = room.playground.say(aki, 1, "I am here")
        await room.updates()
        named = {"chat_id": aki, "message_id": said["message_id"]}
        assert await room.done("setMessageReaction", reaction=[HEART], **named) is True
        assert await room.updates() == []
        (*_, shown) = room.playground.chat(aki, 1)["messages"]
        assert [one["emoji"] for one in shown["reactions"]] == ["❤"]

    asyncio.run(evening())


@pytest.mark.parametrize(
    ("reaction", "description"),
    [
        ("{", "can't parse reaction types JSON object"),
        ({"type": "emoji"}, "expected an Array of ReactionType"),
        ([5], "can't parse ReactionType: expected an Object"),
        ([{"emoji": "👍"}], "can't parse ReactionType: Can't find field \"type\""),
        ([{"type": "emoji"}], "can't parse ReactionType: Can't find field \"emoji\""),
        ([{"type": "sound"}], "can't parse ReactionType: invalid reaction type specified"),
        ([{"type": "paid"}], "can't parse ReactionType: invalid reaction type specified"),
        ([{"type": "custom_emoji"}], "can't parse ReactionType: Can't find field \"custom_emoji_id\""),
        ([{"type": "custom_emoji", "custom_emoji_id": "5"}], "REACTION_INVALID"),
        ([{"type": "emoji", "emoji": "🪑"}], "REACTION_INVALID"),
        ([HEART, THUMB], "REACTIONS_TOO_MANY"),
    ],
)
def test_a_reaction_that_telegram_refuses_is_refused(room: Any, reaction: Any, description: str) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        said = room.playground.say(aki, 1, "I am here")
        named = {"chat_id": aki, "message_id": said["message_id"]}
        error = await room.error("setMessageReaction", reaction=reaction, **named)
        assert error == f"Bad Request: {description}"

    asyncio.run(evening())


def test_a_bot_changes_its_reaction_and_takes_it_away(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        said = room.playground.say(aki, 1, "I am here")
        named = {"chat_id": aki, "message_id": said["message_id"]}
        seen = []
        for reaction in ([HEART], [THUMB], []):
            assert await room.done("setMessageReaction", reaction=reaction, is_big=True, **named) is True
            shown = room.playground.chat(aki, 1)["messages"][-1]
            seen.append([one["emoji"] for one in shown.get("reactions", [])])
        assert seen == [["❤"], ["👍"], []]
        error = await room.error("setMessageReaction", chat_id=aki, message_id=999, reaction=[HEART])
        assert error == "Bad Request: message to react not found"

    asyncio.run(evening())


def test_an_anonymous_admin_reacts_as_the_group(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        group = room.playground.migrate(room.playground.add_group("We", aki, with_bot=True))
        room.playground.promote(group, aki, 1)
        await room.client.post(f"/sim/groups/{group}/anonymous", json={"user": aki, "on": True})
        await room.updates(allowed_updates=HEARS)
        sent = await room.done("sendMessage", chat_id=group, text="Good evening")
        react(room.playground.telegram, aki, group, sent["message_id"], "👍")
        change = (await room.updates())[-1]["message_reaction"]
        assert (change["actor_chat"]["id"], "user" in change) == (group, False)

    asyncio.run(evening())


def test_people_edit_for_two_days(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        said = room.playground.say(aki, 1, "/need quiet")
        await room.updates()
        room.playground.edit(aki, 1, said["message_id"], "/need a walk")
        (update,) = await room.updates()
        assert update["edited_message"]["text"] == "/need a walk"
        assert update["edited_message"]["message_id"] == said["message_id"]
        room.playground.advance_clock(2 * 24 * 60 * 60)
        with pytest.raises(Impossible):
            room.playground.edit(aki, 1, said["message_id"], "/need rest")

    asyncio.run(evening())


def test_a_caption_is_added_changed_and_taken_away(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        sent = room.playground.photo(aki, 1)
        await room.updates()
        for words in ("Sky", "Evening sky", ""):
            room.playground.edit(aki, 1, sent["message_id"], words)
        edited = [update["edited_message"] for update in await room.updates()]
        assert [one.get("caption") for one in edited] == ["Sky", "Evening sky", None]
        assert all("photo" in one for one in edited)

    asyncio.run(evening())


def test_nobody_tells_a_bot_what_was_deleted(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        said = room.playground.say(aki, 1, "Never mind")
        await room.updates()
        room.playground.delete(aki, 1, said["message_id"])
        assert await room.updates() == []

    asyncio.run(evening())
