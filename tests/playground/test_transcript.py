"""What is written down of an evening, and that it can be played again."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from bot.playground import Impossible, Playground
from bot.playground.client import Phones
from bot.playground.transcripts.transcript import MOST_BYTES, read_lines
from tests.playground.small_bot import listening

BOT = 1


def evening(phones: Phones) -> None:
    """Two people, a group, a press, a fault, a reply."""
    aki, mika = phones.add_user("Aki", "ja")["id"], phones.add_user("Mika")["id"]
    for user in (aki, mika):
        phones.start(user)
        phones.wait_for(user, BOT, "1: /start")
    phones.say(aki, BOT, "rain")
    phones.wait_for(aki, BOT, "2: rain")
    phones.press(phones.tap(aki, BOT, "Coffee"))
    phones.tap(aki, BOT, "More")
    phones.wait_for(aki, BOT, "/ c / m")
    group = phones.add_group("Us", aki, [mika], with_bot=True)
    phones.add_fault("500", method="sendMessage", chat=group)
    phones.say(mika, group, "/lost@attune_bot")
    said = phones.say(mika, group, "/hello@attune_bot")
    answer = phones.wait_for(mika, group, "/hello")
    phones.say(aki, group, "and I", reply_to=answer["message_id"])
    phones.wait_for(aki, group, "and I")
    phones.edit(mika, group, said, "/bye@attune_bot")


def shown(phones: Phones, name: str) -> list[list[str]]:
    """Every chat of a person, as it reads."""
    state = phones.state()
    user = next(one["id"] for one in state["users"] if one["first_name"] == name)
    ids = [entry["chat"]["id"] for entry in state["chats"][str(user)]]
    return [[one.get("text", "") for one in phones.chat(user, chat)["messages"]] for chat in ids]


async def recorded(playground: Playground, served: Any, play: Callable[[Phones], None] = evening) -> Any:
    """The transcript of an evening, and what Mika's phone showed in the end."""
    async with served(playground) as address, listening(address, run=".then"):
        phones = Phones(address)
        await asyncio.to_thread(play, phones)
        return await asyncio.to_thread(lambda: (phones.transcript(), shown(phones, "Mika")))


async def replayed(
    lines: Any, served: Any, patience: float = 5, words: str = "heard", earlier: int = 0
) -> Any:
    """The report of a replay on a fresh playground, and Mika's phone; `earlier` shifts every id."""
    playground = Playground()
    for number in range(earlier):
        playground.start(playground.add_user(f"Somebody {number}")["id"])
    async with served(playground) as address, listening(address, words, run=".now"):
        phones = Phones(address)
        report = await asyncio.to_thread(phones.replay, lines, patience)
        return report, await asyncio.to_thread(shown, phones, "Mika")


@pytest.mark.parametrize("earlier", [0, 3])
def test_an_evening_is_played_again_and_reads_the_same(
    playground: Playground, served: Any, earlier: int
) -> None:
    async def both() -> None:
        lines, then = await recorded(playground, served)
        report, now = await replayed(lines, served, earlier=earlier)
        assert report == {"played": 13, "not_played": [], "late": [], "differences": []}
        assert now == then
        assert then[0] == ["/start", "heard 1: /start"]

    asyncio.run(both())


def test_a_replay_says_where_a_bot_speaks_otherwise(playground: Playground, served: Any) -> None:
    async def both() -> None:
        lines, _ = await recorded(playground, served)
        report, _ = await replayed(lines, served, words="understood")
        assert [(one["message"], one["now"]) for one in report["differences"]][:1] == [
            (0, "understood 1: /start")
        ]
        assert (report["not_played"], report["late"]) == ([], [])

    asyncio.run(both())


