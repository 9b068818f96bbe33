"""Puts messages into the outbox for the tests of what sends them."""

from sqlmodel import Session, col, select

from conversations.dialogue.phrasebook import Text
from conversations.records.database import transaction
from conversations.records.deliveries import Claim, Delivery, Message, Parcel, Urgency, post
from conversations.records.partners import Partner, add_partner, find_partner
from conversations.records.sealing import person
from tests.stage import Phone, Stage


def known(session: Session, phone: Phone) -> Partner:
    """The row of somebody, made now if need be."""
    sealer = phone.stage.attune.sealer
    found = find_partner(session, sealer, phone.telegram_id)
    return found or add_partner(
        session, sealer, phone.telegram_id, phone.name, phone.language, phone.stage.now
    )


def put(
    phone: Phone,
    words: str,
    urgency: Urgency = Urgency.RELAY,
    author: Phone | None = None,
    edits: int | None = None,
) -> Claim:
    """A message for someone's private chat, as a tick claims it when nothing else waits there (epoch 1)."""
    stage = phone.stage
    with transaction(stage.engine) as session:
        reader = known(session, phone)
        by = known(session, author).id if author else None
        message = Message(Text(words), edits=edits)
        post(
            session,
            stage.attune.sealer,
            reader.telegram_id,
            person(reader.id),
            message,
            stage.now,
            urgency,
            author_id=by,
        )
        newest = session.exec(select(Delivery).order_by(col(Delivery.id).desc())).first()
        assert newest is not None and newest.id is not None
        newest.unsure = 0  # claimed, not opened
        return Claim(newest.id, newest.epoch)


def put_opened(phone: Phone, words: str) -> Parcel:
    """A message as it leaves a turn: claimed and opened from birth."""
    stage = phone.stage
    with transaction(stage.engine) as session:
        reader = known(session, phone)
        chat, owner = reader.telegram_id, person(reader.id)
        parcel = post(
            session, stage.attune.sealer, chat, owner, Message(Text(words)), stage.now, Urgency.RELAY
        )
        assert isinstance(parcel, Parcel)
        return parcel


def waiting(stage: Stage) -> list[tuple[str, str, int]]:
    """State, urgency and unsure attempts of everything there is, oldest first."""
    with transaction(stage.engine) as session:
        rows = session.exec(select(Delivery).order_by(col(Delivery.id)))
        return [(row.state, row.urgency, row.unsure) for row in rows]


def states(stage: Stage) -> list[str]:
    return [state for state, _, _ in waiting(stage)]


def row(stage: Stage, claim: Claim) -> Delivery:
    with transaction(stage.engine) as session:
        return session.get_one(Delivery, claim.delivery_id)
