"""What is said when the time has come: one function per kind of reminder, one file per noun."""

from scheduler.reminding import (
    agreements,
    checkins,
    copies,
    drafts,
    floors,
    invites,
    needs,
    notes,
    pauses,
    rituals,
)
from scheduler.reminding.saying import Saying, Sayings

__all__ = ["SAYINGS", "Saying", "Sayings"]

SAYINGS: Sayings = {
    **pauses.SAYINGS,
    **agreements.SAYINGS,
    **checkins.SAYINGS,
    **copies.SAYINGS,
    **drafts.SAYINGS,
    **floors.SAYINGS,
    **invites.SAYINGS,
    **needs.SAYINGS,
    **notes.SAYINGS,
    **rituals.SAYINGS,
}
