"""Every column that is sealed, and whether all of them open."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Engine, Row, String, Table, case, cast, func, inspect, literal, select
from sqlmodel import Session, SQLModel, col

from conversations.records.agreements import Agreement
from conversations.records.checkins import SheetAnswer
from conversations.records.conversations import Conversation
from conversations.records.couples import Couple
from conversations.records.database import transaction
from conversations.records.deliveries import Delivery
from conversations.records.drafts import HeldDraft
from conversations.records.floor_lines import MINE, FloorLine
from conversations.records.floors import Floor
from conversations.records.friend import FriendView
from conversations.records.guesses import GuessSide
from conversations.records.invites import Invite
from conversations.records.loops import LoopReport
from conversations.records.needs import Need
from conversations.records.notes import Keepsake, Note
from conversations.records.own_limits import OwnLimit
from conversations.records.own_questions import OwnQuestion
from conversations.records.partners import Partner
from conversations.records.pauses import Tension
from conversations.records.profiles import SharedLine, StyleProfile
from conversations.records.pulse import Pulse
from conversations.records.rituals import Ritual
from conversations.records.sealing import OwnerKey, Sealed, Sealer, WrongKey
from conversations.records.updates import SeenUpdate
from conversations.records.waiting_notes import WaitingNote
from conversations.records.wordings import FineWord

PAGE = 500  # rows in one transaction


@dataclass(frozen=True)
class SealedColumn:
    """Where words or Telegram ids are sealed, and for whom."""

    table: type[SQLModel]
    name: str
    owner: ColumnElement[str] | None = None  # None for Telegram ids: they open anywhere, to be looked up
    row: str = "id"  # the column that the seal is bound to

    @property
    def place(self) -> str:
        return f"{self.rows.name}.{self.name}"

    @property
    def rows(self) -> Table:
        found = inspect(self.table).local_table
        assert isinstance(found, Table)  # noqa: S101 (no view is mapped)
        return found


@dataclass(frozen=True)
class Blob:
    """One sealed value as it is stored. `sealed` is None for a Telegram id."""

    table: str
    key: object  # the primary key of its row
    sealed: Sealed | None
    stored: bytes


def _person(id: object) -> ColumnElement[str]:
    return literal("person:").concat(cast(col(id), String))


def _couple(id: object) -> ColumnElement[str]:
    return literal("couple:").concat(cast(col(id), String))


_TALK_OF = select(col(Floor.couple_id)).where(col(Floor.id) == col(FloorLine.floor_id)).scalar_subquery()
_OF_LINE = case(
    (col(FloorLine.kind).in_(MINE), _person(FloorLine.partner_id)),
    else_=literal("couple:").concat(cast(_TALK_OF, String)),
)

_AS_WRITTEN = inspect(Delivery).local_table.c.owner

SEALED = (
    SealedColumn(Agreement, "body", _couple(Agreement.couple_id)),
    SealedColumn(Conversation, "body", _person(Conversation.partner_id), "partner_id"),
    SealedColumn(Couple, "chat"),
    SealedColumn(Delivery, "body", _AS_WRITTEN, "row"),
    SealedColumn(Delivery, "chat"),
    SealedColumn(FineWord, "body", _person(FineWord.partner_id)),
    SealedColumn(FloorLine, "body", _OF_LINE),
    SealedColumn(FriendView, "words", _person(FriendView.partner_id)),
    SealedColumn(GuessSide, "body", _person(GuessSide.partner_id)),
    SealedColumn(HeldDraft, "body", _person(HeldDraft.partner_id)),
    SealedColumn(Invite, "chat"),
    SealedColumn(Invite, "only_for"),
    SealedColumn(Keepsake, "card", _person(Keepsake.partner_id)),
    SealedColumn(LoopReport, "body", _person(LoopReport.partner_id)),
    SealedColumn(Need, "card", _couple(Need.couple_id)),
    SealedColumn(Need, "said_back", _couple(Need.couple_id)),
    SealedColumn(Note, "card", _couple(Note.couple_id)),
    SealedColumn(OwnLimit, "body", _person(OwnLimit.partner_id)),
    SealedColumn(OwnQuestion, "body", _couple(OwnQuestion.couple_id)),
    SealedColumn(Partner, "name", _person(Partner.id)),
    SealedColumn(Partner, "telegram_id"),
    SealedColumn(Pulse, "body", _person(Pulse.partner_id)),
    SealedColumn(Ritual, "words", _couple(Ritual.couple_id)),
    SealedColumn(SeenUpdate, "chat"),
    SealedColumn(SharedLine, "body", _person(SharedLine.partner_id)),
    SealedColumn(SheetAnswer, "body", _person(SheetAnswer.partner_id)),
    SealedColumn(StyleProfile, "body", _person(StyleProfile.partner_id), "partner_id"),
    SealedColumn(Tension, "reasons", _person(Tension.partner_id)),
    SealedColumn(WaitingNote, "body", _person(WaitingNote.partner_id)),
)
NOT_SEALED = (("invite", "token_hash"), ("owner_key", "wrapped"))  # a hash; a key under the master key


def blobs(session: Session, column: SealedColumn, after: object = None) -> list[Blob]:
    """The next sealed values of a column; what is empty is left out."""
    stored, key = column.rows.c[column.name], next(iter(column.rows.primary_key))
    wanted = [key, stored] + ([] if column.owner is None else [column.owner, column.rows.c[column.row]])
    found = select(*wanted).where(func.length(stored) > 0).order_by(key).limit(PAGE)
    rows = session.connection().execute(found if after is None else found.where(key > after)).all()
    return [_blob(column, row) for row in rows]


def _blob(column: SealedColumn, row: Row[Any]) -> Blob:
    key, stored, *bound = tuple(row)
    sealed = Sealed(bound[0], column.place, bound[1]) if bound else None
    return Blob(column.rows.name, key, sealed, bytes(stored))


def find_unreadable(engine: Engine, sealer: Sealer) -> Iterator[tuple[str, object]]:
    """Table and id of every row in which something does not open, and of every key that does not."""
    yield from _bad_keys(engine, sealer)
    for column in SEALED:
        yield from _bad_values(engine, sealer, column)


def _bad_values(engine: Engine, sealer: Sealer, column: SealedColumn) -> Iterator[tuple[str, object]]:
    last: object = None
    while True:
        with transaction(engine) as session:
            page = blobs(session, column, last)
            bad = [(one.table, one.key) for one in page if not _opens(session, sealer, one)]
        yield from bad
        if len(page) < PAGE:
            return
        last = page[-1].key


def _opens(session: Session, sealer: Sealer, blob: Blob) -> bool:
    try:
        if blob.sealed is None:
            sealer.open_id(blob.stored)
        else:
            sealer.open(session, blob.sealed, blob.stored)
    except WrongKey:
        return False
    return True


def _bad_keys(engine: Engine, sealer: Sealer) -> Iterator[tuple[str, object]]:
    last = ""
    while True:
        with transaction(engine) as session:
            following = select(col(OwnerKey.owner), col(OwnerKey.wrapped)).where(col(OwnerKey.owner) > last)
            page = session.connection().execute(following.order_by(col(OwnerKey.owner)).limit(PAGE)).all()
        for owner, wrapped in page:
            try:
                sealer.wrapper.unwrap(owner, wrapped)
            except WrongKey:
                yield "owner_key", owner
        if len(page) < PAGE:
            return
        last = page[-1].owner
