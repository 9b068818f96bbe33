"""Brings what was for a shared chat to each of the two, when somebody else is there (T-1)."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from conversations.dialogue.phrasebook import Reader
from conversations.dialogue.phrases import say
from conversations.dialogue.posting import Desk
from conversations.dialogue.turn import Attune, desk_for
from conversations.dialogue.two_languages import in_both
from conversations.records.couples import ChatState, Couple
from conversations.records.deliveries import Delivery, DeliveryState, Message, Ready, Urgency, read_message
from conversations.records.partners import Partner, partners_of


def is_for_two(session: Session, delivery: Delivery) -> bool:
    """Whether nobody has come to their chat, as far as Attune was told, and neither of the two has left."""
    couple = _couple_of(session, delivery)
    return couple is not None and couple.chat == delivery.chat and couple.chat_state == ChatState.FINE


def bring_to_each(session: Session, attune: Attune, delivery: Delivery, now: datetime) -> tuple[Ready, ...]:
    """Nothing goes to the group; each is told why it comes to them. What may be sent at once."""
    couple = _couple_of(session, delivery)
    message, desk = read_message(session, attune.sealer, delivery), desk_for(session, now, attune)
    delivery.state, delivery.body = DeliveryState.DEAD, b""
    readers = partners_of(session, couple.id) if couple is not None and message.text.text else []
    for reader in readers:
        _bring(message, delivery, reader, desk)
    return tuple(desk.ready)


def _couple_of(session: Session, delivery: Delivery) -> Couple | None:
    kind, _, id = delivery.owner.partition(":")
    return session.get(Couple, int(id)) if kind == "couple" else None


def _bring(message: Message, delivery: Delivery, reader: Partner, desk: Desk) -> None:
    why = desk.book.render(say("lobby.to_each.text"), Reader(reader.language))
    own = replace(message, text=in_both(why, message.text), edits=None, for_two=False)
    author = desk.session.get(Partner, delivery.author_id) if delivery.author_id else None
    desk.pass_on(reader, own, Urgency(delivery.urgency), author, delivery.about)
