"""Places, contacts, dice, drafts, and what people send of these."""

from __future__ import annotations

import asyncio
import base64
from typing import Any

import pytest

from bot.playground.network.files import evening_picture


def test_a_place_a_venue_and_a_contact_are_shown_as_sent(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        point = {"chat_id": aki, "latitude": "35.6812362", "longitude": 139.77}
        plain = await room.done("sendLocation", horizontal_accuracy=12.3, **point)
        assert plain["location"] == {"latitude": 35.681236, "longitude": 139.77, "horizontal_accuracy": 13.0}
        live = await room.done("sendLocation", live_period=60, heading=90, **point)
        assert live["location"] == {
            "latitude": 35.681236,
            "longitude": 139.77,
            "live_period": 60,
            "heading": 90,
        }
        venue = await room.done("sendVenue", title="Café", address="1-1", foursquare_id="x", **point)
        where = {"latitude": 35.681236, "longitude": 139.77}
        assert (venue["venue"], venue["location"]) == (
            {"location": where, "title": "Café", "address": "1-1", "foursquare_id": "x"},
            where,
        )
        contact = await room.done("sendContact", chat_id=aki, phone_number="+81", first_name="Mika")
        assert contact["contact"] == {"phone_number": "+81", "first_name": "Mika"}

    asyncio.run(evening())


@pytest.mark.parametrize(
    ("method", "values", "description"),
    [
        ("sendLocation", {"longitude": 1}, "latitude is empty"),
        ("sendLocation", {"latitude": 1}, "longitude is empty"),
        ("sendLocation", {"latitude": 91, "longitude": 1}, "invalid location specified"),
        (
            "sendLocation",
            {"latitude": 91, "longitude": 1, "live_period": 60},
            "invalid live location specified",
        ),
        (
            "sendLocation",
            {"latitude": 1, "longitude": 1, "live_period": 59},
            "wrong live location period specified",
        ),
        ("sendVenue", {"latitude": 1, "longitude": 1}, 'parameter "title" is required'),
        ("sendContact", {"first_name": "Mika"}, 'parameter "phone_number" is required'),
        ("sendContact", {"phone_number": "+81"}, 'parameter "first_name" is required'),
        ("sendDice", {"emoji": "🎈"}, "EMOTICON_INVALID"),
    ],
)
def test_what_is_missing_or_wrong_is_refused(room: Any, method: str, values: Any, description: str) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        assert await room.error(method, chat_id=aki, **values) == f"Bad Request: {description}"

    asyncio.run(evening())


@pytest.mark.parametrize(
    ("emoji", "most"), [("🎲", 6), ("🎯", 6), ("🎳", 6), ("🏀", 5), ("⚽️", 5), ("🎰", 64)]
)
def test_dice_fall_within_their_range(room: Any, emoji: str, most: int) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        thrown = [(await room.done("sendDice", chat_id=aki, emoji=emoji))["dice"] for _ in range(30)]
        assert {one["emoji"] for one in thrown} == {emoji.replace("\ufe0f", "")}
        assert {one["value"] for one in thrown} <= set(range(1, most + 1))
        assert (await room.done("sendDice", chat_id=aki))["dice"]["emoji"] == "🎲"

    asyncio.run(evening())


def test_a_draft_is_no_message(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        group = room.playground.add_group("Us", aki, with_bot=True)
        before = room.playground.chat(aki, 1)["messages"]
        assert await room.done("sendMessageDraft", chat_id=aki, draft_id=7, text="I am") is True
        assert await room.done("sendMessageDraft", chat_id=aki, draft_id=7, text="") is True
        assert room.playground.chat(aki, 1)["messages"] == before
        errors = [
            await room.error("sendMessageDraft", chat_id=aki, text="x"),
            await room.error("sendMessageDraft", chat_id=group, draft_id=7, text="x"),
            await room.error("sendMessageDraft", chat_id=aki, draft_id=7, text="x" * 4097),
        ]
        assert errors == [
            "Bad Request: RANDOM_ID_INVALID",
            "Bad Request: TEXTDRAFT_PEER_INVALID",
            "Bad Request: message is too long",
        ]

    asyncio.run(evening())


def test_people_send_every_kind_and_the_bot_reads_it(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        content = base64.b64encode(evening_picture()).decode()
        wishes: list[tuple[str, dict[str, Any]]] = [
            ("photo", {"content": content, "caption": "see"}),
            ("document", {"text": "milk", "file_name": "list.txt", "caption": "please"}),
            ("voice", {"duration": 9}),
            ("video_note", {"duration": 8}),
            ("location", {"latitude": 35.6, "longitude": 139.7}),
            ("contact", {"phone_number": "+81", "contact": aki}),
            ("dice", {"emoji": "🎯", "value": 6}),
        ]
        for route, wish in wishes:
            response = await room.client.post(f"/sim/{route}", json={"user": aki, "chat": 1} | wish)
            assert response.status_code == 200, response.text
        photo, document, voice, film, location, contact, dice = [
            one["message"] for one in await room.updates()
        ]
        assert (photo["photo"][-1]["width"], photo["caption"]) == (96, "see")
        assert (film["video_note"]["length"], film["video_note"]["duration"]) == (240, 8)
        assert (document["document"]["file_name"], document["document"]["mime_type"]) == (
            "list.txt",
            "text/plain",
        )
        assert (document["caption"], voice["voice"]["duration"]) == ("please", 9)
        assert location["location"] == {"latitude": 35.6, "longitude": 139.7}
        assert contact["contact"] == {"phone_number": "+81", "first_name": "Aki", "user_id": aki}
        assert dice["dice"] == {"emoji": "🎯", "value": 6}

    asyncio.run(evening())


@pytest.mark.parametrize(
    ("route", "wish"),
    [
        ("photo", {"content": "bm8gcGljdHVyZQ=="}),
        ("photo", {"content": "%"}),
        ("document", {"text": "", "file_name": "empty.txt"}),
        ("location", {"latitude": 91, "longitude": 0}),
        ("contact", {"phone_number": "", "first_name": "Mika"}),
        ("dice", {"value": 7}),
        ("album", {"photos": [{}]}),
        ("poll", {"question": "", "options": ["a"]}),
    ],
)
def test_what_a_phone_cannot_send_is_told_in_one_sentence(room: Any, route: str, wish: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        response = await room.client.post(f"/sim/{route}", json={"user": aki, "chat": 1} | wish)
        assert (response.status_code, list(response.json())) == (400, ["error"])
        assert await room.updates() == []

    asyncio.run(evening())
