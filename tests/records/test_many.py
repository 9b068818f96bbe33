"""Many rows at once arrive as each alone would, and are refused in the same words."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlmodel import select

from conversations.records.couples import Couple, CoupleState
from conversations.records.database import transaction
from conversations.records.deliveries import Delivery, Urgency
from conversations.records.many import insert_all

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
A_COUPLE = {"id": 1, "state": CoupleState.ACTIVE, "chat_state": "none", "admin": False, "language": "en",
            "created_at": NOON}  # fmt: skip


def test_values_arrive_as_they_were_written(database: Engine) -> None:
    row = {
        "row": 2**62, "chat": b"\x00\xff", "owner": "person:1", "body": "\tthe \N{ROCKET} \\N".encode(),
        "urgency": Urgency.PROMPT, "state": "sent", "due_at": NOON.astimezone(timezone(timedelta(hours=9))),
        "expires_at": NOON, "attempts": 3, "unsure": 0, "epoch": 0, "about": "\t\\N 'x'",
    }  # fmt: skip
    with transaction(database) as session:
        insert_all(session, Delivery, [row])
        insert_all(session, Delivery, [])
    with transaction(database) as session:
        kept = session.exec(select(Delivery)).one()
    assert {name: getattr(kept, name) for name in row} == row
    assert (kept.author_id, kept.sent_at) == (None, None)


def test_one_that_is_there_already_refuses_all_of_them(database: Engine) -> None:
    with transaction(database) as session:
        insert_all(session, Couple, [A_COUPLE])
    with pytest.raises(IntegrityError), transaction(database) as session:
        insert_all(session, Couple, [A_COUPLE | {"id": 2}, A_COUPLE])
    with transaction(database) as session:
        assert session.exec(select(Couple.id)).all() == [1]


def test_after_a_refusal_a_savepoint_leaves_the_rest_as_it_was(database: Engine) -> None:
    with transaction(database) as session:
        insert_all(session, Couple, [A_COUPLE])
        with pytest.raises(IntegrityError), session.begin_nested():
            insert_all(session, Couple, [A_COUPLE])
        insert_all(session, Couple, [A_COUPLE | {"id": 2}])
    with transaction(database) as session:
        assert sorted(session.exec(select(Couple.id))) == [1, 2]


@pytest.mark.postgres
def test_a_database_that_cannot_says_so_in_sqlalchemy_s_words(postgres_database: Engine) -> None:
    with transaction(postgres_database) as holder, transaction(postgres_database) as session:
        holder.execute(text("LOCK TABLE couple IN EXCLUSIVE MODE"))
        session.execute(text("SET LOCAL lock_timeout = '50ms'"))
        with pytest.raises(OperationalError), session.begin_nested():
            insert_all(session, Couple, [A_COUPLE])
