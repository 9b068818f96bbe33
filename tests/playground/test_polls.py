"""Polls and quizzes: asked, answered, taken back, closed, and what the bot is told of it."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

CHOICES = ["Tea", "Walk"]
OPEN = {"question": "Tonight?", "options": CHOICES, "is_anonymous": False}
QUIZ = {"question": "Half of 8?", "options": ["4", "3"], "type": "quiz", "correct_option_ids": [0]}


def option(at: int, text: str, voters: int = 0) -> dict[str, Any]:
    return {"persistent_id": str(at), "text": text, "voter_count": voters}


def plain(poll: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A poll as it begins, but for what is told to be otherwise."""
    return {
        "id": poll["id"],
        "question": "Tonight?",
        "options": [option(0, "Tea"), option(1, "Walk")],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": True,
        "members_only": False,
    } | more


async def vote(room: Any, user: int, message: dict[str, Any], options: list[int], chat: int = 1) -> int:
    """The status of the answer of the control interface."""
    wish = {"user": user, "chat": chat, "message_id": message["message_id"], "options": options}
    response = await room.client.post("/sim/vote", json=wish)
    status: int = response.status_code
    return status


def test_a_poll_is_shown_with_all_that_is_always_there(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        options = [{"text": " *Tea* ", "text_parse_mode": "MarkdownV2"}, "Walk"]
        sent = await room.done("sendPoll", chat_id=aki, question="Tonight?", options=options)
        assert sent["poll"] == plain(sent["poll"])
        assert "text" not in sent

    asyncio.run(evening())


def test_a_vote_in_an_open_poll_tells_who_and_the_new_state(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        sent = await room.done("sendPoll", chat_id=aki, **OPEN)
        assert await vote(room, aki, sent, [1]) == 200
        assert room.playground.chat(aki, 1)["messages"][-1]["voted"] == [1]
        assert await vote(room, aki, sent, [1]) == 200
        assert await vote(room, aki, sent, []) == 200
        user = {"id": aki, "is_bot": False, "first_name": "Aki", "language_code": "en"}
        poll_id = sent["poll"]["id"]
        open_poll = plain(sent["poll"], is_anonymous=False)
        assert await room.updates() == [
            {
                "poll_answer": {
                    "poll_id": poll_id,
                    "user": user,
                    "option_ids": [1],
                    "option_persistent_ids": ["1"],
                }
            },
            {
                "poll": open_poll
                | {"options": [option(0, "Tea"), option(1, "Walk", 1)], "total_voter_count": 1}
            },
            {
                "poll_answer": {
                    "poll_id": poll_id,
                    "user": user,
                    "option_ids": [],
                    "option_persistent_ids": [],
                }
            },
            {"poll": open_poll},
        ]

    asyncio.run(evening())


def test_nobody_is_named_in_an_anonymous_poll(room: Any) -> None:
    async def evening() -> None:
        aki, mika = await room.person("Aki"), await room.person("Mika")
        group = room.playground.add_group("Us", aki, [mika], with_bot=True)
        await room.updates()
        asked = {"question": "Tonight?", "options": CHOICES, "allows_multiple_answers": True}
        sent = await room.done("sendPoll", chat_id=group, **asked)
        assert [await vote(room, aki, sent, [0, 1], group), await vote(room, mika, sent, [0], group)] == [
            200,
            200,
        ]
        updates = await room.updates()
        assert [list(update) for update in updates] == [["poll"], ["poll"]]
        counts = [one["voter_count"] for one in updates[-1]["poll"]["options"]]
        assert (counts, updates[-1]["poll"]["total_voter_count"]) == ([2, 1], 2)

    asyncio.run(evening())


def test_votes_that_cannot_be_are_refused(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        sent = await room.done("sendPoll", chat_id=aki, **OPEN)
        quiz = await room.done("sendPoll", chat_id=aki, **QUIZ)
        closed = await room.done("sendPoll", chat_id=aki, is_closed=True, **OPEN)
        words = await room.done("sendMessage", chat_id=aki, text="no poll")
        statuses = [
            await vote(room, aki, sent, [0, 1]),
            await vote(room, aki, sent, [2]),
            await vote(room, aki, quiz, [1]),
            await vote(room, aki, quiz, [0]),
            await vote(room, aki, quiz, []),
            await vote(room, aki, closed, [0]),
            await vote(room, aki, words, [0]),
        ]
        assert statuses == [400, 400, 200, 409, 409, 409, 404]

    asyncio.run(evening())


def test_the_answer_to_a_quiz_is_known_to_who_asked_and_who_answered(room: Any) -> None:
    async def evening() -> None:
        aki, mika = await room.person("Aki"), await room.person("Mika")
        group = room.playground.add_group("Us", aki, [mika], with_bot=True)
        asked = QUIZ | {"explanation": "<i>Cut</i> it", "explanation_parse_mode": "HTML"}
        sent = await room.done("sendPoll", chat_id=group, **asked)
        poll = sent["poll"]
        assert (poll["type"], poll["correct_option_ids"], poll["allows_revoting"]) == ("quiz", [0], False)
        assert (poll["explanation"], poll["explanation_entities"]) == (
            "Cut it",
            [{"type": "italic", "offset": 0, "length": 3}],
        )
        await vote(room, aki, sent, [1], group)
        known = [
            "correct_option_ids" in room.playground.chat(user, group)["messages"][-1]["poll"]
            for user in (aki, mika)
        ]
        assert known == [True, False]
        old = {key: value for key, value in QUIZ.items() if key != "correct_option_ids"}
        legacy = await room.done("sendPoll", chat_id=aki, correct_option_id=1, **old)
        assert legacy["poll"]["correct_option_ids"] == [1]

    asyncio.run(evening())


@pytest.mark.parametrize(
    ("values", "description"),
    [
        ({"question": ""}, "text must be non-empty"),
        ({"question": "あ" * 301}, "poll question length must not exceed 300"),
        ({"options": []}, "poll must have at least one answer option"),
        ({"options": ["a"] * 13}, "poll can't have more than 12 options"),
        ({"options": ["a", " "]}, "text must be non-empty"),
        ({"options": ["a", "b" * 101]}, "poll options length must not exceed 100"),
        ({"options": "{"}, "can't parse options JSON object"),
        ({"options": ""}, "can't parse options JSON object"),
        ({"options": [3]}, "can't parse InputPollOption: Expected InputPollOption to be an Object"),
        ({"type": "riddle"}, "unsupported poll type specified"),
        ({"type": "quiz"}, "correct quiz option list must be non-empty"),
        (
            {"type": "quiz", "correct_option_ids": [1, 0]},
            "correct quiz option list must be increasing",
        ),
        ({"type": "quiz", "correct_option_ids": [2]}, "wrong quiz correct_option_id"),
        (
            {"type": "quiz", "correct_option_ids": ["a"]},
            "correct option identifier must be of type Number",
        ),
        (
            {"type": "quiz", "correct_option_ids": [0], "explanation": "a" * 201},
            "quiz explanation must have at most 200 characters",
        ),
        (
            {"type": "quiz", "correct_option_ids": [0], "explanation": "a\nb\nc\nd"},
            "quiz explanation must have at most 2 line feeds",
        ),
    ],
)
def test_a_poll_that_cannot_be_is_refused_in_telegrams_words(
    room: Any, values: Any, description: str
) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        asked = {"question": "Tonight?", "options": CHOICES} | values
        assert await room.error("sendPoll", chat_id=aki, **asked) == f"Bad Request: {description}"

    asyncio.run(evening())


def test_one_answer_or_twelve_are_fine(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        for count in (1, 12):
            sent = await room.done("sendPoll", chat_id=aki, question="?", options=["yes"] * count)
            assert len(sent["poll"]["options"]) == count

    asyncio.run(evening())


def test_a_stopped_poll_is_told_and_takes_no_more_votes(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        keyboard = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]}
        sent = await room.done("sendPoll", chat_id=aki, reply_markup=keyboard, **OPEN)
        where = {"chat_id": aki, "message_id": sent["message_id"]}
        stopped = await room.done("stopPoll", **where)
        assert stopped == plain(sent["poll"], is_anonymous=False, is_closed=True)
        assert await room.updates() == [{"poll": stopped}]
        assert "reply_markup" not in room.playground.chat(aki, 1)["messages"][-1]
        assert await vote(room, aki, sent, [0]) == 409
        words = await room.done("sendMessage", chat_id=aki, text="no poll")
        errors = [
            await room.error("stopPoll", **where),
            await room.error("stopPoll", chat_id=aki, message_id=words["message_id"]),
            await room.error("stopPoll", chat_id=aki, message_id=999),
            await room.error("editMessageText", text="x", **where),
            await room.error("editMessageCaption", caption="x", **where),
        ]
        assert errors == [
            "Bad Request: poll has already been closed",
            "Bad Request: message is not a poll",
            "Bad Request: message with poll to stop not found",
            "Bad Request: message can't be edited",
            "Bad Request: message can't be edited",
        ]

    asyncio.run(evening())


def test_a_poll_closes_by_the_clock_of_the_playground(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        sent = await room.done("sendPoll", chat_id=aki, open_period=600, **OPEN)
        poll = sent["poll"]
        assert (poll["open_period"], poll["close_date"] - sent["date"]) == (600, 600)
        room.playground.advance_clock(599)
        assert await vote(room, aki, sent, [0]) == 200
        await room.updates()
        room.playground.advance_clock(2)
        (update,) = await room.updates()
        assert (update["poll"]["is_closed"], "close_date" in update["poll"]) == (True, False)
        assert await vote(room, aki, sent, []) == 409

    asyncio.run(evening())


def test_a_poll_closes_by_itself_when_its_time_has_come(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        await room.done("sendPoll", chat_id=aki, open_period=5, **OPEN)
        room.playground.advance_clock(4.5)
        deadline = time.monotonic() + 5
        while not (updates := await room.updates()):
            assert time.monotonic() < deadline
            await asyncio.sleep(0.02)
        assert updates[0]["poll"]["is_closed"]

    asyncio.run(evening())


def test_a_time_that_is_too_near_or_too_far_is_refused(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        now = int(room.playground.now().timestamp())
        for wish in ({"open_period": 4}, {"close_date": now - 60}):
            answer = await room.call("sendPoll", chat_id=aki, **OPEN, **wish)
            assert answer["error_code"] == 400
        long = await room.done("sendPoll", chat_id=aki, open_period=9_999_999, **OPEN)
        assert long["poll"]["open_period"] == 2_628_000
        sent = await room.done("sendPoll", chat_id=aki, close_date=now + 3600, **OPEN)
        assert sent["poll"]["close_date"] == now + 3600

    asyncio.run(evening())


def test_a_refused_poll_never_was(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        reply = {"message_id": 999}
        error = await room.error("sendPoll", chat_id=aki, open_period=5, reply_parameters=reply, **OPEN)
        assert error == "Bad Request: message to be replied not found"
        room.playground.advance_clock(60)
        assert await room.updates() == []

    asyncio.run(evening())


def test_a_persons_poll_in_a_group_is_theirs(room: Any) -> None:
    async def evening() -> None:
        aki, mika = await room.person("Aki"), await room.person("Mika")
        group = room.playground.add_group("Us", aki, [mika], with_bot=True)
        room.playground.promote(group, aki, room.playground.bot_id)
        await room.updates()
        wish = {"user": aki, "chat": group, "question": "Tonight?", "options": CHOICES, "anonymous": False}
        told = (await room.client.post("/sim/poll", json=wish)).json()
        (update,) = await room.updates()
        assert update["message"]["poll"] == plain(update["message"]["poll"], is_anonymous=False)
        assert await vote(room, mika, told, [0], group) == 200
        assert await room.updates() == []
        error = await room.error("stopPoll", chat_id=group, message_id=told["message_id"])
        assert error == "Bad Request: poll can't be stopped"
        stop = {"chat": group, "message_id": told["message_id"]}
        answers = [
            (await room.client.post("/sim/poll/stop", json=stop | {"user": user})).status_code
            for user in (mika, aki, aki)
        ]
        assert answers == [409, 200, 409]

    asyncio.run(evening())
