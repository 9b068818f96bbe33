"""A life of two people on a database of its own, in which nothing is left to chance, and what reaches one of them."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, func, select

from conversations.dialogue import automatic
from conversations.dialogue.events import Command, Event, NotWords, Tap, Words
from conversations.dialogue.phrasebook import Phrasebook, load_phrasebook
from conversations.dialogue.steps import Reword
from conversations.dialogue.turn import Attune, Handled, handle
from conversations.dialogue.wording import OfflineWording
from conversations.records import database
from conversations.records.couples import ChatState, Couple
from conversations.records.database import open_database, transaction
from conversations.records.deliveries import Claim, Delivery, DeliveryState, Message, read_message
from conversations.records.partners import Partner
from conversations.records.reminders import Reminder
from conversations.records.sealing import Sealer
from scheduler.checkins import plan_all_due
from scheduler.errands import Unreachable
from scheduler.housekeeping import tidy
from scheduler.pulses import plan_all_pulses
from scheduler.reminders import say_all_due
from scheduler.settling import settle
from tests.faults.size import sized
from tests.stage import EVENING, GROUP, Phone, Stage, fresh_stage, paired
from tests.threats.seen import Seen

NEVER = datetime.max.replace(tzinfo=UTC)
NO_SHARED_CHAT = 4  # among the coins
MOST_TICKS = 5_000  # of one life: it does not go round in circles


class Clock:
    """A clock that moves on by a millisecond whenever it is looked at: every id has one of its own."""

    def __init__(self, begin: int) -> None:
        self.milliseconds = itertools.count(database.IDS_BEGIN + begin)

    def time_ns(self) -> int:
        return next(self.milliseconds) * 1_000_000


class Coin:
    """What `secrets` would draw, decided before."""

    def __init__(self, face: int) -> None:
        self.face = face

    def randbits(self, bits: int) -> int:
        return self.face

    def randbelow(self, end: int) -> int:
        return self.face % end


@contextmanager
def no_chance(seed: int, begin: int) -> Iterator[None]:
    """What is a coin falls as the seed says: the parity of every id, and the toss for who begins."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "time", Clock(begin))
        patch.setattr(database, "secrets", Coin(seed & 1))
        patch.setattr(database, "_newest", 0)
        patch.setattr(automatic, "secrets", Coin(seed >> 1 & 1))
        yield


class AtHand(OfflineWording):
    """Rewords at once, and always alike: what it says is for one of the two alone. It listens for danger as ever."""

    def reword(self, step: Reword, language: str) -> dict[str, Any]:
        signal = {"kind": "always", "words": "never", "why": "It was once."}
        return {"kind": "reworded", "candidates": [{"style": "gentle", "text": f"It would help me. {step.draft}"}],
                "signals": [signal] if "never" in step.draft else [], "kept": [], "language": "en"}  # fmt: skip


class Elsewhere:
    """A language model that the host has set, and that nobody asks: not both have agreed."""

    host = "model.example"

    def reword(self, step: Reword, language: str, names: tuple[str, ...]) -> dict[str, Any]:
        raise AssertionError("a draft went to the model")


