"""Every update of Telegram's is handled once."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from conversations.records.database import transaction
from conversations.records.updates import SeenUpdate, see_update

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
LARGEST = 2**63 - 1


@pytest.mark.parametrize("update_id", [0, 41, LARGEST])
def test_an_update_is_new_once(database: Engine, update_id: int) -> None:
    with transaction(database) as session:
        assert see_update(session, update_id, NOON)
        assert not see_update(session, update_id, NOON)
    with transaction(database) as session:
        assert not see_update(session, update_id, NOON)


def test_which_message_it_was_is_noted_for_a_private_chat(database: Engine) -> None:
    with transaction(database) as session:
        see_update(session, 41, NOON, b"a private chat", 7)
        see_update(session, 42, NOON)
    with transaction(database) as session:
        noted = [(one.chat, one.message_id) for one in session.exec(select(SeenUpdate).order_by("update_id"))]
    assert noted == [(b"a private chat", 7), (None, None)]


def test_an_update_whose_turn_was_not_kept_is_new_again(database: Engine) -> None:
    with Session(database) as session:
        see_update(session, 41, NOON)
        session.rollback()
    with transaction(database) as session:
        assert see_update(session, 41, NOON)
