"""Whatever people can do is done again by a replay: albums, forwards, votes, keys, inline results, joins, reactions."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable
from typing import Any

import pytest

from bot.playground import BotProfile, Playground
from bot.playground.client import Phones
from bot.playground.transcripts.transcript import read_lines
from tests.playground.busy_bot import at_work

BOT = 1
PROFILE = BotProfile("attune_bot", "Attune", inline=True)


def albums_and_forwards(phones: Phones) -> None:
    aki, mika = begin(phones)
    group = phones.add_group("Us", aki, [mika])
    own = phones.post("album", user=aki, chat=BOT, photos=[{}, {"caption": "two"}])["message_ids"]
    phones.say(aki, BOT, "the second", reply_to=own[1])
    phones.wait_for(aki, BOT, "heard the second")
    phones.say(aki, BOT, "/album")
    theirs = phones.wait_for(aki, BOT, "yours")["message_id"]
    for message in (own[0], theirs - 1, theirs):
        forwarded = phones.post("forward", user=aki, chat=group, from_chat=BOT, message_id=message)
    phones.say(mika, group, "this one", reply_to=forwarded["message_id"])


def polls_and_votes(phones: Phones) -> None:
    aki, mika = begin(phones)
    group = phones.add_group("Us", aki, [mika], with_bot=True)
    phones.say(aki, group, "/ask@attune_bot")
    asked = phones.wait_until(aki, group, polls_in)[-1]
    for user, options in ((aki, [0]), (mika, [1]), (mika, [])):
        phones.post("vote", user=user, chat=group, message_id=asked, options=options)
        phones.wait_for(aki, group, f"chose {options}")
    quiz = phones.post("poll", user=aki, chat=group, question="Two?", options=["1", "2"], correct=[1])
    phones.post("vote", user=mika, chat=group, message_id=quiz["message_id"], options=[1])
    phones.post("poll/stop", user=aki, chat=group, message_id=quiz["message_id"])


def polls_in(view: Any) -> list[int] | None:
    return [message["message_id"] for message in view["messages"] if "poll" in message] or None


def reply_keys(phones: Phones) -> None:
    aki, mika = begin(phones)
    phones.say(aki, BOT, "/keys")
    phones.wait_for(aki, BOT, "What to drink?")
    phones.press_key(aki, BOT, "Coffee")
    phones.wait_for(aki, BOT, "heard Coffee")
    phones.post("key", user=aki, chat=BOT, button=[1, 0], users=[mika])
    phones.wait_for(aki, BOT, "You chose 1.")


def inline_results(phones: Phones) -> None:
    aki, mika = begin(phones)
    group = phones.add_group("Us", aki, [mika])
    for _ in range(2):  # the second time the phone shows what the bot answered before
        query = phones.post("inline", user=aki, chat=group, text="@attune_bot h")["query_id"]
        results = phones.wait_until(aki, group, lambda _: phones.get(f"inline/{query}").get("results"))  # noqa: B023
        chosen = phones.post(f"inline/{query}/choose", result=results[1]["id"])["message_id"]
    phones.say(mika, group, "for me too", reply_to=chosen)
    phones.tap(mika, group, "Brew")
    phones.wait_for(mika, group, "Hojicha is brewed")


def joins(phones: Phones) -> None:
    aki, mika = begin(phones)
    group = phones.add_group("Us", aki, with_bot=True)
    own = phones.in_group(group, "link", by=aki, name="for Mika")["invite_link"]
    phones.post("join", user=mika, invite_link=own)
    group = phones.in_group(group, "promote", by=aki, bot=True, rights=["can_invite_users"])["chat"]
    phones.say(aki, group, "/invite")
    link = phones.wait_for(aki, group, "https://t.me/")["text"]
    noa = phones.add_user("Noa")["id"]
    phones.open(noa, link)
    phones.wait_for(aki, group, "Come in.")
    phones.say(noa, group, "here I am")
    phones.in_group(group, "leave", user=noa)


def reactions(phones: Phones) -> None:
    aki, mika = begin(phones)
    group = phones.post("groups", title="Us", creator=aki, members=[mika], with_bot=True, supergroup=True)[
        "chat"
    ]
    phones.in_group(group, "promote", by=aki, bot=True)
    phones.say(aki, group, "/keys@attune_bot")
    heard = phones.wait_for(aki, group, "heard /keys@attune_bot")["message_id"]
    said = phones.say(mika, group, "good")
    phones.wait_for(aki, group, "heard good")
    for message, emoji in ((heard, "❤"), (said, "🔥")):
        phones.post("react", user=aki, chat=group, message_id=message, emoji=emoji)
        phones.wait_for(aki, group, emoji)


def begin(phones: Phones) -> tuple[int, int]:
    """Aki, who has pressed Start, and Mika."""
    aki, mika = phones.add_user("Aki")["id"], phones.add_user("Mika")["id"]
    phones.start(aki)
    phones.wait_for(aki, BOT, "heard /start")
    return aki, mika


EVENINGS = [albums_and_forwards, polls_and_votes, reply_keys, inline_results, joins, reactions]
Evening = Callable[[Phones], None]


def shown(phones: Phones) -> dict[str, Any]:
    """Every chat of these three, as it reads."""
    state = phones.state()
    return {
        f"{person['first_name']}, {number}": [
            as_read(message) for message in phones.chat(person["id"], entry["chat"]["id"])["messages"]
        ]
        for person in state["users"]
        if person["first_name"] in ("Aki", "Mika", "Noa")
        for number, entry in enumerate(state["chats"][str(person["id"])])
    }


def as_read(message: Any) -> dict[str, Any]:
    """A message without ids, dates and links, which are of their time."""
    words = message.get("text", message.get("caption", "")).partition("https://")[0]
    options = message.get("poll", {}).get("options", [])
    origin = message.get("forward_origin", {}).get("sender_user", {})
    return {
        "kinds": sorted(message.keys() - {"edit_date"}),
        "from": message["from"]["first_name"],
        "words": words,
        "answers": as_read(message["reply_to_message"])["words"] if "reply_to_message" in message else "",
        "first by": origin.get("first_name", ""),
        "votes": [(option["text"], option["voter_count"]) for option in options],
        "reactions": [one["emoji"] for one in message.get("reactions", [])],
    }


async def spent(evening: Evening, served: Any) -> tuple[list[Any], dict[str, Any]]:
    """The lines of an evening as a file keeps them, and how everybody's phone reads in the end."""
    playground, file = Playground(bot=PROFILE), io.StringIO()
    playground.telegram.transcript.record_to(file)
    async with served(playground) as address, at_work(address, ".then"):
        await asyncio.to_thread(evening, Phones(address))
        read = await asyncio.to_thread(shown, Phones(address))
    return read_lines(file.getvalue()), read


