"""Erases again what a restored backup has brought back, before anything else is done with it."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Engine, exists, func, or_
from sqlmodel import Session, col, select

from conversations.records.couples import Couple, CoupleState
from conversations.records.database import LARGEST_ID, transaction
from conversations.records.forgetting import forget_shared, is_shared
from conversations.records.ledger import Ledger
from conversations.records.parting import erase_person, part
from conversations.records.partners import Partner
from conversations.records.renewing import clear_history
from conversations.records.sealing import OwnerKey, Sealer, couple, person

CHUNK = 500  # names in one statement
ADVISORY_LOCK = 0x657261736564  # "erased"


def erase_again(engine: Engine, sealer: Sealer, ledger: Ledger, now: datetime) -> int:
    """Everybody on the list who is there once more is erased once more. Returns how many lines that concerned.

    For a process that has begun nothing else yet, and before the list is written to. Raises `OSError` where it
    cannot be read.
    """
    erased = 0
    for names in _chunks([line for line in ledger.lines() if ":" in line]):  # what is nobody's stays
        with transaction(engine) as session:
            back = _there_again(session, names)
        for name in (name for name in names if name in back):
            with transaction(engine) as session:
                _wait_for_others(session)
                _erase(session, sealer, name, now)
            erased += 1
    return erased


def _chunks(names: list[str]) -> Iterator[list[str]]:
    return (names[at : at + CHUNK] for at in range(0, len(names), CHUNK))


def _there_again(session: Session, names: list[str]) -> set[str]:
    """Of these, the ones of whom something is left."""
    ids = {
        kind: [_id_of(name) for name in names if name.startswith(f"{kind}:")]
        for kind in ("person", "couple", "ended")
    }
    keys = session.exec(select(OwnerKey.owner).where(col(OwnerKey.owner).in_(names)))
    people = session.exec(select(Partner.id).where(col(Partner.id).in_(ids["person"])))
    together = select(Couple.id).where(Couple.state != CoupleState.ENDED)
    ended = session.exec(together.where(col(Couple.id).in_(ids["ended"])))
    named = exists().where(col(Partner.couple_id) == col(Couple.id))
    holding = select(Couple.id).where(
        col(Couple.id).in_(ids["couple"]), or_(is_shared(col(Couple.id)), named)
    )
    couples = session.exec(holding)
    return {*keys, *map(person, people), *(f"ended:{id}" for id in ended), *map(couple, couples)}


def _wait_for_others(session: Session) -> None:
    """Several processes may start at once, each with the same list; on SQLite there is only one."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(ADVISORY_LOCK)))


def _id_of(name: str) -> int:
    """0, which nobody has, for what is no id."""
    id = name.partition(":")[2]
    known = id.isascii() and id.isdecimal() and len(id) <= len(str(LARGEST_ID))
    return int(id) if known and int(id) <= LARGEST_ID else 0


def _erase(session: Session, sealer: Sealer, name: str, now: datetime) -> None:
    kind, id = name.partition(":")[0], _id_of(name)
    match kind:
        case "person" if (me := session.get(Partner, id)) is not None:
            erase_person(session, sealer, me, now)
        case "couple" if (pair := session.get(Couple, id)) is not None:
            _clear(session, sealer, pair, now)
        case "ended" if (pair := session.get(Couple, id)) is not None:
            part(session, pair, now)
        case _:
            sealer.forget(session, name)


def _clear(session: Session, sealer: Sealer, pair: Couple, now: datetime) -> None:
    """Two who are together in the backup go on together."""
    if pair.state == CoupleState.ENDED:
        forget_shared(session, sealer, pair)
    else:
        clear_history(session, sealer, pair, now)
