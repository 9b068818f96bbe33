"""A person who uses Attune: how to reach them, when, and in which language."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import Protocol

from sqlalchemy import BigInteger, bindparam, false, true, update
from sqlmodel import Field, Session, SQLModel, col, select

from conversations.records.database import new_id
from conversations.records.rhythm import Rhythm
from conversations.records.sealing import Sealed, Sealer, person

QUIET_FROM, QUIET_UNTIL = time(22), time(8)  # flows.md 9.1


class Consent(StrEnum):
    """What a person has agreed to."""

    NONE = "none"  # nothing yet: nothing about them goes to anyone
    TOGETHER = "together"  # yes, with their partner
    SOLO = "solo"  # only the private parts; looks like NONE to the partner


class Partner(SQLModel, table=True):
    """One person. Their Telegram id and their name are sealed."""

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    telegram_id: bytes = Field(unique=True)
    name: bytes
    language: str = "en"
    language_chosen: bool = False  # picked by the person: their phone no longer decides
    zone: str = ""
    checkin_at: time | None = None  # wall-clock time in `zone`
    quiet_from: time = QUIET_FROM
    quiet_until: time = QUIET_UNTIL
    consent: str = Consent.NONE
    couple_id: int | None = Field(default=None, foreign_key="couple.id", index=True, sa_type=BigInteger)
    parted: bool = False  # the other one has left; said on this person's next own action
    resting_since: datetime | None = None  # paused by this person
    unreachable_since: datetime | None = None  # blocked us, or was never there
    next_checkin_at: datetime | None = Field(default=None, index=True)
    last_checkin_day: date | None = None  # local date of the newest check-in planned
    nudge: bool = True  # the one quiet line on a day with a note waiting; "Fewer of these" ends it
    rhythm: str = Field(default=Rhythm.DAILY, sa_column_kwargs={"server_default": Rhythm.DAILY.value})
    rhythm_asked_on: date | None = None  # local date on which they were asked whether they would like fewer
    weekly_need: bool = Field(default=False, sa_column_kwargs={"server_default": false()})  # asked on Mondays
    weekly_look: bool = Field(default=True, sa_column_kwargs={"server_default": true()})  # asked on Sundays
    next_pulse_at: datetime | None = Field(default=None, index=True)
    last_pulse_week: date | None = None  # Monday of the newest week that was asked about
    packs: str = Field(
        default="", sa_column_kwargs={"server_default": ""}
    )  # of questions; asked while both want one
    thanks_asked_on: date | None = None  # local date of the last thank-you, or of its suggestion
    apart_since: datetime | None = None  # only the private parts, for now: nobody is told (flows.md 9.10)
    discreet: bool = Field(
        default=False, sa_column_kwargs={"server_default": false()}
    )  # previews say nothing
    keeps_days: int | None = None  # how long check-ins and cards are kept; None until they are deleted
    lends_to: str | None = None  # host of the language model that their drafts may go to
    created_at: datetime


def find_partner(session: Session, sealer: Sealer, telegram_id: int) -> Partner | None:
    """The person with this Telegram id."""
    return session.exec(_BY_TELEGRAM_ID, params={"telegram_id": sealer.seal_id(telegram_id)}).first()


def add_partner(
    session: Session, sealer: Sealer, telegram_id: int, name: str, language: str, now: datetime
) -> Partner:
    """A person who is here for the first time."""
    partner = Partner(telegram_id=sealer.seal_id(telegram_id), name=b"", language=language, created_at=now)
    partner.name = sealer.seal(session, _name_of(partner), name)
    session.add(partner)
    session.flush()
    return partner


def rename_partner(session: Session, sealer: Sealer, partner: Partner, name: str) -> None:
    """Keep the name that Telegram shows now."""
    if name_of_partner(session, sealer, partner) != name:
        partner.name = sealer.seal(session, _name_of(partner), name)


class Named(Protocol):
    """A partner, or as much of their row as holds the name."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> bytes: ...


def name_of_partner(session: Session, sealer: Sealer, partner: Named) -> str:
    """The name a person goes by."""
    return sealer.open(session, _name_of(partner), partner.name)


def _name_of(partner: Named) -> Sealed:
    return Sealed(person(partner.id), "partner.name", partner.id)


def may_lend(host: str, me: Partner, partner: Partner | None) -> bool:
    """Whether drafts may go to this host: everyone concerned has said yes to this very one."""
    people = [me] if partner is None else [me, partner]
    return bool(host) and all(one.lends_to == host for one in people)


def asks_weekly(me: Partner, partner: Partner | None) -> bool:
    """Whether Monday's check-in asks for one thing of the week: both have said so (flows.md 9.3)."""
    return partner is not None and me.weekly_need and partner.weekly_need


def lock_partner(session: Session, partner: Partner) -> None:
    """Nobody else may take a turn for this person until the transaction ends. On SQLite nobody can anyway."""
    if session.get_bind().dialect.name != "sqlite":
        session.refresh(partner, with_for_update=True)


def hold_partner(session: Session, id: int) -> Partner | None:
    """A person by their id, as they are now; nobody else changes them until the transaction ends."""
    return session.exec(_BY_ID_LOCKED, params={"id": id}).first()


def other_partner(session: Session, partner: Partner) -> Partner | None:
    """The one they are paired with, once both have said yes."""
    return (
        the_other(partners_of(session, partner.couple_id), partner) if partner.couple_id is not None else None
    )


def the_other(both: list[Partner], partner: Partner) -> Partner | None:
    """Of two people, the one who is not this one, if they have said yes."""
    return next((one for one in both if one.id != partner.id and one.consent == Consent.TOGETHER), None)


def partners_of(session: Session, couple_id: int) -> list[Partner]:
    """Both people of a couple, in a stable order."""
    return list(session.exec(_OF_COUPLE, params={"couple_id": couple_id}))


def lock_partners(session: Session, couple_id: int) -> list[Partner]:
    """Both people of a couple, as they are now; nobody else changes them until the transaction ends."""
    return list(session.exec(_OF_COUPLE_LOCKED, params={"couple_id": couple_id}))


def join_couple(session: Session, partner: Partner, couple_id: int) -> bool:
    """Become part of a couple; False when they already are in one (one couple per person)."""
    free = update(Partner).where(col(Partner.id) == partner.id, col(Partner.couple_id).is_(None))
    joined = session.execute(free.values(couple_id=couple_id).returning(col(Partner.id))).first() is not None
    session.refresh(partner)
    return joined


_BY_TELEGRAM_ID = select(Partner).where(Partner.telegram_id == bindparam("telegram_id"))
_BY_ID_LOCKED = (
    select(Partner)
    .where(Partner.id == bindparam("id"))
    .with_for_update()
    .execution_options(populate_existing=True)
)
_OF_COUPLE = select(Partner).where(Partner.couple_id == bindparam("couple_id")).order_by(col(Partner.id))
_OF_COUPLE_LOCKED = _OF_COUPLE.with_for_update().execution_options(populate_existing=True)
