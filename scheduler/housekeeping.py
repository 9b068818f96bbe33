"""Lets things lapse, and forgets what need not be kept."""

import logging
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Exists, String, cast, delete, exists, func, literal, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, col
from sqlmodel import select as select_one

from conversations.dialogue.turn import Attune
from conversations.records.checkins import close_sheets
from conversations.records.consents import ConsentLine, Purpose, forget_consents
from conversations.records.conversations import Conversation
from conversations.records.couples import Couple, CoupleState
from conversations.records.database import scrub_afterwards, transaction
from conversations.records.deliveries import Delivery, DeliveryState
from conversations.records.drafts import HeldDraft
from conversations.records.floor_lines import forget_floors
from conversations.records.forgetting import forget_person, forget_shared, is_named_by, is_shared
from conversations.records.friend import forget_marks
from conversations.records.invites import Invite
from conversations.records.lines_shown import LineShown
from conversations.records.loops import KEPT, LoopReport
from conversations.records.needs import Need, NeedState
from conversations.records.parting import erase_person
from conversations.records.partners import Consent, Partner
from conversations.records.pauses import Tension
from conversations.records.pulse import forget_wishes
from conversations.records.retention import (
    DAY,
    DRAFTS,
    INVITES,
    KEEPS,
    LINES,
    SEEN,
    SENT,
    SHARED,
    STRANGERS,
    TENSION,
    WITHDRAWN,
)
from conversations.records.sealing import OwnerKey, Sealer
from conversations.records.taking_back import KINDS as TAKING_BACK
from conversations.records.taking_back import forget_old_halves
from conversations.records.undelivered import forget_lost
from conversations.records.updates import SeenUpdate

BATCH = 200
MOST_BATCHES = 50  # of one kind in one go

log = logging.getLogger(__name__)


def tidy(now: datetime, attune: Attune) -> dict[str, int]:
    """Forget what is old enough. Returns how much of each was forgotten; each kind in transactions of its own."""
    forgotten = {}
    for name, forget in TASKS.items():
        forgotten[name] = _in_batches(forget, now, attune)
    log.info(
        "forgotten: %s",
        ", ".join(f"{count} {name}" for name, count in forgotten.items() if count) or "nothing",
    )
    return forgotten


def _in_batches(forget: Callable[[Session, datetime, Sealer], int], now: datetime, attune: Attune) -> int:
    """Until nothing is left to forget, or for as many transactions as are bearable at once."""
    total = 0
    for _ in range(MOST_BATCHES):
        with transaction(attune.engine) as session:
            done = forget(session, now, attune.sealer)
        total += done
        if done < BATCH:
            break
    return total


def forget_conversations(session: Session, now: datetime, sealer: Sealer) -> int:
    """What somebody began to say and did not finish."""
    old = update(Conversation).where(
        col(Conversation.touched_at) <= now - DRAFTS, col(Conversation.flow) != ""
    )
    done = session.execute(old.values(flow="", body=b""))  # the row stays: it counts the questions
    return int(done.rowcount)  # type: ignore[attr-defined]


def forget_drafts(session: Session, now: datetime, sealer: Sealer) -> int:
    """Words and cards that were held back, a day after the time they were held for."""
    cards = _delete(session, Need, col(Need.state) == NeedState.HELD, col(Need.kept_at) <= now - DRAFTS)
    return cards + _delete(session, HeldDraft, col(HeldDraft.until) <= now - DRAFTS)


def forget_updates(session: Session, now: datetime, sealer: Sealer) -> int:
    return _delete(session, SeenUpdate, col(SeenUpdate.seen_at) <= now - SEEN)


def forget_numbers(session: Session, now: datetime, sealer: Sealer) -> int:
    """Which messages stand in whose chat, once Telegram lets none of them be taken away."""
    old = update(SeenUpdate).where(col(SeenUpdate.chat).is_not(None), col(SeenUpdate.seen_at) <= now - SENT)
    done = session.execute(old.values(chat=None, message_id=None))
    return int(done.rowcount)  # type: ignore[attr-defined]


def forget_deliveries(session: Session, now: datetime, sealer: Sealer) -> int:
    """What was sent, and what was given up on; with it cards that never arrived."""
    forget_lost(session, now - SENT)
    over = col(Delivery.state) != DeliveryState.PENDING
    sent = _delete(session, Delivery, over, col(Delivery.sent_at) <= now - SENT)
    return sent + _delete(
        session, Delivery, over, col(Delivery.sent_at).is_(None), col(Delivery.due_at) <= now - SENT
    )


def forget_invites(session: Session, now: datetime, sealer: Sealer) -> int:
    return _delete(session, Invite, col(Invite.expires_at) <= now - INVITES)


def forget_tension(session: Session, now: datetime, sealer: Sealer) -> int:
    return _delete(session, Tension, col(Tension.at) <= now - TENSION)


def forget_loops(session: Session, now: datetime, sealer: Sealer) -> int:
    """Looks at the loop that somebody kept for themselves."""
    return _delete(session, LoopReport, col(LoopReport.at) <= now - KEPT)


