"""Who is asked about their week, and when next; kept wherever one of their hours, or who takes part, changes."""

from datetime import datetime

from conversations.records.couples import Couple, CoupleState
from conversations.records.partners import Consent, Partner
from conversations.sundays import next_sunday


def looks_back(partner: Partner, couple: Couple | None) -> bool:
    """Whether this person is asked on Sundays: the questions name somebody, and nobody is asked who rests or keeps
    apart."""
    together = couple is not None and couple.state == CoupleState.ACTIVE and partner.couple_id == couple.id
    here = partner.resting_since is None and partner.apart_since is None
    agreed = partner.consent == Consent.TOGETHER and partner.weekly_look
    return together and here and agreed and bool(partner.zone)


def plan_next_pulse(partner: Partner, couple: Couple | None, now: datetime) -> None:
    """The next Sunday of theirs that was not asked about; none for who is not asked."""
    partner.next_pulse_at = (
        next_sunday(now, partner, partner.last_pulse_week)[1] if looks_back(partner, couple) else None
    )