async def again(
    lines: list[Any], served: Any, token: str, drinks: tuple[str, ...]
) -> tuple[Any, dict[str, Any]]:
    """The report of a replay among other people, and everybody's phone."""
    playground = Playground(token, PROFILE)
    for number in range(3):
        somebody = playground.add_user(f"Somebody {number}")["id"]
        playground.start(somebody)
        playground.add_group("Others", somebody)
    async with served(playground) as address, at_work(address, ".now", drinks, token):
        report = await asyncio.to_thread(Phones(address).replay, lines)
        return report, await asyncio.to_thread(shown, Phones(address))


@pytest.mark.parametrize("evening", EVENINGS, ids=lambda evening: evening.__name__)
@pytest.mark.parametrize("token", ["1:demo", "7:other"])
def test_it_reads_the_same_afterwards(served: Any, evening: Evening, token: str) -> None:
    async def both() -> None:
        lines, then = await spent(evening, served)
        report, now = await again(lines, served, token, ("Tea", "Coffee"))
        assert {name: report[name] for name in ("not_played", "late", "differences")} == {
            "not_played": [],
            "late": [],
            "differences": [],
        }
        assert now == then

    asyncio.run(both())


def test_a_key_is_pressed_where_its_words_are_now(served: Any) -> None:
    async def both() -> None:
        lines, _ = await spent(reply_keys, served)
        report, now = await again(lines, served, "1:demo", ("Coffee", "Tea"))
        assert (report["not_played"], report["differences"]) == ([], [])
        assert "heard Coffee" in [message["words"] for message in now["Aki, 0"]]

    asyncio.run(both())
