"""Brings a notice of the host to everybody, each in their own language, in private: through the outbox, once."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlmodel import Session

from conversations.dialogue.phrasebook import Phrasebook, Reader
from conversations.dialogue.phrases import Value
from conversations.localtime import is_quiet
from conversations.records.consents import note_told
from conversations.records.deliveries import Message, Urgency, post
from conversations.records.notices import about, people_to_tell
from conversations.records.partners import Partner
from conversations.records.sealing import Sealer, person

BATCH = 100  # people in one transaction: a turn waits no longer than for these
SHORTLY = timedelta(seconds=1)  # due only then, so that the Attune that runs sends it and nobody else

What = Callable[[Partner], Value]  # to this person


def tell_some(
    session: Session, sealer: Sealer, book: Phrasebook, notice: str, what: What, now: datetime
) -> int:
    """Post it to some of those who were not told yet, and note that they were. Returns how many; 0 once all are."""
    people = people_to_tell(session, notice, BATCH)
    for one in people:
        zone = one.zone or "UTC"
        text = book.render(what(one), Reader(one.language, zone))
        hushed = is_quiet(now, zone, one.quiet_from, one.quiet_until)
        post(
            session, sealer, one.telegram_id, person(one.id), Message(text, silent=hushed), now,
            Urgency.RELAY, about=about(notice), not_before=now + SHORTLY,
        )  # fmt: skip
    note_told(session, notice, (one.id for one in people), now)
    return len(people)
