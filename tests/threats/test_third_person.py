"""Somebody else comes to the group of two, told of or not, in any order: nothing private is posted there (T-1)."""

import asyncio
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlmodel import select
from telegram import Bot

from bot.company import FRESH, Company
from bot.intake import Intake
from bot.messenger import TelegramMessenger
from bot.playground import BotProfile, Playground
from bot.updates import Me
from conversations.dialogue.phrases import say
from conversations.dialogue.turn import desk_for
from conversations.flows import COMMANDS
from conversations.records.couples import ChatState, Couple, CoupleState
from conversations.records.database import open_database, transaction
from conversations.records.deliveries import Delivery, DeliveryState, Urgency
from conversations.records.partners import Consent, Partner, add_partner
from scheduler.courier import Courier
from scheduler.pacing import Pacing
from tests.evening import TOKEN
from tests.faults.size import sized
from tests.faults.virtual import Direct, run_virtually
from tests.seed import SEED
from tests.stage import Stage

LIVES, STEPS = sized(5, 120), sized(40, 60)
WORD = re.compile(r"w\d+w")


@dataclass
class House:
    """Aki, Mika and their group on a playground, and who else is in it; time is virtual."""

    stage: Stage = field(default_factory=lambda: Stage(open_database("sqlite://")))
    playground: Playground = field(default_factory=lambda: Playground(TOKEN, BotProfile()))
    words: int = 0
    asked: int = 0
    wrong_since: float | None = None  # since when it is not the two, and Attune has not been told
    known_wrong: bool = False  # Attune was told of it
    posted: list[tuple[int, str]] = field(default_factory=list)  # what was written where
    wrongly: list[str] = field(default_factory=list)  # of it, in the group while they were not alone

    def __post_init__(self) -> None:
        self.loop, self.begin = asyncio.get_running_loop(), self.stage.now
        names = (("Aki", "en"), ("Mika", "en"), ("Noa", "en"), ("Ren", "en"))
        self.people = [int(self.playground.add_user(*name)["id"]) for name in names]
        self.aki, self.mika, *self.others = self.people
        self.us = self.playground.add_group("Us", self.aki, [self.mika], with_bot=True)
        for person in self.people:
            self.playground.start(person)
        self.updates()
        line = Direct(self.playground.app, lambda answer: None)
        self.bot = Bot(TOKEN, base_url="http://127.0.0.1/bot", request=line, get_updates_request=line)
        company = Company(self.bot, self.loop.time)
        pacing = Pacing(self.moments)
        messenger = TelegramMessenger(self.bot, company)
        self.courier = Courier(self.stage.attune, messenger, self.now, pacing, self.loop.time)
        me = Me(self.playground.bot_id, "attune_bot", frozenset(COMMANDS))
        self.intake = Intake(self.stage.attune, self.bot, me, self.courier, self.now, company)
        self.playground.telegram.transcript.listeners.append(self.look)
        self.pair()

    def now(self) -> datetime:
        return self.begin + timedelta(seconds=self.loop.time())

    def moments(self) -> float:
        """The time, a little later each time it is asked: what is left of a wait may be too short to count."""
        self.asked += 1
        return self.loop.time() + self.asked * 1e-6

    def pair(self) -> None:
        seal = self.stage.attune.sealer
        with transaction(self.stage.engine) as session:
            chat = seal.seal_id(self.us)
            couple = Couple(
                chat=chat, chat_state=ChatState.FINE, state=CoupleState.ACTIVE, created_at=self.begin
            )
            session.add(couple)
            session.flush()
            for name, id in (("Aki", self.aki), ("Mika", self.mika)):
                one = add_partner(session, seal, id, name, "en", self.begin)
                one.consent, one.couple_id, one.zone = Consent.TOGETHER, couple.id, "Europe/London"

    def updates(self) -> list[dict[str, Any]]:
        """What Telegram has to tell and has not told."""
        waiting = self.playground.account.updates
        fresh = dict(waiting.fresh())
        if fresh:
            waiting.confirm(max(fresh) + 1)
        return [dict(one.payload()) for one in fresh.values()]

    def members(self) -> set[int]:
        chat = self.playground.telegram.world.groups[self.us]
        return {id for id in self.people if chat.has(id)}

    # --- what happens

    def writes(self) -> None:
        """Something for both of them, that nobody else is to read."""
        self.words += 1
        with transaction(self.stage.engine) as session:
            desk = desk_for(session, self.now(), self.stage.attune)
            couple = session.exec(select(Couple)).one()
            author = session.exec(select(Partner)).first()
            desk.to_both(couple, f"w{self.words}w", urgency=Urgency.RELAY, author=author)
            ready = tuple(desk.ready)
        self.courier.deliver(ready)

    def comes_or_goes(self, who: int) -> None:
        there = self.members()
        if who not in there:
            self.playground.add_member(self.us, min(there), who)
        elif len(there) > 1:
            self.playground.leave_group(self.us, who)
        self.note_who_is_there()

    def note_who_is_there(self) -> None:
        if len(self.members()) == 2:  # whoever takes a place unseen is beyond anybody's counting
            self.wrong_since = None
        elif self.wrong_since is None:
            self.wrong_since = self.loop.time()

    async def hears(self) -> None:
        """Attune takes what it is told, in order."""
        for update in (told := self.updates()):
            await self.intake.take(update)
        if told:
            self.known_wrong = self.members() != {self.aki, self.mika}

    def hears_nothing(self) -> None:
        self.updates()

    def others_do_something(self, chance: Random) -> None:
        """Strangers, anonymous ones and channels press and write what they like."""
        who = chance.choice(self.others)
        user = {"id": who, "first_name": "?", "is_bot": False}
        chat = {"id": self.us, "type": "group"}
        number = self.words * 1000 + chance.randrange(1000)
        hidden: dict[str, Any] = chance.choice(({}, {"sender_chat": chat}))
        typed = chance.choice(("/link", "/need", "/pause", "/leave", "/start x"))
        said = {"message_id": number, "date": 1, "chat": chat, "from": user, "text": typed, **hidden}
        pressed = {
            "id": str(number),
            "from": user,
            "chat_instance": "1",
            "message": {**said, "message_id": 1},
        }
        data = chance.choice(("need", "leave", "set rest", "1:yes", "pause", "turns", "checkin 1 done"))
        self.taken = [{"update_id": 10**9 + number, "message": said}]
        self.taken += [{"update_id": 2 * 10**9 + number, "callback_query": {**pressed, "data": data}}]

    async def comes_to_rest(self) -> None:
        """Everything that waits goes out."""
        for _ in range(60):
            await asyncio.sleep(5)
            await self.courier.deliver_due()
            await self.courier.finish()
            await self.intake.finish()

    # --- what holds

    def look(self, line: dict[str, Any]) -> None:
        """A call of Attune's: nothing private where somebody else can read it."""
        if line["kind"] != "call" or line["method"] not in ("sendMessage", "editMessageText"):
            return
        chat, text = int(line["params"]["chat_id"]), str(line["params"]["text"])
        self.posted.append((chat, text))
        if chat != self.us or not WORD.search(text):
            return
        age = self.loop.time() - (self.wrong_since if self.wrong_since is not None else self.loop.time())
        if self.known_wrong or age > FRESH:
            self.wrongly.append(f"{text} at {self.loop.time():.1f}, {age:.0f} s after somebody came or left")

    def state(self) -> list[Any]:
        with transaction(self.stage.engine) as session:
            rows = [*session.exec(select(Couple)), *session.exec(select(Partner))]
            return [row.model_dump() for row in rows]

    def lost(self) -> set[str]:
        """Words that reached neither the group nor both private chats. Of what was refused for good none is left."""
        reached: dict[str, set[int]] = {f"w{number + 1}w": set() for number in range(self.words)}
        for chat, text in self.posted:
            for word in WORD.findall(text):
                reached[word].add(chat)
        both = {self.aki, self.mika}
        return {word for word, chats in reached.items() if self.us not in chats and not both <= chats}


