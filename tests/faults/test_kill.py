"""Killed at any moment, the bot loses nothing, repeats almost nothing, and says so where it does."""

import asyncio
import os
import random
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from bot.playground import BotProfile, Playground
from bot.web import Server, listen
from tests.evening import TOKEN, free_port
from tests.faults.couple import Persistent, a_round, become_a_couple, soon
from tests.faults.killing import Aim, LivingBot, Wire
from tests.faults.size import sized

KILLS = int(os.environ.get("ATTUNE_KILLS", sized("8", "60")))
SEED = int(os.environ.get("ATTUNE_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)
REPEATED = ("Sent again, in case it didn't arrive.", "届いていないかもしれないので、もう一度お送りします。")
CARD = re.compile(
    r"(Akiさんからのお願い|Mikaさんから(?:のお願い)?|(?:Aki|Mika) (?:is asking|says)|.*こう届きました|.* heard)[：:]\n"
)
NUMBER = re.compile(r"\d{3}")
FIRST = 101  # three digits from the first to the last round


@dataclass(frozen=True)
class Sent:
    """One message that reached Telegram, and in which life of the bot."""

    life: int
    chat: int
    number: int
    text: str

    @property
    def repeated(self) -> bool:
        return self.text.startswith(REPEATED)

    @property
    def words(self) -> str:
        """The text without the line that marks a repeat."""
        for line in REPEATED:
            if self.text.startswith(line):
                return self.text.removeprefix(line).lstrip("\n")
        return self.text


@dataclass
class Run:
    """What happened in all lives of one bot."""

    bot: LivingBot
    sent: list[Sent] = field(default_factory=list)
    integrity: list[str] = field(default_factory=list)
    exit_code: int | None = None
    users: dict[str, int] = field(default_factory=dict)
    rounds: int = 0


@pytest.mark.timeout(120 + 20 * KILLS)
def test_nothing_that_was_tapped_is_lost_and_repeats_are_marked(tmp_path: Path) -> None:
    print(f"{KILLS} kills, ATTUNE_SEED={SEED}")
    run = asyncio.run(an_evening_of_kills(tmp_path, random.Random(SEED)))  # noqa: S311 (which moments)
    print(
        f"{run.rounds} rounds, {len(run.sent)} messages, {sum(one.repeated for one in run.sent)} marked as repeats"
    )

    assert set(run.integrity) == {"ok"}
    assert run.exit_code == 0
    assert run.rounds >= 1
    assert unfinished(run.bot) == []
    assert too_many_repeats(run.sent) == {}
    assert len(not_repeated(run)) <= len(given_up(run.bot)), not_repeated(run)
    assert cards_seen(run) == cards_expected(run)
    assert out_of_order(run.bot) == []
    assert len({one.words for one in run.sent if one.chat == run.users["Noa"]}) == 1, "her own hello"
    assert not re.search(r"(call|lunch) \d{3}|\d{3}のこと|told me", run.bot.said), (
        "words of theirs in the log"
    )


def aims(rng: random.Random) -> list[Aim]:
    """Half of the moments are aimed at a message on its way; the others fall anywhere into a turn or a start.

    Never two of the first kind in a row: a message that is cut off three times is rightly given up.
    """
    found = []
    for turn in range(KILLS):
        if turn % 2 == 0:
            method = rng.choice(("sendmessage", "sendmessage", "editmessagetext"))
            found.append(Aim(method, rng.randint(1, 3), rng.choice(("before", "after"))))
            continue
        match rng.randrange(4):
            case 0:
                found.append(Aim("deletewebhook", 1, "later", rng.uniform(0, 0.5)))
            case 1:
                found.append(Aim("answercallbackquery", rng.randint(1, 3), rng.choice(("before", "after"))))
            case _:
                found.append(Aim("getupdates", rng.randint(2, 6), "later", rng.uniform(0, 0.15)))
    return found


async def an_evening_of_kills(folder: Path, rng: random.Random) -> Run:
    playground = Playground(TOKEN, BotProfile())
    wire = Wire(playground.app)
    listening = listen("127.0.0.1", 0)
    server = Server(Starlette(routes=[Mount("/", app=wire)]), listening)
    await server.start()
    run = Run(LivingBot(folder, f"http://127.0.0.1:{listening.getsockname()[1]}", free_port()))
    enough = asyncio.Event()
    people = asyncio.create_task(people_who_tap(playground, run, enough))
    try:
        await killed_while_it_makes_its_database(run.bot)
        for life, aim in enumerate(aims(rng)):
            wire.waits_for(aim, run.bot.is_killed)
            await run.bot.starts()
            await first_of(wire.cut.wait(), people)
            note(run, playground, life)
            run.integrity.append(run.bot.integrity())
        enough.set()
        await run.bot.starts()
        await people
        await soon(lambda: unfinished(run.bot) == [] or None, "an empty outbox")
        run.exit_code = await run.bot.stops()
        note(run, playground, KILLS)
        run.integrity.append(run.bot.integrity())
    finally:
        people.cancel()
        await run.bot.is_killed()
        playground.stop()
        await server.stop()
    return run


async def killed_while_it_makes_its_database(bot: LivingBot) -> None:
    await bot.starts()
    await soon(lambda: bot.database.exists() or None, "a database")
    await bot.is_killed()


async def people_who_tap(playground: Playground, run: Run, enough: asyncio.Event) -> None:
    """Aki and Mika become a couple and go on round by round; Noa only says hello."""
    aki, mika, noa = (
        Persistent(playground, int(playground.add_user(name, language)["id"]))
        for name, language in (("Aki", "ja"), ("Mika", "en"), ("Noa", "en"))
    )
    run.users = {"Aki": aki.user, "Mika": mika.user, "Noa": noa.user}
    noa.says("/start")
    await become_a_couple(aki, mika)
    while not enough.is_set() or not run.rounds:
        await a_round(aki, mika, FIRST + run.rounds)
        run.rounds += 1


async def first_of(cut: Any, people: asyncio.Task[None]) -> None:
    """Wait for the kill. People who stop before it have waited in vain for an answer: raise what they say."""
    waiting = asyncio.ensure_future(cut)
    await asyncio.wait((waiting, people), return_when=asyncio.FIRST_COMPLETED)
    if people.done():
        waiting.cancel()
        await people
        raise AssertionError("the people stopped tapping")


def note(run: Run, playground: Playground, life: int) -> None:
    """Keep what the bot sent in this life."""
    known = {(one.chat, one.number) for one in run.sent}
    for call in playground.calls():
        if call["method"].lower() == "sendmessage" and "result" in call:
            message = call["result"]
            sent = Sent(life, message["chat"]["id"], message["message_id"], message["text"])
            if (sent.chat, sent.number) not in known:
                run.sent.append(sent)


def unfinished(bot: LivingBot) -> list[Any]:
    """Deliveries that still wait, or were given up without a doubt. None should be."""
    return bot.rows("SELECT id, state, urgency FROM delivery WHERE state IN ('pending', 'dead')")


def too_many_repeats(sent: list[Sent]) -> dict[tuple[int, int], int]:
    """Where a kill led to more than one repeated message in a chat."""
    counted = Counter((one.life, one.chat) for one in sent if one.repeated)
    return {place: count for place, count in counted.items() if count > 1}


def not_repeated(run: Run) -> list[Sent]:
    """First copies of which the database knows nothing, although no marked copy came after them.

    Only what was cut off too often to be sent once more may be among them; anything else was repeated unmarked.
    """
    known = {number for (number,) in run.bot.rows("SELECT sent_message_id FROM delivery")}
    lost_answers = [one for one in run.sent if one.number not in known and not one.repeated]
    return [one for one in lost_answers if not any(_repeats(other, one) for other in run.sent)]


def given_up(bot: LivingBot) -> list[Any]:
    """Deliveries of which nobody knows whether they arrived."""
    return bot.rows("SELECT id FROM delivery WHERE state = 'unconfirmed'")


def _repeats(later: Sent, earlier: Sent) -> bool:
    return (
        later.repeated
        and (later.chat, later.words) == (earlier.chat, earlier.words)
        and later.life > earlier.life
    )


def cards_seen(run: Run) -> dict[str, list[int]]:
    """The numbers of the rounds whose cards came to each, in the order of their first copies."""
    seen: dict[str, list[int]] = {}
    for name, user in run.users.items():
        cards = [one.words for one in run.sent if one.chat == user and CARD.match(one.words)]
        seen[name] = list(dict.fromkeys(int(number) for card in cards for number in NUMBER.findall(card)))
    return seen


def cards_expected(run: Run) -> dict[str, list[int]]:
    numbers = list(range(FIRST, FIRST + run.rounds))
    return {"Aki": numbers, "Mika": numbers, "Noa": []}


def out_of_order(bot: LivingBot) -> list[Any]:
    """Words to the other that reached a chat before older ones did."""
    relays = bot.rows(
        "SELECT chat, sent_message_id FROM delivery WHERE urgency = 'relay' AND sent_message_id IS NOT NULL ORDER BY id"
    )
    newest: dict[bytes, int] = {}
    wrong = []
    for chat, number in relays:
        if number < newest.get(chat, 0):
            wrong.append(number)
        newest[chat] = number
    return wrong
