"""The stage of the tests: phones that say and tap, and show what they see."""

import copy
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, text
from sqlmodel import SQLModel, col, select

from conversations.dialogue.at_hand import Direct
from conversations.dialogue.events import (
    BotAdded,
    ChatKind,
    Command,
    Event,
    MembersChanged,
    NotWords,
    Rewritten,
    Tap,
    Where,
    Who,
    Words,
)
from conversations.dialogue.phrasebook import load_phrasebook
from conversations.dialogue.turn import Attune, Handled, handle
from conversations.dialogue.wording import OfflineWording, Wording
from conversations.records.database import open_database, transaction
from conversations.records.deliveries import Delivery, DeliveryState, Message, read_message
from conversations.records.sealing import Sealer
from scheduler.checkins import plan_all_due
from scheduler.pulses import plan_all_pulses
from scheduler.reminders import say_all_due
from tests.databases import make_tables

EVENING = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)  # a Friday: 18:00 in Tokyo, 09:00 in London
GROUP = -1001


@dataclass
class Shown:
    """A message as a phone shows it."""

    id: int
    message: Message
    at: datetime = EVENING  # when it came; to change it makes it no younger

    @property
    def text(self) -> str:
        return self.message.text.text

    @property
    def buttons(self) -> list[list[str]]:
        return [[key.label for key in row] for row in self.message.keyboard]


@dataclass
class Stage:
    """A whole Attune in memory, with a clock that the test moves."""

    engine: Engine
    wording: Wording = field(default_factory=OfflineWording)
    now: datetime = EVENING
    attune: Attune = field(init=False)
    as_built: Attune = field(init=False)
    chats: dict[int, list[Shown]] = field(default_factory=dict)
    typed: dict[int, dict[int, datetime]] = field(default_factory=dict)  # by chat and number: when
    ids: Any = field(default_factory=lambda: itertools.count(1))
    phones: dict[int, "Phone"] = field(default_factory=dict)
    unreachable: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        make_tables(self.engine)
        sealer = Sealer(bytes(32))
        self.attune = Attune(self.engine, sealer, load_phrasebook(), self.wording, "attune_bot", "Noa")
        self.as_built = self.attune

    @property
    def is_empty(self) -> bool:
        """Whether nothing has happened yet on a stage like all others."""
        plain = type(self) is Stage and self.attune == self.as_built and self.now == EVENING
        return plain and not self.phones and not self.chats

    def person(self, name: str, language: str) -> "Phone":
        """A phone for someone."""
        phone = Phone(self, next(self.ids) + 100, name, language)
        self.phones[phone.telegram_id] = phone
        return phone

    def happens(self, make: Callable[[int], Event]) -> Handled:
        """Let an event happen, and let everything that is due arrive."""
        event = make(next(self.ids))
        if isinstance(event, Command | Words | NotWords):
            self.typed.setdefault(event.where.chat_id, {})[event.message_id] = self.now
        handled = handle(event, self.now, self.attune)
        for direct in handled.direct:
            self.receive(direct)
        self.deliver()
        return handled

    def receive(self, direct: Direct) -> None:
        """What goes past the outbox is there at once."""
        self._arrive(direct.chat_id, direct.message)

    def deliver(self) -> None:
        """Everything that was posted arrives, in order."""
        with transaction(self.engine) as session:
            waiting = (
                select(Delivery).where(Delivery.state == DeliveryState.PENDING).order_by(col(Delivery.id))
            )
            for delivery in session.exec(waiting):
                chat = self.attune.sealer.open_id(delivery.chat)
                message = read_message(session, self.attune.sealer, delivery)
                delivery.state, delivery.body, delivery.sent_at = DeliveryState.SENT, b"", self.now
                delivery.sent_message_id = self._arrive(chat, message)

    def _arrive(self, chat: int, message: Message) -> int | None:
        shown = self.chats.setdefault(chat, [])
        if message.deletes:
            self._take_away(chat, message)
            return None
        for at, old in enumerate(shown):
            if message.edits == old.id and not message.text.text:
                shown[at] = replace(old, message=replace(old.message, keyboard=()))
                return old.id
            if message.edits == old.id:
                shown[at] = replace(old, message=message)
                return old.id
        shown.append(Shown(next(self.ids), message, self.now))
        return shown[-1].id

    def _take_away(self, chat: int, message: Message) -> None:
        """As Telegram does: what is 48 hours old stays, and of that only our own takes other words."""
        young, there = self.now - timedelta(hours=48), self.chats[chat]
        typed = self.typed.get(chat, {})
        for number in message.deletes:
            if typed.get(number, young) > young:
                del typed[number]
        kept = [one for one in there if one.id not in message.deletes or one.at <= young]
        bare = Message(message.text)
        self.chats[chat] = [
            replace(one, message=bare) if one.id in message.deletes and message.text.text else one
            for one in kept
        ]

    def wait(self, **span: float) -> None:
        """Time goes by; nothing is planned until the test ticks."""
        self.now += timedelta(**span)

    def ticks(self) -> None:
        """What is due by now is asked and said, and arrives."""
        plan_all_due(self.now, self.attune)
        plan_all_pulses(self.now, self.attune)
        say_all_due(self.now, self.attune)
        self.deliver()

    def group(self, chat_id: int = GROUP) -> "Chat":
        """The shared chat."""
        return Chat(self, chat_id)


