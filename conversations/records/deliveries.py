"""Messages on their way. Nothing is sent except from here, and nothing stays here once it was sent."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Boolean, Index, Integer, bindparam, case, exists, insert, update
from sqlalchemy.sql.dml import ReturningInsert
from sqlmodel import Field, Session, SQLModel, col, select

from conversations.dialogue.phrasebook import Entity, Text
from conversations.records.database import new_id
from conversations.records.sealing import Sealed, Sealer

LEASE = timedelta(seconds=60)  # longer than twice the longest send


class DeliveryState(StrEnum):
    """What is known of a message."""

    PENDING = "pending"  # to be sent at `due_at`; a claim only moves that time
    SENT = "sent"  # Telegram has it
    UNCONFIRMED = "unconfirmed"  # it may have arrived; its author is told
    DEAD = "dead"  # refused for good, or too old to be sent


class Urgency(StrEnum):
    """What a message is, which decides what an unknown outcome means for it (reliability 4.3)."""

    ANSWER = "answer"  # to the person who just tapped or wrote
    RELAY = "relay"  # one partner's words to the other: at least once
    PROMPT = "prompt"  # the daily check-in: never repeated when unsure
    NOTICE = "notice"  # of use for a short while only


class Delivery(SQLModel, table=True):
    """One message for one chat. Order within a chat is the order of ids."""

    # What is due, and what waits for a chat.
    __table_args__ = (Index(None, "state", "due_at"), Index(None, "chat", "state", "id"))
    id: int | None = Field(
        default=None, primary_key=True, sa_type=BigInteger().with_variant(Integer, "sqlite")
    )
    row: int = Field(default_factory=new_id, sa_type=BigInteger)  # what the seal is bound to
    chat: bytes  # sealed Telegram id
    owner: str  # whose key seals the body
    body: bytes  # emptied when sent
    urgency: str = Urgency.ANSWER
    state: str = DeliveryState.PENDING
    due_at: datetime
    expires_at: datetime
    attempts: int = 0
    unsure: int = 0  # attempts whose outcome is not known
    epoch: int = 0  # of the claim: a late settling of an older claim changes nothing
    author_id: int | None = Field(default=None, sa_type=BigInteger)  # who is told when it cannot arrive
    about: str = ""  # "hello 41": what the message id is wanted for
    sent_at: datetime | None = None
    sent_message_id: int | None = Field(default=None, sa_type=BigInteger)


@dataclass(frozen=True)
class Key:
    """A button as it is sent: a label and either data or an address."""

    label: str
    data: str = ""
    url: str = ""


@dataclass(frozen=True)
class Document:
    """A file to be kept by the person it is sent to."""

    name: str
    media_type: str
    content: str


@dataclass(frozen=True)
class Message:
    """What is sent. With `edits` it replaces that message; without words then, it only takes its buttons away.

    With `deletes` those messages go, and the text takes the place of what Telegram keeps. With a `document` the
    text is its caption, and so with a `picture`: a PNG, written in base 64.
    """

    text: Text
    keyboard: tuple[tuple[Key, ...], ...] = ()
    edits: int | None = None
    silent: bool = False
    ask_words: bool = False  # the person's own words are awaited
    document: Document | None = None
    deletes: tuple[int, ...] = ()  # ids of messages, the newest first
    for_two: bool = False  # in a group: nobody else is to read it
    picture: str = ""

    @property
    def may_be_repeated(self) -> bool:
        """Whether to do it twice is to do it once."""
        return self.edits is not None or bool(self.deletes)

    @property
    def clears(self) -> bool:
        """Whether a whole chat is searched for what stands in it."""
        return bool(self.deletes) and not self.text.text


@dataclass(frozen=True)
class Claim:
    """A delivery that this process may send now: nobody else will before the lease ends."""

    delivery_id: int
    epoch: int


@dataclass(frozen=True)
class Parcel:
    """A claimed message on its way out: to be sent before `until`, or left to whoever claims it next.

    From here on its outcome counts as unknown until it is settled.
    """

    claim: Claim
    chat_id: int
    message: Message
    until: datetime


Ready = Claim | Parcel  # what may be sent now
REPEATABLE = (
    Urgency.ANSWER,
    Urgency.RELAY,
)  # what is sent again, and says so, when nobody knows if it arrived
LIFETIME = {
    Urgency.ANSWER: timedelta(hours=1),
    Urgency.RELAY: timedelta(days=7),
    Urgency.PROMPT: timedelta(hours=2),
    Urgency.NOTICE: timedelta(minutes=15),
}


def post(
    session: Session,
    sealer: Sealer,
    chat: bytes,
    owner: str,
    message: Message,
    now: datetime,
    urgency: Urgency = Urgency.ANSWER,
    author_id: int | None = None,
    about: str = "",
    not_before: datetime | None = None,
) -> Ready | None:
    """Put a message on its way. When it is due and nothing earlier waits for its chat, it is born claimed, and
    opened too if a repeat would do no harm: then it is sent as soon as the transaction is kept."""
    due, row = max(now, not_before or now), new_id()
    body = sealer.seal(session, Sealed(owner, "delivery.body", row), write_message(message))
    opened = urgency in REPEATABLE or message.may_be_repeated
    given = {
        "row": row, "chat": chat, "owner": owner, "body": body, "urgency": urgency, "author_id": author_id,
        "about": about, "expires_at": due + LIFETIME[urgency], "due": due, "lease": now + LEASE,
        "is_due": due == now, "opened": int(opened), "this_chat": chat,
    }  # fmt: skip
    id, epoch = session.connection().execute(_born(), given).one()
    if not epoch:
        return None
    claim = Claim(id, epoch)
    return Parcel(claim, sealer.open_id(chat), message, now + LEASE / 2) if opened else claim


@cache
def _born() -> ReturningInsert[int, int]:
    """The statement that puts a message in; whether it is claimed is decided where the others are seen."""
    table = SQLModel.metadata.tables["delivery"]
    others = table.alias("others")
    waits = exists().where(
        others.c.chat == bindparam("this_chat"), others.c.state == DeliveryState.PENDING.value
    )
    goes = bindparam("is_due", type_=Boolean) & ~waits
    return (
        insert(table)
        .values(
            state=DeliveryState.PENDING.value,
            due_at=case((goes, bindparam("lease")), else_=bindparam("due")),
            attempts=case((goes, 1), else_=0),
            epoch=case((goes, 1), else_=0),
            unsure=case((goes, bindparam("opened", type_=Integer)), else_=0),
        )
        .returning(table.c.id, table.c.epoch)
    )


def write_message(message: Message) -> str:
    """A message as it is kept, before it is sealed."""
    return json.dumps(message, default=vars, ensure_ascii=False)


def read_message(session: Session, sealer: Sealer, delivery: Delivery) -> Message:
    """What is to be sent."""
    return message_from(json.loads(sealer.open(session, body_of(delivery), delivery.body)))


def message_from(plain: dict[str, Any]) -> Message:
    """The message that `dataclasses.asdict` made plain."""
    text = Text(plain["text"]["text"], tuple(Entity(**mark) for mark in plain["text"]["entities"]))
    keyboard = tuple(tuple(Key(**key) for key in row) for row in plain["keyboard"])
    document = plain.get("document")  # absent in what an earlier version posted
    return Message(
        text, keyboard, plain["edits"], plain["silent"], plain["ask_words"],
        Document(**document) if document else None, tuple(plain.get("deletes", ())),
        plain.get("for_two", False), plain.get("picture", ""),
    )  # fmt: skip


def body_of(delivery: Delivery) -> Sealed:
    """Where the body of a delivery is sealed."""
    return Sealed(delivery.owner, "delivery.body", delivery.row)


def newest_about(session: Session, about: str) -> int | None:
    """The id of the newest message that was sent about something."""
    sent = select(Delivery.sent_message_id).where(
        Delivery.about == about, Delivery.state == DeliveryState.SENT
    )
    return session.exec(sent.order_by(col(Delivery.id).desc()).limit(1)).first()


def look_again(session: Session, chat: bytes, owner: str, now: datetime) -> None:
    """What waits for a chat, or is about to leave, is looked at once more before it goes."""
    waiting = update(Delivery).where(col(Delivery.chat) == chat, col(Delivery.owner) == owner)
    pending = waiting.where(col(Delivery.state) == DeliveryState.PENDING)
    session.execute(pending.values(due_at=now, epoch=Delivery.epoch + 1))


def move_deliveries(session: Session, old_chat: bytes, new_chat: bytes) -> None:
    """What waits for a chat goes to the one it has become."""
    session.execute(update(Delivery).where(col(Delivery.chat) == old_chat).values(chat=new_chat))