@dataclass
class Life(Stage):
    """Two phones and a shared chat; what is due is said the second it is due."""

    watched: int = 0  # Telegram id
    seen: list[Seen] = field(default_factory=list)
    blocked: set[int] = field(default_factory=set)  # who does not want messages
    undelivered: int = 0

    def __post_init__(self) -> None:
        self.attune = Attune(
            self.engine, Sealer(bytes(32)), book(), self.wording, "attune_bot", "Noa", Elsewhere()
        )
        self.ids = itertools.count(100_000)

    def happens(self, make: Any) -> Handled:
        event: Event = make(next(self.ids))
        if isinstance(event, Command | Words | NotWords):
            self.typed.setdefault(event.where.chat_id, {})[event.message_id] = self.now
        handled = handle(event, self.now, self.attune)
        if event.who.telegram_id == self.watched and isinstance(event, Tap):
            self.seen.append(Seen(self.now, "toast", f"{handled.toast}|{handled.link}"))
        for direct in handled.direct:
            self._arrive(direct.chat_id, direct.message)
        self.deliver()
        return handled

    def deliver(self) -> None:
        """Everything that may go arrives, in the order of its chat; who has blocked gets nothing."""
        given_up = True
        while given_up:  # it is told, and that arrives as well
            with transaction(self.engine) as session:
                given_up = self._deliver_all(session)

    def _deliver_all(self, session: Session) -> bool:
        """Whether something was given up."""
        waiting = select(Delivery).where(Delivery.state == DeliveryState.PENDING).order_by(col(Delivery.id))
        before = self.undelivered
        for delivery in session.exec(waiting).all():
            chat = self.attune.sealer.open_id(delivery.chat)
            if chat in self.blocked:
                self.undelivered += 1
                claim = Claim(delivery.id or 0, delivery.epoch)
                settle(session, self.attune, claim, self.now, Unreachable("blocked"))
                continue
            message = read_message(session, self.attune.sealer, delivery)
            delivery.state, delivery.body, delivery.sent_at = DeliveryState.SENT, b"", self.now
            delivery.sent_message_id = self._arrive(chat, message)
        return self.undelivered > before

    def _arrive(self, chat: int, message: Message) -> int | None:
        if chat in (self.watched, GROUP):
            self.seen.append(self._as_seen(chat, message))
        return super()._arrive(chat, message)

    def _as_seen(self, chat: int, message: Message) -> Seen:
        stands = [one.id for one in self.chats.get(chat, [])]
        edits = stands.index(message.edits) if message.edits in stands else None
        marks = tuple(str(one) for one in message.text.entities)
        rest = f"{message.document}{message.picture}{[stands.index(one) for one in message.deletes if one in stands]}"
        return Seen(self.now, "shared" if chat == GROUP else "private", message.text.text, marks,
                    message.keyboard, edits, message.silent, message.ask_words, rest)  # fmt: skip

    def goes_on_to(self, at: datetime) -> None:
        """Time goes by, and whatever falls due on the way is said at its second."""
        for _ in range(MOST_TICKS):
            plans = self._next_due()
            due = min(at for at, _ in plans)
            if due > at:
                break
            self.now = max(self.now, due)
            next(plan for at, plan in plans if at <= self.now)(self.now, self.attune)
            self.deliver()
        else:
            raise AssertionError("something is due again and again")
        self.now = at

    def _next_due(self) -> tuple[tuple[datetime, Callable[[datetime, Attune], object]], ...]:
        """When somebody is asked next, about a day or a week, and when something else is to be said; and by what."""
        day, week = (select(func.min(when)) for when in (Partner.next_checkin_at, Partner.next_pulse_at))
        promise = select(func.min(Reminder.due_at))
        plans = ((day, plan_all_due), (week, plan_all_pulses), (promise, say_all_due))
        with transaction(self.engine) as session:
            return tuple((session.exec(due).one() or NEVER, plan) for due, plan in plans)

    def night_falls(self) -> None:
        tidy(self.now, self.attune)
        self.deliver()


@cache
def book() -> Phrasebook:
    return load_phrasebook()


@cache
def beginning(coins: int) -> tuple[Engine, tuple[tuple[int, str, str], ...]]:
    """Aki and Mika on the evening on which they have become a couple, some without a shared chat; copied for every
    life."""
    with no_chance(coins, 1_000_000_000):
        stage = fresh_stage()
        both = paired(stage)
        if coins & NO_SHARED_CHAT:
            with transaction(stage.engine) as session:
                session.exec(select(Couple)).one().chat = None
                session.exec(select(Couple)).one().chat_state = ChatState.NONE
    return stage.engine, tuple((one.telegram_id, one.name, one.language) for one in both)


@contextmanager
def life_of_two(coins: int, watched: int) -> Iterator[tuple[Life, Phone, Phone]]:
    """A life, the one whose view is kept, and the other. `watched`: 0 is Aki, 1 is Mika."""
    before, people = beginning(coins)
    engine = everyones()
    _copy(before, engine)
    with no_chance(coins, 2_000_000_000):
        life = Life(
            engine,
            sized(AtHand, OfflineWording)(),
            now=EVENING + timedelta(minutes=1),
            watched=people[watched][0],
        )
        phones = [Phone(life, *one) for one in people]
        yield life, phones[watched], phones[1 - watched]


@cache
def everyones() -> Engine:
    """One database for all lives, one after the other: what SQL it has read, it need not read again."""
    return open_database("sqlite://")


def _copy(before: Engine, after: Engine) -> None:
    with before.connect() as old, after.connect() as new:
        source, target = old.connection.driver_connection, new.connection.driver_connection
        assert source is not None and target is not None
        old.rollback()
        new.rollback()
        source.backup(target)
