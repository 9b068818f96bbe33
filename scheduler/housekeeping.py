"""Lets things lapse, and forgets what need not be kept."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, col

from conversations.dialogue.turn import Attune
from conversations.records.checkins import close_sheets
from conversations.records.conversations import Conversation
from conversations.records.database import transaction
from conversations.records.deliveries import Delivery, DeliveryState
from conversations.records.drafts import HeldDraft
from conversations.records.floor_lines import forget_floors
from conversations.records.forgetting import forget_person
from conversations.records.friend import forget_marks
from conversations.records.invites import Invite
from conversations.records.lines_shown import REST, LineShown
from conversations.records.loops import KEPT, LoopReport
from conversations.records.needs import Need, NeedState
from conversations.records.partners import Consent, Partner
from conversations.records.pauses import Tension
from conversations.records.sealing import Sealer
from conversations.records.updates import SeenUpdate

DAY = timedelta(days=1)
DRAFTS, INVITES, STRANGERS = DAY, DAY, DAY  # after the last touch, after they expired, after their last word
SEEN = timedelta(days=8)  # longer than Telegram repeats an update or counts on its numbers
SENT = timedelta(hours=48)  # as long as a message can be taken back
TENSION = timedelta(days=90)
RESTED = REST + 2 * DAY  # a local date may lie a day behind ours, and a conversation may pass midnight
BATCH = 200

log = logging.getLogger(__name__)


def tidy(now: datetime, attune: Attune) -> dict[str, int]:
    """Forget what is old enough. Returns how much of each was forgotten; each kind in a transaction of its own."""
    forgotten = {}
    for name, forget in TASKS.items():
        with transaction(attune.engine) as session:
            forgotten[name] = forget(session, now, attune.sealer)
    log.info(
        "forgotten: %s",
        ", ".join(f"{count} {name}" for name, count in forgotten.items() if count) or "nothing",
    )
    return forgotten


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


def forget_deliveries(session: Session, now: datetime, sealer: Sealer) -> int:
    """What was sent, and what was given up on."""
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
    return _delete(session, LineShown, col(LineShown.shown_on) <= now.date() - RESTED)


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
    "deliveries": forget_deliveries,
    "invites": forget_invites,
    "reports of tension": forget_tension,
    "reports of the loop": forget_loops,
    "lines shown": forget_lines_shown,
    "friend marks": forget_friend_marks,
    "lines of turns": forget_turns,
    "strangers": forget_strangers,
    "sheets": end_sheets,
}
