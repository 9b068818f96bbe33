"""Reads rows for a copy, through the list of what may go into one."""

from dataclasses import dataclass, field
from functools import cached_property
from types import SimpleNamespace
from typing import TypeVar, cast

from sqlalchemy import ColumnElement
from sqlalchemy import select as columns_of
from sqlmodel import Session, SQLModel, col

from conversations.records.export_columns import EXPORTED
from conversations.records.export_kinds import Scope
from conversations.records.forgetting import couples_of
from conversations.records.partners import Partner, name_of_partner
from conversations.records.sealing import Sealer

T = TypeVar("T", bound=SQLModel)


@dataclass
class Reading:
    """One person's copy while it is put together."""

    session: Session
    sealer: Sealer
    me: Partner
    scope: Scope
    names: dict[int, str] = field(default_factory=dict)

    def rows(self, table: type[T], *where: ColumnElement[bool], without: tuple[str, ...] = ()) -> list[T]:
        """Rows as they are kept, but nothing in them besides what the list names: to ask one for more is an error.
        They belong to no session."""
        names = [name for name in EXPORTED[str(table.__tablename__)] if name not in without]
        chosen = columns_of(*(col(getattr(table, name)) for name in names)).where(*where)
        found = self.session.connection().execute(chosen)
        return [cast(T, SimpleNamespace(**dict(zip(names, row, strict=True)))) for row in found]

    @cached_property
    def couples(self) -> list[int]:
        """Every couple this person was one of, as far as anything is left of it."""
        return [couple.id for couple in couples_of(self.session, self.me)]

    def name_of(self, partner_id: int) -> str:
        """What somebody is called; nothing for who is gone. Of the other one no more than this is read."""
        if partner_id not in self.names:
            name_alone = columns_of(col(Partner.id), col(Partner.name)).where(col(Partner.id) == partner_id)
            row = self.session.connection().execute(name_alone).first()
            self.names[partner_id] = name_of_partner(self.session, self.sealer, row) if row else ""
        return self.names[partner_id]
