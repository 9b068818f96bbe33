"""Everything that is sealed is listed, opens where it stands, and nowhere else (T-13)."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, LargeBinary, update
from sqlmodel import Session, col, select

from conversations.records.database import open_database, transaction
from conversations.records.migrate import all_tables
from conversations.records.needs import Need
from conversations.records.partners import Partner
from conversations.records.sealed_columns import (
    NOT_SEALED,
    SEALED,
    Blob,
    SealedColumn,
    blobs,
    find_unreadable,
)
from conversations.records.sealing import OwnerKey, Sealed, Sealer, WrongKey, person
from tests.records.full_lives import WORDS, live

MASTER = bytes(32)


def listed() -> set[tuple[str, str]]:
    return {(one.rows.name, one.name) for one in SEALED} | set(NOT_SEALED)


def test_every_column_of_bytes_is_listed() -> None:
    columns = {
        (table.name, column.name)
        for table in all_tables().sorted_tables
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    }
    assert listed() == columns


def everything(engine: Engine) -> dict[SealedColumn, list[Blob]]:
    with transaction(engine) as session:
        return {column: blobs(session, column) for column in SEALED}


def test_of_full_lives_every_column_holds_something_and_opens(database: Engine) -> None:
    live(database, Sealer(MASTER), first=100, couples=2)
    found = everything(database)
    assert [column.place for column, there in found.items() if not there] == []
    assert list(find_unreadable(database, Sealer(MASTER))) == []


def test_more_rows_than_a_page_are_all_looked_at(database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    live(database, Sealer(MASTER), first=100, couples=3)
    monkeypatch.setattr("conversations.records.sealed_columns.PAGE", 2)
    assert len(list(find_unreadable(database, Sealer(b"another master key".ljust(32))))) > 3 * len(SEALED)


def test_a_row_that_does_not_open_is_named_by_table_and_id(database: Engine) -> None:
    sealer = Sealer(MASTER)
    live(database, sealer, first=100)
    with transaction(database) as session:
        need = session.exec(select(Need)).one()
        people = session.exec(select(Partner)).all()
        people[0].name = people[1].name
        session.execute(update(Need).values(card=b"\x01damaged"))
        session.execute(
            update(OwnerKey).where(col(OwnerKey.owner) == person(people[1].id)).values(wrapped=b"-")
        )
        expected = {("need", need.id), ("partner", people[0].id), ("owner_key", person(people[1].id))}
    found = set(find_unreadable(database, Sealer(MASTER)))
    assert expected <= found
    assert {table for table, _ in found} > {
        "need",
        "partner",
        "owner_key",
        "delivery",
    }  # and all that was theirs


@dataclass
class Town:
    """Three couples, and where each of their words stands."""

    engine: Engine
    values: list[tuple[Sealed, bytes]]


@pytest.fixture(scope="module")
def town() -> Iterator[Town]:
    engine = open_database("sqlite://")
    all_tables().create_all(engine)
    live(engine, Sealer(MASTER), first=100, couples=3)
    found = [one for column in everything(engine).values() for one in column]
    yield Town(engine, [(one.sealed, one.stored) for one in found if one.sealed is not None])
    engine.dispose()


@given(chance=st.data())
def test_what_was_swapped_opens_for_nobody(town: Town, chance: st.DataObject) -> None:
    """T-13: any two of all that is sealed."""
    number = st.integers(0, len(town.values) - 1)
    one, another = chance.draw(st.lists(number, min_size=2, max_size=2, unique=True))
    (here, mine), (there, yours) = town.values[one], town.values[another]
    sealer = Sealer(MASTER)
    with Session(town.engine) as session:
        assert WORDS in sealer.open(session, here, mine)
        for place, stored in ((here, yours), (there, mine)):
            with pytest.raises(WrongKey):
                sealer.open(session, place, stored)


def test_each_kind_of_swap_is_refused(town: Town) -> None:
    """T-13: the same column in another row, another column of the same row, another person, another couple."""
    sealer, kinds = Sealer(MASTER), set()
    with Session(town.engine) as session:
        for (here, _), (there, stored) in permutations(town.values, 2):
            kinds.add((here.place == there.place, here.owner == there.owner, here.row == there.row))
            with pytest.raises(WrongKey):
                sealer.open(session, here, stored)
    in_another_row, of_somebody_else, in_another_column = (
        (True, True, False),
        (True, False, False),
        (False, True, True),
    )
    assert kinds >= {in_another_row, of_somebody_else, in_another_column, (False, False, False)}
