"""Wraps every key anew after the master key has changed, while everybody goes on."""

from collections.abc import Sequence

from sqlalchemy import Engine, update
from sqlmodel import Session, col, select

from conversations.records.database import transaction
from conversations.records.sealing import OwnerKey, Sealer

BATCH = 500  # keys in one transaction: nobody waits for more than these


def wrap_anew(engine: Engine, sealer: Sealer, batch: int = BATCH) -> int:
    """Wrap with the newest master key whatever an earlier one wraps; how many keys that were.

    May be broken off anywhere and begun again; processes that run read both. Raises `WrongKey`.
    """
    done, last = 0, ""
    sealer.wrapper.look_again()
    while True:
        with transaction(engine) as session:
            rows = _next(session, last, batch)
            done += sum(_wrap(session, sealer, row) for row in rows)
        if len(rows) < batch:
            return done
        last = rows[-1].owner


def _next(session: Session, last: str, batch: int) -> Sequence[OwnerKey]:
    following = select(OwnerKey).where(OwnerKey.owner > last)
    return session.exec(following.order_by(col(OwnerKey.owner)).limit(batch)).all()


def _wrap(session: Session, sealer: Sealer, row: OwnerKey) -> int:
    """1 if it was wrapped anew; 0 if it was new already, or gone meanwhile: a forgotten key does not come back."""
    if sealer.wrapper.is_newest(row.owner, row.wrapped):
        return 0
    wrapped = sealer.wrapper.wrap(row.owner, sealer.wrapper.unwrap(row.owner, row.wrapped))
    same = update(OwnerKey).where(col(OwnerKey.owner) == row.owner, col(OwnerKey.wrapped) == row.wrapped)
    return int(session.connection().execute(same.values(wrapped=wrapped)).rowcount)
