"""The log is the newest of the transcript that bots can tell of: their calls, and what they were told."""

import asyncio
from typing import Any

from bot.playground.clock import Clock
from bot.playground.transcripts.transcript import MOST_BYTES, Transcript


def test_an_update_stands_in_the_log_once_and_the_poll_names_it(room: Any) -> None:
    async def evening() -> None:
        aki = room.playground.add_user("Aki")["id"]
        room.playground.start(aki)
        (update,) = await room.done("getUpdates")
        await room.done("getUpdates", offset=update["update_id"] + 1)
        log = (await room.client.get("/sim/log")).json()
        told = [{key: line[key] for key in line if key not in ("n", "at")} for line in log]
        assert told == [
            {"kind": "update", "bot": 1, "update": update},
            {
                "kind": "call",
                "bot": 1,
                "method": "getUpdates",
                "params": {},
                "updates": [update["update_id"]],
            },
        ]
        assert (await room.client.get(f"/sim/log?since={log[0]['n']}")).json() == log[1:]
        assert (await room.client.get(f"/sim/log?since={log[1]['n']}")).json() == []

    asyncio.run(evening())


def test_the_newest_lines_are_kept_and_their_numbers_go_on() -> None:
    transcript = Transcript(Clock())
    for _ in range(3):
        transcript.add("call", {"method": "x" * (MOST_BYTES // 3)})
    assert [line["n"] for line in transcript.since(0, ("call",))] == [2, 3]
    transcript.begin_anew([])
    transcript.add("call", {"method": "getMe"})
    assert [line["n"] for line in transcript.since(1, ("call",))] == [5]


def test_what_was_written_comes_back_as_it_was_even_half_a_character() -> None:
    transcript = Transcript(Clock())
    transcript.add("call", {"params": {"text": "雨 \ud83d"}})
    assert [line["params"] for line in transcript.since(0, ("call",))] == [{"text": "雨 \ud83d"}]
