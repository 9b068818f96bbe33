"""Reads what /privacy tells: the numbers that housekeeping goes by, live counts, and every yes that stands."""

from datetime import timedelta
from typing import Any

from conversations.dialogue.agreeing import agreed_by
from conversations.dialogue.phrases import Moment, Value
from conversations.dialogue.taking import Args, Turn
from conversations.dialogue.what_is_kept import KeptFor, PrivacySeen
from conversations.records import retention
from conversations.records.consents import Purpose, lines_of
from conversations.records.counting import count_mine, count_ours
from conversations.records.floor_lines import KEPT_FOR
from conversations.records.invites import LIFETIME
from conversations.records.loops import KEPT
from conversations.records.partners import Consent


def see_privacy(turn: Turn, args: Args) -> dict[str, Any]:
    """Everything that is told about the person of this turn."""
    session, me = turn.session, turn.me
    seen = PrivacySeen(
        kept_for(), turn.desk.hosting, count_mine(session, me), count_ours(session, me), agreed_by(turn),
        _erased_at(turn),
    )  # fmt: skip
    return {"privacy": seen}


def kept_for() -> KeptFor:
    """The numbers that are in force."""
    return KeptFor(
        shared_days=retention.SHARED // retention.DAY,
        drafts_hours=retention.DRAFTS // timedelta(hours=1),
        talks_hours=KEPT_FOR // timedelta(hours=1),
        messages_hours=retention.SENT // timedelta(hours=1),
        withdrawn_hours=retention.WITHDRAWN // timedelta(hours=1),
        invites_hours=(LIFETIME + retention.INVITES) // timedelta(hours=1),
        updates_days=retention.SEEN // retention.DAY,
        lines_days=retention.LINES // retention.DAY,
        tension_days=retention.TENSION // retention.DAY,
        loops_days=KEPT // retention.DAY,
        consents_years=retention.CONSENTS // (365 * retention.DAY),
    )


def _erased_at(turn: Turn) -> Value:
    if turn.me.consent != Consent.NONE:
        return None
    keeping = [line for line in lines_of(turn.session, turn.me.id) if line.purpose == Purpose.KEEP]
    return Moment(keeping[-1].at + retention.WITHDRAWN, "day_time") if keeping else None