def test_a_replay_goes_on_without_an_answer_that_does_not_come(playground: Playground, served: Any) -> None:
    async def both() -> None:
        lines, _ = await recorded(playground, served)
        presses = [line["n"] for line in lines if line.get("action") == "POST /sim/tap"]
        silent = Playground()
        async with served(silent) as address:
            report = await asyncio.to_thread(Phones(address).replay, lines, 0)
        assert [(one["n"], one["error"]) for one in report["not_played"]][:2] == [
            (number, "There is no such message this time.") for number in presses
        ]
        assert report["late"]

    asyncio.run(both())


def test_a_transcript_tells_both_ways_in_order(playground: Playground, room: Any) -> None:
    async def short() -> None:
        aki = (await room.client.post("/sim/users", json={"first_name": "Aki"})).json()["id"]
        await room.client.post("/sim/say", json={"user": aki, "chat": 1, "text": "x"})
        await room.client.post("/sim/start", json={"user": aki})
        await room.done("sendMessage", chat_id=aki, text="hello")
        await room.done("getUpdates", offset=-1)
        await room.client.get(f"/sim/chat?user={aki}&chat=1")
        answer = await room.client.get("/sim/transcript")
        lines = read_lines(answer.text)
        assert answer.headers["content-disposition"] == 'attachment; filename="transcript.jsonl"'
        assert [(line["n"], line["kind"]) for line in lines] == list(
            enumerate("bot action outcome action outcome action update outcome call call".split(), 1)
        )
        told = [{key: line[key] for key in line if key not in ("n", "at")} for line in lines[3:6]]
        assert told == [
            {"kind": "action", "action": "POST /sim/say", "values": {"user": aki, "chat": 1, "text": "x"}},
            {
                "kind": "outcome",
                "of": 4,
                "error": "An empty chat with a bot only has a Start button; press it first.",
            },
            {"kind": "action", "action": "POST /sim/start", "values": {"user": aki}},
        ]
        assert lines[8]["params"] == {"chat_id": aki, "text": "hello"}

    asyncio.run(short())


def test_the_oldest_lines_are_forgotten_but_not_in_a_file(playground: Playground) -> None:
    file = io.StringIO()
    transcript = playground.telegram.transcript
    transcript.record_to(file)
    for number in range(5):
        transcript.add("update", {"bot": 1, "update": {"text": "x" * (MOST_BYTES // 4), "number": number}})
    assert [json.loads(line)["n"] for line in transcript.text().splitlines()] == [4, 5, 6]
    assert [json.loads(line)["n"] for line in file.getvalue().splitlines()] == [1, 2, 3, 4, 5, 6]
    with pytest.raises(Impossible, match="beginning"):
        read_lines(transcript.text())


def test_a_reset_begins_a_new_transcript(playground: Playground) -> None:
    playground.telegram.transcript.note_action("POST /sim/say", {"text": "x"})
    playground.reset()
    lines = read_lines(playground.telegram.transcript.text())
    assert [line["kind"] for line in lines] == ["reset", "bot"]


def test_a_kept_file_with_a_reset_is_played_through(playground: Playground, served: Any) -> None:
    async def both() -> None:
        file = io.StringIO()
        playground.telegram.transcript.record_to(file)

        def twice(phones: Phones) -> None:
            phones.add_user("Noa")
            phones.reset()
            evening(phones)

        _, then = await recorded(playground, served, twice)
        report, now = await replayed(read_lines(file.getvalue()), served)
        assert (report["played"], report["not_played"], now) == (14, [], then)

    asyncio.run(both())


def test_a_transcript_is_taken_as_json_lines_too(room: Any) -> None:
    async def short() -> None:
        lines = (await room.client.get("/sim/transcript")).text
        kind = {"content-type": "application/x-ndjson"}
        answer = await room.client.post("/sim/replay?patience=0.1", content=lines, headers=kind)
        assert answer.json() == {"played": 0, "not_played": [], "late": [], "differences": []}
        refused = await room.client.post("/sim/replay", content="no lines", headers=kind)
        assert (refused.status_code, refused.json()["error"]) == (
            400,
            "A transcript has one JSON object a line.",
        )

    asyncio.run(short())