async def live(chance: Random) -> House:
    house = House()
    for _ in range(STEPS):
        match chance.choices(
            ("word", "other", "both", "hears", "deaf", "time", "stranger"), (6, 4, 1, 4, 1, 4, 2)
        )[0]:
            case "word":
                house.writes()
                if chance.random() < 0.5:
                    await house.courier.finish()
            case "other":
                house.comes_or_goes(chance.choice(house.others))
            case "both":
                house.comes_or_goes(chance.choice((house.aki, house.mika)))
                await house.hears()  # a partner's place taken unseen is beyond anybody's counting
            case "hears":
                await house.hears()
            case "deaf" if {house.aki, house.mika} <= house.members():
                house.hears_nothing()
            case "time":
                await asyncio.sleep(chance.choice((0.5, 5, 61)))
                await house.courier.deliver_due()
            case "stranger":
                await nothing_follows(house, chance)
    await house.hears()
    await house.comes_to_rest()
    return house


async def nothing_follows(house: House, chance: Random) -> None:
    """Whatever others do changes nothing of the two, and is answered with nothing of theirs."""
    house.others_do_something(chance)
    before, seen = house.state(), len(house.posted)
    for update in house.taken:
        await house.intake.take(update)
    await house.intake.finish()
    after = house.state()
    mine = [row for row in after if row.get("id") in {one.get("id") for one in before}]
    assert mine == before
    assert not any(
        WORD.search(text) and chat not in (house.us, house.aki, house.mika)
        for chat, text in house.posted[seen:]
    )


@pytest.mark.parametrize("number", range(LIVES))
def test_nothing_private_is_posted_while_they_are_not_alone(number: int) -> None:
    print(f"ATTUNE_SEED={SEED}")
    house = run_virtually(live(Random(f"{SEED} {number}")))  # noqa: S311
    assert house.wrongly == []
    assert house.lost() == set()
    with transaction(house.stage.engine) as session:
        assert session.exec(select(Delivery).where(Delivery.state == DeliveryState.PENDING)).all() == []


def test_who_came_unseen_is_counted_and_each_of_the_two_reads_it_in_private() -> None:
    async def evening() -> House:
        house = House()
        house.writes()
        await house.courier.finish()
        house.comes_or_goes(house.others[0])
        house.hears_nothing()
        await asyncio.sleep(FRESH)
        house.writes()
        await house.courier.finish()
        return house

    house = run_virtually(evening())
    why = house.stage.attune.book.words(say("lobby.to_each.text"), "en")
    assert house.posted == [(house.us, "w1w"), (house.aki, f"{why}\n\nw2w"), (house.mika, f"{why}\n\nw2w")]


def test_what_waits_for_the_group_when_somebody_takes_the_place_of_a_partner_goes_to_each() -> None:
    """Two are two again; the one who left is not among them."""

    async def evening() -> House:
        house = House()
        for _ in range(12):  # more than a group may get at once: the last ones wait
            house.writes()
        await asyncio.sleep(1)
        house.comes_or_goes(house.mika)
        await house.hears()
        house.comes_or_goes(house.others[0])
        await house.hears()
        house.known_wrong = True
        await house.comes_to_rest()
        return house

    house = run_virtually(evening())
    assert house.wrongly == []
    assert house.lost() == set()
    assert any(chat == house.mika for chat, _ in house.posted)
