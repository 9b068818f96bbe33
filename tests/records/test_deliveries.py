"""Messages on their way: born claimed, in order within a chat, and emptied when they will not go."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from conversations.dialogue.phrasebook import Entity, Text
from conversations.records.database import transaction
from conversations.records.deliveries import (
    LEASE,
    Claim,
    Delivery,
    DeliveryState,
    Key,
    Message,
    Parcel,
    Urgency,
    move_deliveries,
    post,
    read_message,
)
from conversations.records.sealing import Sealer, couple

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SEALER = Sealer(bytes(32))
AKI, GROUP, SUPERGROUP = SEALER.seal_id(101), SEALER.seal_id(-7), SEALER.seal_id(-1001234567890)
HELLO = Message(
    Text("あなたへ\n21:00 ☕", (Entity("bold", 0, 3), Entity("date_time", 5, 5, 1_795_000_000))),
    (
        (Key("はい", "3:yes"), Key("A link", url="https://t.me/attune_bot?start=need")),
        (Key("Back", "3:-back"),),
    ),
    edits=2**31 + 1,
    silent=True,
    ask_words=True,
)


@pytest.fixture(autouse=True)
def sealer() -> Sealer:
    """One that remembers no key of another test's database."""
    global SEALER
    SEALER = Sealer(bytes(32))
    return SEALER


def send(session: Session, chat: bytes, message: Message = HELLO, **more: object) -> Delivery:
    """Post it, and return what is kept of it."""
    post(session, SEALER, chat, couple(7), message, NOON, **more)  # type: ignore[arg-type]
    return session.exec(select(Delivery).order_by(col(Delivery.id).desc())).all()[0]


def claims(session: Session) -> list[tuple[int, datetime, int]]:
    """Of each delivery: attempts, when it is due, and the epoch of its claim."""
    found = session.exec(select(Delivery).order_by(col(Delivery.id)))
    return [(one.attempts, one.due_at, one.epoch) for one in found]


def test_a_message_arrives_as_it_was_posted(database: Engine) -> None:
    with transaction(database) as session:
        id = send(session, AKI).id
    with transaction(database) as session:
        assert read_message(session, SEALER, session.get_one(Delivery, id)) == HELLO


def test_the_first_message_is_born_claimed_and_the_next_one_waits(database: Engine) -> None:
    with transaction(database) as session:
        send(session, AKI)
        send(session, AKI)
        send(session, GROUP)
        assert claims(session) == [(1, NOON + LEASE, 1), (0, NOON, 0), (1, NOON + LEASE, 1)]


def test_nothing_waits_behind_what_was_sent(database: Engine) -> None:
    with transaction(database) as session:
        send(session, AKI).state = DeliveryState.SENT
        send(session, AKI)
        assert claims(session)[1] == (1, NOON + LEASE, 1)


@pytest.mark.parametrize(
    ("urgency", "edits", "opened"),
    [
        (Urgency.ANSWER, None, True),
        (Urgency.RELAY, None, True),
        (Urgency.PROMPT, None, False),
        (Urgency.NOTICE, None, False),
        (Urgency.NOTICE, 41, True),
    ],
)
def test_what_a_repeat_would_not_harm_is_born_opened(
    database: Engine, urgency: Urgency, edits: int | None, opened: bool
) -> None:
    message = replace(HELLO, edits=edits)
    with transaction(database) as session:
        first = post(session, SEALER, AKI, couple(7), message, NOON, urgency)
        second = post(session, SEALER, AKI, couple(7), message, NOON, urgency)
        kept = session.exec(select(Delivery).order_by(col(Delivery.id))).all()
        claim = Claim(kept[0].id or 0, 1)
    assert first == (Parcel(claim, 101, message, NOON + LEASE / 2) if opened else claim)
    assert second is None
    assert [one.unsure for one in kept] == [int(opened), 0]


def test_a_message_for_later_is_not_claimed(database: Engine) -> None:
    with transaction(database) as session:
        send(session, AKI, not_before=NOON + timedelta(hours=1))
        send(session, GROUP, not_before=NOON - timedelta(hours=1))
        assert claims(session) == [(0, NOON + timedelta(hours=1), 0), (1, NOON + LEASE, 1)]


@pytest.mark.parametrize(
    ("urgency", "hours"),
    [(Urgency.ANSWER, 1), (Urgency.RELAY, 7 * 24), (Urgency.PROMPT, 2), (Urgency.NOTICE, 0.25)],
)
def test_each_kind_of_message_is_worth_sending_for_its_own_time(
    database: Engine, urgency: Urgency, hours: float
) -> None:
    later = NOON + timedelta(minutes=10)
    with transaction(database) as session:
        assert send(session, AKI, urgency=urgency).expires_at == NOON + timedelta(hours=hours)
        waiting = send(session, AKI, urgency=urgency, not_before=later)
        assert waiting.expires_at == later + timedelta(hours=hours)


def test_order_within_a_chat_is_the_order_of_posting(database: Engine) -> None:
    with transaction(database) as session:
        posted = [send(session, AKI).id for _ in range(5)]
    with transaction(database) as session:
        posted += [send(session, AKI).id for _ in range(5)]
    assert posted == sorted(posted, key=lambda id: id or 0)
    assert len(set(posted)) == 10


def test_what_waits_for_a_group_goes_to_what_it_has_become(database: Engine) -> None:
    with transaction(database) as session:
        ids = [send(session, chat).id for chat in (GROUP, AKI, GROUP)]
        move_deliveries(session, GROUP, SUPERGROUP)
    with transaction(database) as session:
        chats = [bytes(session.get_one(Delivery, id).chat) for id in ids]
        assert chats == [SUPERGROUP, AKI, SUPERGROUP]
        assert read_message(session, SEALER, session.get_one(Delivery, ids[0])) == HELLO
