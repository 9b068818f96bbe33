"""On a line where each fault has its tenth nothing is lost, nothing comes more than three times, and all in order."""

import asyncio
import os
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from conversations.records.deliveries import DeliveryState, Urgency
from scheduler.errands import Arrived, Outcome, TryLater, Unsure
from tests.faults.proxy import Call, Ending, Fault, broken_off, cut_to, nothing, says
from tests.faults.sender import PATIENCE_ENDED, SENT_AGAIN, Sender, a_sender, hasty_bot, patient_bot
from tests.faults.size import sized
from tests.faults.table import ABORTED, PAGE
from tests.scheduler.outbox import put
from tests.seed import SEED
from tests.stage import Phone

MESSAGES = int(os.environ.get("ATTUNE_MESSAGES", sized("40", "600")))
PEOPLE = sized(10, 30)
NUMBER = re.compile(r"\d{5}$")
SCREEN = "a question that changes as it is answered"
MOST_UNSURE = {Urgency.RELAY: 3, Urgency.ANSWER: 3, Urgency.PROMPT: 1}

FAULTS: dict[str, Callable[[random.Random], Fault]] = {
    "reset": lambda rng: Fault(rng.randrange(2), nothing, Ending.RESETS),
    "hang": lambda rng: Fault(rng.randrange(2), nothing, Ending.HANGS),
    "cut": lambda rng: Fault(1, cut_to(rng.random()), Ending.CLOSES),
    "5xx": lambda rng: Fault(
        rng.randrange(2), rng.choice([says(500, ABORTED), says(502, PAGE), says(504, PAGE)])
    ),
    "ok: false": lambda rng: Fault(1, says(200, '{"ok": false}')),
    "truncated JSON": lambda rng: Fault(1, broken_off),
    "slow": lambda rng: Fault(1, pause=0.0001),
    "twice": lambda rng: Fault(2),
}
DRAWN = [*FAULTS, "none", "none"]  # each fault a tenth
UNKNOWN = ("reset", "hang", "cut", "5xx", "ok: false")


@dataclass(frozen=True)
class Posted:
    """What was put into the outbox, for whom."""

    id: int
    reader: Phone
    words: str
    urgency: Urgency
    edits: int | None


@dataclass(frozen=True)
class Attempt:
    """One call that went out: what happened to it on the line, and what the bot made of that."""

    name: str
    fault: Fault
    outcome: Outcome

    @property
    def is_understood(self) -> bool:
        """Whether the bot knows of it exactly what can be known."""
        if self.name in UNKNOWN:
            return isinstance(self.outcome, Unsure)
        known = isinstance(self.outcome, Arrived)
        return self.outcome in PATIENCE_ENDED or (  # a computer may be slow by itself
            known and (self.outcome == Arrived(None)) == (self.name == "truncated JSON")
        )


@dataclass
class Chance:
    """Draws what happens to each call. The same message meets the same in every run of a seed."""

    met: dict[tuple[int, str], list[tuple[str, Fault]]] = field(default_factory=lambda: defaultdict(list))

    def __call__(self, call: Call) -> Fault | None:
        message = int(call.given["chat_id"]), unmarked(call.given["text"])
        met = self.met[message]
        rng = random.Random(f"{SEED}/{message}/{len(met)}")  # noqa: S311 (which faults)
        name = rng.choice(DRAWN)
        met.append((name, FAULTS[name](rng) if name in FAULTS else Fault()))
        return met[-1][1]


@dataclass
class Run:
    """What was posted, and all that happened to it."""

    sender: Sender
    posted: list[Posted]
    chance: Chance

    def attempts(self, one: Posted) -> list[Attempt]:
        """The calls for a message that is no edit; attempts to connect in vain are left out."""
        chat = one.reader.telegram_id
        outcomes = [
            outcome
            for to, words, outcome in self.sender.messenger.made
            if (to, unmarked(words)) == (chat, one.words) and outcome != TryLater(2)
        ]
        met = self.chance.met[chat, one.words]
        return [Attempt(*what, outcome) for what, outcome in zip(met, outcomes, strict=True)]

    def copies(self, one: Posted) -> list[str]:
        return [text for text in self.sender.texts(one.reader) if unmarked(text) == one.words]