@dataclass
class Chat:
    """What is to be seen in a group."""

    stage: Stage
    id: int

    @property
    def shown(self) -> list[Shown]:
        return self.stage.chats.get(self.id, [])

    @property
    def texts(self) -> list[str]:
        return [one.text for one in self.shown]

    def adds_attune(self, by: "Phone", humans: int = 2) -> None:
        self.stage.happens(lambda id: BotAdded(id, by.who, Where(self.id, ChatKind.SHARED), humans))

    def changes(
        self, by: "Phone", humans: int, joined: tuple[int, ...] = (), left: int | None = None
    ) -> None:
        where = Where(self.id, ChatKind.SHARED)
        self.stage.happens(lambda id: MembersChanged(id, by.who, where, humans, joined, left))


@dataclass
class Phone:
    """One person's private chat with Attune."""

    stage: Stage
    telegram_id: int
    name: str
    language: str
    toast: str = ""
    link: str = ""

    @property
    def who(self) -> Who:
        return Who(self.telegram_id, self.name, self.language)

    @property
    def private(self) -> Where:
        return Where(self.telegram_id, ChatKind.PRIVATE)

    @property
    def shown(self) -> list[Shown]:
        return self.stage.chats.get(self.telegram_id, [])

    @property
    def texts(self) -> list[str]:
        return [one.text for one in self.shown]

    @property
    def typed(self) -> list[int]:
        """The numbers of what this person wrote and still sees."""
        return sorted(self.stage.typed.get(self.telegram_id, {}))

    @property
    def sees(self) -> str:
        """The newest message."""
        return self.shown[-1].text

    @property
    def buttons(self) -> list[list[str]]:
        """The buttons under the newest message."""
        return self.shown[-1].buttons

    def says(self, text: str, where: Where | None = None) -> None:
        """Type something: a command or words."""
        place = where or self.private
        if text.startswith("/"):
            head, _, rest = text[1:].partition(" ")
            self._does(lambda id: Command(id, self.who, place, head, rest, next(self.stage.ids)))
        else:
            self._does(lambda id: Words(id, self.who, place, text, next(self.stage.ids)))

    def rewrites(self, text: str) -> None:
        """Edit the newest message of one's own."""
        newest = max(self.stage.typed[self.telegram_id])
        self._does(lambda id: Rewritten(id, self.who, self.private, text, newest))

    def sends_photo(self) -> None:
        self._does(lambda id: NotWords(id, self.who, self.private, next(self.stage.ids)))

    def taps(self, label: str, chat: Chat | None = None) -> None:
        """Tap a button by its label: on the newest message that has it."""
        place = Where(chat.id, ChatKind.SHARED) if chat else self.private
        for shown in reversed(chat.shown if chat else self.shown):
            for key in itertools.chain(*shown.message.keyboard):
                if label == key.label or label in key.label.split(" · "):
                    self.presses(key.data, shown.id, place)
                    return
        raise AssertionError(f"{self.name} sees no button {label!r}: {chat.texts if chat else self.texts}")

    def presses(self, data: str, message_id: int | None, place: Where | None = None) -> None:
        """Press a button by what it carries, as an old or forged one would."""
        where = place or self.private
        self._does(lambda id: Tap(id, self.who, where, data, message_id, f"q{id}"))

    def opens_link(self) -> None:
        """Open the link that the last tap led to."""
        payload = self.link.partition("?start=")[2]
        self.says(f"/start {payload}")

    def _does(self, make: Callable[[int], Event]) -> None:
        handled = self.stage.happens(make)
        self.toast, self.link = handled.toast, handled.link


