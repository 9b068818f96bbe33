"""A stage that remembers all of it: what came to whom and when, what brought it, what was tapped and written."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, SQLModel, col, func, select

from conversations.dialogue.events import Command, Event, Tap, Words
from conversations.dialogue.posting import Desk
from conversations.dialogue.turn import Handled
from conversations.records import database
from conversations.records.checkins import Sheet
from conversations.records.database import transaction
from conversations.records.deliveries import Delivery, DeliveryState, Message, read_message
from conversations.records.needs import Need
from conversations.records.notes import Note
from conversations.records.partners import Partner
from conversations.records.pauses import Pause
from conversations.records.reminders import Reminder, ReminderKind
from scheduler.checkins import plan_all_due
from scheduler.pulses import plan_all_pulses
from scheduler.reminders import say_all_due
from scheduler.reminding import SAYINGS, Saying
from tests.stage import Stage

A_TAP = timedelta(seconds=5)  # from one thing that somebody does to their next
QUESTION, WEEK = (
    "question",
    "week",
)  # what brings the day's question, and Sunday's; a reminder brings its own kind
COUNTED_FROM = (
    2**62
)  # later than any id of the next years: from here they are counted, and not told by the clock
ABOUT: dict[str, type[SQLModel]] = {"nudge": Sheet, "sheet": Sheet, "need": Need, "follow": Need, "note": Note,
                                    "pause": Pause}  # fmt: skip


@dataclass(frozen=True)
class Came:
    """A message as it came to a chat, or as an earlier one reads from now on."""

    at: datetime
    chat: int
    id: int
    message: Message
    because: str  # of who did something, by name; or of the timetable
    changed: bool

    @property
    def text(self) -> str:
        return self.message.text.text

    @property
    def buttons(self) -> list[str]:
        return [key.label for row in self.message.keyboard for key in row]

    @property
    def data(self) -> list[str]:
        return [key.data for row in self.message.keyboard for key in row]

    @property
    def sheet(self) -> str:
        """Which check-in its first button leads to; nothing when it leads elsewhere."""
        flow, _, rest = (self.data or [""])[0].partition(" ")
        return rest.split(" ")[0] if flow == "checkin" else ""


@dataclass(frozen=True)
class Did:
    """Somebody tapped a label or wrote words, in this chat."""

    at: datetime
    chat: int
    who: str
    taps: str = ""
    writes: str = ""


@dataclass(frozen=True)
class Said:
    """A reminder had its turn."""

    at: datetime
    kind: str
    to: int  # partner
    subject: int
    due_at: datetime
    stood: str  # how what it is about stood just then
    spoke: bool  # something was posted


@dataclass
class Recorded(Stage):
    """A stage with a memory."""

    seen: list[Came | Did] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    _because: str = ""
    _reasons: dict[int, str] = field(default_factory=dict)  # of deliveries on their way
    _sayings: dict[ReminderKind, Saying] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__post_init__()
        self._sayings = {kind: self._noting(kind, saying) for kind, saying in SAYINGS.items()}

    def happens(self, make: Callable[[int], Event]) -> Handled:
        def noted(id: int) -> Event:
            event = make(id)
            self._because = event.who.name
            self._note(event)
            return event

        handled = super().happens(noted)
        self.now += A_TAP
        return handled

    def ticks(self) -> None:
        """What is due by now is asked and said. What brings each message is noted."""
        self._because = QUESTION
        plan_all_due(self.now, self.attune)
        self.deliver()
        self._because = WEEK
        plan_all_pulses(self.now, self.attune)
        self.deliver()
        say_all_due(self.now, self.attune, self._sayings)
        self.deliver()

    def deliver(self) -> None:
        with transaction(self.engine) as session:
            for delivery in session.exec(_waiting()):
                chat = self.attune.sealer.open_id(delivery.chat)
                message = read_message(session, self.attune.sealer, delivery)
                delivery.state, delivery.body, delivery.sent_at = DeliveryState.SENT, b"", self.now
                before, self._because = self._because, self._reasons.pop(delivery.id or 0, self._because)
                delivery.sent_message_id = self._arrive(chat, message)
                self._because = before

    def _arrive(self, chat: int, message: Message) -> int | None:
        id = super()._arrive(chat, message)
        if id is not None and message.text.text:
            self.seen.append(Came(self.now, chat, id, message, self._because, message.edits == id))
        return id

    def _note(self, event: Event) -> None:
        if isinstance(event, Tap):
            label = self._label(event)
            self.seen.append(Did(self.now, event.where.chat_id, event.who.name, taps=label))
        elif isinstance(event, Command) and event.name != "start":
            words = f"/{event.name} {event.rest}".strip()
            self.seen.append(Did(self.now, event.where.chat_id, event.who.name, writes=words))
        elif isinstance(event, Words):
            self.seen.append(Did(self.now, event.where.chat_id, event.who.name, writes=event.text))

    def _label(self, tap: Tap) -> str:
        shown = (one for one in self.chats[tap.where.chat_id] if one.id == tap.message_id)
        keys = [key for one in shown for row in one.message.keyboard for key in row]
        return next((key.label for key in keys if key.data == tap.data), "")

    def _noting(self, kind: ReminderKind, saying: Saying) -> Saying:
        """The same saying. What it posts is put down to it, and how its subject stood before."""

        def noting(reminder: Reminder, desk: Desk) -> datetime | None:
            stood, before = _stands(desk.session, reminder), _newest(desk.session)
            due_at, subject, to = reminder.due_at, reminder.subject, reminder.partner_id
            again = saying(reminder, desk)
            after = _newest(desk.session)
            self._reasons |= dict.fromkeys(range(before + 1, after + 1), str(kind))
            self.said.append(Said(self.now, str(kind), to, subject, due_at, stood, after > before))
            return again

        return noting


def _waiting() -> Any:
    pending = select(Delivery).where(Delivery.state == DeliveryState.PENDING)
    return pending.order_by(col(Delivery.id))


def _newest(session: Session) -> int:
    return session.exec(select(func.max(Delivery.id))).one() or 0


def _stands(session: Session, reminder: Reminder) -> str:
    """The state of what a reminder is about; empty for what has none, or is gone."""
    table = ABOUT.get(reminder.kind.partition("_")[0])
    found: Any = session.get(table, reminder.subject) if table else None
    return str(found.state) if found is not None else ""


def partner_numbers(stage: Stage) -> dict[int, str]:
    """Who is who in the database: number -> name."""
    names = {phone.telegram_id: phone.name for phone in stage.phones.values()}
    with transaction(stage.engine) as session:
        rows = session.exec(select(Partner)).all()
        return {row.id: names[stage.attune.sealer.open_id(row.telegram_id)] for row in rows}


@contextmanager
def counted_ids() -> Iterator[None]:
    """Ids are counted from one number instead of by the clock: which question a couple gets depends on them."""
    before, database._newest = database._newest, COUNTED_FROM
    try:
        yield
    finally:
        database._newest = before