@pytest.mark.timeout(sized(120, 600))
def test_every_message_arrives_or_its_author_hears_that_nobody_knows(tmp_path: Path) -> None:
    print(f"{MESSAGES} messages, ATTUNE_SEED={SEED}")
    run = asyncio.run(a_bad_evening(tmp_path, random.Random(SEED)))  # noqa: S311 (which messages)
    new = [one for one in run.posted if one.edits is None]
    attempts = {one.id: run.attempts(one) for one in new}
    everything = [attempt for found in attempts.values() for attempt in found]
    print(f"{len(everything)} attempts: {dict(Counter(one.name for one in everything))}")
    states = {row.id: DeliveryState(row.state) for row in run.sender.rows()}
    print(f"ends: {dict(Counter(states.values()))}")

    assert [one for one in everything if not one.is_understood] == []
    assert {one.id: states[one.id] for one in run.posted} == {
        one.id: end_of(one, attempts.get(one.id, [])) for one in run.posted
    }
    assert {one.id: run.copies(one) for one in new} == {
        one.id: copies_of(one, attempts[one.id]) for one in new
    }
    assert max(sum(attempt.fault.reaches > 0 for attempt in found) for found in attempts.values()) <= 3
    assert [texts for texts in orders(run) if texts != sorted(texts)] == []
    assert last_screens(run) == {one.reader.telegram_id: one.words for one in run.posted if one.edits}
    assert notices(run, states) == unconfirmed_relays(run, states)


async def a_bad_evening(folder: Path, rng: random.Random) -> Run:
    async with a_sender(folder, hasty_bot) as sender:
        people = [sender.person(f"P{number}", rng.choice(("en", "ja"))) for number in range(PEOPLE)]
        posted = await posts(sender, people, rng)
        chance = sender.line.chooses = Chance()
        while sender.waiting():
            if rng.randrange(10) == 0:
                await finds_nobody(sender)
            await sender.delivers_later()
        return Run(sender, posted, chance)


async def posts(sender: Sender, people: list[Phone], rng: random.Random) -> list[Posted]:
    """Words from one to another, answers, questions of the day, and screens that change again and again."""
    async with patient_bot(sender.line.address) as bot:
        sent = [await bot.send_message(reader.telegram_id, SCREEN) for reader in people]
    screens = {one.chat.id: one.message_id for one in sent}
    posted = []
    for number in range(MESSAGES):
        reader, author = rng.sample(people, 2)
        urgency = rng.choice((Urgency.RELAY, Urgency.RELAY, Urgency.ANSWER, Urgency.PROMPT))
        edits = screens[reader.telegram_id] if urgency is Urgency.ANSWER and rng.randrange(2) else None
        by = author if urgency is Urgency.RELAY else None
        claim = put(reader, f"{number:05}", urgency, by, edits)
        posted.append(Posted(claim.delivery_id, reader, f"{number:05}", urgency, edits))
    return posted


async def finds_nobody(sender: Sender) -> None:
    """Nothing is there to connect to, for once."""
    await sender.line.goes_away()
    await asyncio.sleep(0.05)  # the bot has seen its connections end
    await sender.delivers_later()
    await sender.line.comes_back()


def unmarked(text: str) -> str:
    """Without the line that says that it is a repeat."""
    return SENT_AGAIN.sub("", text)


def end_of(one: Posted, attempts: list[Attempt]) -> DeliveryState:
    unsure = sum(isinstance(attempt.outcome, Unsure) for attempt in attempts)
    return DeliveryState.UNCONFIRMED if unsure == MOST_UNSURE[one.urgency] else DeliveryState.SENT


def copies_of(one: Posted, attempts: list[Attempt]) -> list[str]:
    """What has to be on the phone: a copy for each time Telegram was reached, marked once one may have arrived."""
    again = {
        "ja": "届いていないかもしれないので、もう一度お送りします。\n\n",
        "en": "Sent again, in case it didn't arrive.\n\n",
    }
    copies, mark = [], ""
    for attempt in attempts:
        copies += [mark + one.words] * attempt.fault.reaches
        mark = again[one.reader.language] if isinstance(attempt.outcome, Unsure) else mark
    return copies


def orders(run: Run) -> list[list[str]]:
    """The numbers of the messages on each phone, as they came."""
    readers = {one.reader.telegram_id: one.reader for one in run.posted}
    edits = {one.words for one in run.posted if one.edits}
    came = ([unmarked(text) for text in run.sender.texts(reader)] for reader in readers.values())
    return [[text for text in texts if NUMBER.match(text) and text not in edits] for texts in came]


def last_screens(run: Run) -> dict[int, str]:
    """What the screen of each, whose screen changed, shows in the end."""
    readers = {one.reader.telegram_id: one.reader for one in run.posted if one.edits}
    return {user: run.sender.texts(reader)[0] for user, reader in readers.items()}


def notices(run: Run, states: dict[int | None, DeliveryState]) -> int:
    """How many messages tell an author that nobody knows; none of them is lost either."""
    told = [state for id, state in states.items() if id not in {one.id for one in run.posted}]
    assert set(told) <= {DeliveryState.SENT, DeliveryState.UNCONFIRMED}
    return len(told)


def unconfirmed_relays(run: Run, states: dict[int | None, DeliveryState]) -> int:
    relays = [one for one in run.posted if one.urgency is Urgency.RELAY]
    return sum(states[one.id] == DeliveryState.UNCONFIRMED for one in relays)
