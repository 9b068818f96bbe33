"""Puts together what is kept about one person, for that person."""

from sqlmodel import Session

from conversations.dialogue.outcomes.export import PARTS
from conversations.records import export_own as own
from conversations.records import export_shared as shared
from conversations.records.export_kinds import Copy, Scope
from conversations.records.export_practice import read_practice
from conversations.records.export_profile import read_profile
from conversations.records.export_questions import read_left_out, read_own_questions
from conversations.records.export_rituals import read_rituals
from conversations.records.export_rows import Reading
from conversations.records.partners import Partner
from conversations.records.sealing import Sealer

EVERYTHING = Scope(frozenset(PARTS))


def copy_of(session: Session, sealer: Sealer, me: Partner, scope: Scope = EVERYTHING) -> Copy:
    """What this person may have a copy of. Never the other's private side (reliability 6.3)."""
    session.flush()  # rows are read past the session
    reading, takes = Reading(session, sealer, me, scope), scope.takes
    return Copy(
        own.read_me(reading),
        scope,
        own.read_settings(reading) if takes("settings") else None,
        own.read_together(reading) if takes("settings") else (),
        own.read_consents(reading) if takes("settings") else (),
        shared.read_days(reading) if takes("checkins") else (),
        shared.read_cards(reading) if takes("cards") else (),
        own.read_kept(reading) if takes("kept") and scope.theirs else (),
        own.read_drafts(reading) if takes("drafts") else (),
        shared.read_talks(reading) if takes("talks") else (),
        shared.read_pauses(reading) if takes("talks") else (),
        read_rituals(reading) if takes("rituals") else (),
        own.read_tension(reading) if takes("tension") else (),
        own.read_loops(reading) if takes("loop") else (),
        own.read_views(reading) if takes("friend") else (),
        own.read_limits(reading) if takes("limits") else (),
        shared.read_agreements(reading) if takes("limits") else (),
        own.read_weeks(reading) if takes("pulse") else (),
        read_practice(reading) if takes("practice") else None,
        read_profile(reading) if takes("profile") else None,
        read_own_questions(reading) if takes("checkins") else (),
        read_left_out(reading) if takes("checkins") else (),
        me.zone or "UTC",
    )