def forget_lines_shown(session: Session, now: datetime, sealer: Sealer) -> int:
    """Which listening phrases somebody was offered, once all of them may be offered again."""
    return _delete(session, LineShown, col(LineShown.shown_on) <= now.date() - LINES)


def forget_turns(session: Session, now: datetime, sealer: Sealer) -> int:
    """What was said while taking turns, a day after."""
    return forget_floors(session, now)


def forget_friend_marks(session: Session, now: datetime, sealer: Sealer) -> int:
    """That somebody wrote at length, once it no longer matters."""
    return forget_marks(session, now)


def forget_strangers(session: Session, now: datetime, sealer: Sealer) -> int:
    """Who said hello, never agreed to anything, and is not in the middle of something."""
    in_the_middle = exists().where(
        col(Conversation.partner_id) == col(Partner.id), col(Conversation.flow) != ""
    )
    strangers = select(Partner).where(
        col(Partner.consent) == Consent.NONE,
        col(Partner.couple_id).is_(None),
        col(Partner.created_at) <= now - STRANGERS,
        ~_has_agreed_once(),
        ~in_the_middle,
    )
    # Held, unless somebody else does just this, or they are just agreeing to something.
    found = session.scalars(strangers.limit(BATCH).with_for_update(skip_locked=True)).all()
    return sum(_forget_stranger(session, stranger, sealer) for stranger in found)


def _forget_stranger(session: Session, stranger: Partner, sealer: Sealer) -> bool:
    """False when something shared still names them: then they are more than a stranger."""
    try:
        with session.begin_nested():
            forget_person(session, sealer, stranger)
            session.flush()
    except IntegrityError:
        return False
    return True


def forget_withdrawn(session: Session, now: datetime, sealer: Sealer) -> int:
    """Who took back that anything is kept, and did not say yes again: all of theirs, as if they deleted it."""
    gone = select(Partner).where(col(Partner.consent) == Consent.NONE, _has_agreed_once(), ~_has_line(now))
    found = session.scalars(gone.limit(BATCH).with_for_update(skip_locked=True)).all()
    for partner in found:
        erase_person(session, sealer, partner, now)
    return len(found)


def forget_ended(session: Session, now: datetime, sealer: Sealer) -> int:
    """What two people shared, a month after one of them has left; then their couple as well."""
    since = func.coalesce(col(Couple.ended_at), col(Couple.created_at))
    key = exists().where(col(OwnerKey.owner) == literal("couple:").concat(cast(col(Couple.id), String)))
    left = or_(is_shared(col(Couple.id)), key, ~is_named_by(col(Couple.id)))
    over = select(Couple).where(col(Couple.state) == CoupleState.ENDED, since <= now - SHARED, left)
    found = session.scalars(over.limit(BATCH).with_for_update(skip_locked=True)).all()
    for couple in found:
        forget_shared(session, sealer, couple)
    return len(found)


def forget_chosen(session: Session, now: datetime, sealer: Sealer) -> int:
    """Check-ins and cards that their author wanted to keep no longer: as if taken back. Nobody is told."""
    gone = 0
    for days in KEEPS:
        authors, until = select_one(Partner.id).where(Partner.keeps_days == days), now - days * DAY
        gone += sum(take_back(session, authors, until, now) for take_back in TAKING_BACK)
        gone += forget_old_halves(session, authors, until)
    if gone:
        scrub_afterwards(session)
    return gone


def _has_agreed_once() -> Exists:
    return exists().where(
        col(ConsentLine.partner_id) == col(Partner.id), col(ConsentLine.purpose) == Purpose.KEEP
    )


def _has_line(now: datetime) -> Exists:
    """Whether they agreed to it, or took it back, so lately that it still counts."""
    return _has_agreed_once().where(col(ConsentLine.at) > now - WITHDRAWN)


def forget_agreements(session: Session, now: datetime, sealer: Sealer) -> int:
    """What somebody agreed to and took back, once it no longer has to be shown."""
    return forget_consents(session, now)


def _delete(session: Session, table: type[SQLModel], *which: object) -> int:
    done = session.execute(delete(table).where(*which))  # type: ignore[arg-type]
    return int(done.rowcount)  # type: ignore[attr-defined]


def end_sheets(session: Session, now: datetime, sealer: Sealer) -> int:
    """Days on which nobody answered."""
    return close_sheets(session, now)


TASKS: dict[str, Callable[[Session, datetime, Sealer], int]] = {
    "conversations": forget_conversations,
    "drafts": forget_drafts,
    "updates": forget_updates,
    "numbers of messages": forget_numbers,
    "deliveries": forget_deliveries,
    "invites": forget_invites,
    "reports of tension": forget_tension,
    "reports of the loop": forget_loops,
    "lines shown": forget_lines_shown,
    "friend marks": forget_friend_marks,
    "wishes for a picture": lambda session, now, _: forget_wishes(session, now),
    "lines of turns": forget_turns,
    "strangers": forget_strangers,
    "withdrawn": forget_withdrawn,
    "shared after leaving": forget_ended,
    "kept as long as chosen": forget_chosen,
    "agreements": forget_agreements,
    "sheets": end_sheets,
}