def fresh_stage(url: str = "sqlite://") -> Stage:
    """An empty stage."""
    return Stage(open_database(url))


@dataclass(frozen=True)
class Kept:
    """How an empty stage stood after something that many tests begin with: what happens again is not played again."""

    rows: dict[str, list[dict[str, Any]]]  # by table
    chats: dict[int, tuple[Shown, ...]]
    typed: dict[int, dict[int, datetime]]
    next_id: int
    phones: tuple[tuple[int, str, str, str, str], ...]

    @classmethod
    def of(cls, stage: Stage) -> "Kept":
        with stage.engine.connect() as connection:
            rows = {
                table.name: [dict(row) for row in connection.execute(table.select()).mappings()]
                for table in SQLModel.metadata.sorted_tables
            }
        next_id = next(stage.ids)
        stage.ids = itertools.count(next_id)
        return cls(
            {name: found for name, found in rows.items() if found},
            {id: tuple(shown) for id, shown in stage.chats.items()},
            copy.deepcopy(stage.typed),
            next_id,
            tuple((p.telegram_id, p.name, p.language, p.toast, p.link) for p in stage.phones.values()),
        )

    def put_on(self, stage: Stage) -> None:
        with stage.engine.begin() as connection:
            for name, rows in self.rows.items():
                connection.execute(SQLModel.metadata.tables[name].insert(), rows)
            if stage.engine.dialect.name == "postgresql":
                connection.execute(text("SELECT setval('delivery_id_seq', (SELECT max(id) FROM delivery))"))
        stage.chats = {id: [replace(one) for one in shown] for id, shown in self.chats.items()}
        stage.typed, stage.ids = copy.deepcopy(self.typed), itertools.count(self.next_id)
        stage.phones = {id: Phone(stage, id, *rest) for id, *rest in self.phones}


_kept: dict[str, Kept] = {}


def paired(stage: Stage) -> tuple[Phone, Phone]:
    """Aki (Japanese, Tokyo) and Mika (English) are a couple with a shared chat."""
    if not stage.is_empty:
        return pair(stage)
    kind = stage.engine.dialect.name
    if kind not in _kept:
        pair(stage)
        _kept[kind] = Kept.of(stage)
    else:
        _kept[kind].put_on(stage)
    aki, mika = stage.phones.values()
    return aki, mika


def pair(stage: Stage) -> tuple[Phone, Phone]:
    """From the first command to the couple, step by step."""
    aki, mika = stage.person("Aki", "ja"), stage.person("Mika", "en")
    group = stage.group()
    group.adds_attune(aki)
    for phone, city, yes, evening in (
        (aki, "東京", "はい、使います", "夜 20:30"),
        (mika, "London", "Yes, I'd like this", "Evening 20:30"),
    ):
        phone.taps(group.shown[0].buttons[0][0], group)
        phone.opens_link()
        phone.taps("日本語" if phone is aki else "English")
        lives_in(phone, city)
        phone.taps(evening)
        phone.taps(yes)
    return aki, mika


def lives_in(phone: Phone, city: str) -> None:
    """Answer the question about the clock by typing a city that is the only one of its name."""
    if phone.buttons[0][0] in ("はい", "Yes"):
        phone.taps("いいえ、変える" if phone.language == "ja" else "No, change")
    phone.says(city)
