"""A link brings two people together once, for a day."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from conversations.records.database import transaction
from conversations.records.invites import Invite, cancel_invites, find_invite, make_invite, use_invite
from conversations.records.partners import Partner, add_partner
from conversations.records.sealing import Sealer

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
TOMORROW = NOON + timedelta(hours=24)
AKI, MIKA, NOA = 101, 102, 103


def add(session: Session, telegram_id: int) -> Partner:
    return add_partner(session, Sealer(bytes(32)), telegram_id, "Aki", "ja", NOON)


def test_a_link_carries_a_token_that_nobody_guesses(database: Engine) -> None:
    with transaction(database) as session:
        tokens = {make_invite(session, NOON) for _ in range(20)}
    assert len(tokens) == 20
    assert [token for token in tokens if not re.fullmatch(r"[A-Za-z0-9_-]{22}", token)] == []


def test_a_link_opens_once(database: Engine) -> None:
    with transaction(database) as session:
        token = make_invite(session, NOON)
    with transaction(database) as session:
        assert use_invite(session, token, MIKA, NOON)
    with transaction(database) as session:
        assert not use_invite(session, token, NOA, NOON)
        invite = find_invite(session, token)
        assert invite is not None
        assert (invite.used_by, invite.used_at) == (MIKA, NOON)


@pytest.mark.parametrize(("now", "opens"), [(TOMORROW - timedelta(seconds=1), True), (TOMORROW, False)])
def test_a_link_opens_for_a_day(database: Engine, now: datetime, opens: bool) -> None:
    with transaction(database) as session:
        token = make_invite(session, NOON)
        assert use_invite(session, token, MIKA, now) == opens


def test_another_token_opens_nothing(database: Engine) -> None:
    with transaction(database) as session:
        token = make_invite(session, NOON)
        assert find_invite(session, token[:-1]) is None
        assert not use_invite(session, token[:-1], MIKA, NOON)


def test_only_a_trace_of_the_token_is_kept(database: Engine) -> None:
    with transaction(database) as session:
        token = make_invite(session, NOON, only_for=b"sealed")
    with transaction(database) as session:
        kept = session.exec(select(Invite)).one()
        assert token.encode() not in bytes(kept.token_hash)
        assert token not in repr(kept)


def test_cancelled_links_no_longer_open_and_those_of_others_do(database: Engine) -> None:
    with transaction(database) as session:
        aki, noa = add(session, AKI), add(session, NOA)
        mine = [make_invite(session, NOON, inviter_id=aki.id) for _ in range(2)]
        theirs = make_invite(session, NOON, inviter_id=noa.id)
        session.flush()
        cancel_invites(session, aki.id, NOON)
    with transaction(database) as session:
        assert [use_invite(session, token, MIKA, NOON) for token in (*mine, theirs)] == [False, False, True]
