"""Erases everything and everybody, with all keys, for the end of a service."""

from sqlalchemy import Engine, delete, text
from sqlmodel import Session, SQLModel, col, select

from conversations.records.couples import Couple
from conversations.records.database import transaction
from conversations.records.ledger import note_erased
from conversations.records.partners import Partner
from conversations.records.sealing import couple, person


def erase_all(engine: Engine) -> None:
    """Every row of every table. Whose they were is listed with it, so that no backup brings anybody back."""
    tables = list(reversed(SQLModel.metadata.sorted_tables))
    with transaction(engine) as session:
        for owner in _everybody(session):
            note_erased(session, owner)
        if engine.dialect.name == "postgresql":  # leaves nothing behind in the files, as DELETE would
            session.execute(text(f"TRUNCATE {', '.join(table.name for table in tables)}"))
            return
        for table in tables:
            session.execute(delete(table))


def _everybody(session: Session) -> list[str]:
    people = session.exec(select(col(Partner.id))).all()
    couples = session.exec(select(col(Couple.id))).all()
    return [*map(person, people), *map(couple, couples)]
