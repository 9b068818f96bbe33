"""Reads for a copy what one person keeps for themselves."""

from zoneinfo import ZoneInfo

from sqlmodel import col

from conversations.records.consents import ConsentLine
from conversations.records.couples import Couple
from conversations.records.drafts import HeldDraft, read_draft
from conversations.records.export_agreed import Limit
from conversations.records.export_kinds import (
    Draft,
    Felt,
    Kept,
    Looked,
    Me,
    Part,
    Set,
    Tense,
    Together,
    View,
    Yes,
)
from conversations.records.export_rows import Reading
from conversations.records.friend import FriendView, read_view
from conversations.records.loops import LoopReport, read_report
from conversations.records.needs import Need, NeedState
from conversations.records.needs import read_card as read_need
from conversations.records.notes import Keepsake, read_keepsake
from conversations.records.own_lately import read_reasons
from conversations.records.own_limits import OwnLimit, read_limit
from conversations.records.partners import Partner, name_of_partner
from conversations.records.pauses import Tension
from conversations.records.pulse import Pulse, read_week


def read_me(reading: Reading) -> Me:
    """Who it is."""
    return Me(name_of_partner(reading.session, reading.sealer, reading.me))


def read_settings(reading: Reading) -> Set:
    """What they have set."""
    [me] = reading.rows(Partner, col(Partner.id) == reading.me.id)
    return Set(
        me.language, me.zone, me.checkin_at, me.quiet_from, me.quiet_until, me.resting_since, me.rhythm, me.nudge,
        me.weekly_need, me.weekly_look, tuple(me.packs.split()), me.discreet, me.keeps_days, me.lends_to, me.created_at,
    )  # fmt: skip


def read_together(reading: Reading) -> tuple[Together, ...]:
    """Dates alone: at what time somebody left is told to nobody."""
    zone = ZoneInfo(reading.me.zone or "UTC")
    found = reading.rows(Couple, col(Couple.id).in_(reading.couples))
    return tuple(
        Together(
            one.created_at.astimezone(zone).date(),
            one.ended_at.astimezone(zone).date() if one.ended_at else None,
        )
        for one in sorted(found, key=lambda one: one.created_at)
    )


def read_consents(reading: Reading) -> tuple[Yes, ...]:
    """What was agreed to and taken back."""
    found = reading.rows(ConsentLine, col(ConsentLine.partner_id) == reading.me.id)
    lines = (Yes(one.at, one.purpose, one.version, one.given) for one in found)
    return tuple(sorted(lines, key=lambda one: one.at))


def read_drafts(reading: Reading) -> tuple[Draft, ...]:
    """Words and cards that were held back, and went nowhere yet."""
    held = reading.rows(HeldDraft, col(HeldDraft.partner_id) == reading.me.id)
    mine = col(Need.author_id) == reading.me.id
    cards = reading.rows(Need, mine, col(Need.state) == NeedState.HELD)
    session, sealer = reading.session, reading.sealer
    drafts = [Draft(one.created_at, one.kind, one.until, read_draft(session, sealer, one)) for one in held]
    drafts += [Draft(one.created_at, one.kind, one.kept_at, read_need(session, sealer, one)) for one in cards]
    return tuple(sorted((one for one in drafts if reading.scope.reaches(one.at)), key=lambda one: one.at))


def read_kept(reading: Reading) -> tuple[Kept, ...]:
    """Copies of what the other one wrote, and of summaries of both."""
    found = reading.rows(Keepsake, col(Keepsake.partner_id) == reading.me.id)
    kept = (
        Kept(one.created_at, read_keepsake(reading.session, reading.sealer, one))
        for one in found
        if reading.scope.reaches(one.created_at)
    )
    return tuple(sorted(kept, key=lambda one: one.at))


def read_tension(reading: Reading) -> tuple[Tense, ...]:
    """How tense it was, as they told it."""
    found = reading.rows(Tension, col(Tension.partner_id) == reading.me.id)
    told = (
        Tense(one.at, one.level, read_reasons(reading.session, reading.sealer, one))
        for one in found
        if reading.scope.reaches(one.at)
    )
    return tuple(sorted(told, key=lambda one: one.at))


def read_loops(reading: Reading) -> tuple[Looked, ...]:
    """Looks at their own side."""
    found = reading.rows(LoopReport, col(LoopReport.partner_id) == reading.me.id)
    told = [
        read_report(reading.session, reading.sealer, one) for one in found if reading.scope.reaches(one.at)
    ]
    return tuple(Looked(one.at, one.move, one.step) for one in sorted(told, key=lambda one: one.at))


def read_limits(reading: Reading) -> tuple[Limit, ...]:
    """What they will do to take care of themselves."""
    found = reading.rows(OwnLimit, col(OwnLimit.partner_id) == reading.me.id)
    told = (
        Limit(one.created_at, read_limit(reading.session, reading.sealer, one))
        for one in found
        if reading.scope.reaches(one.created_at)
    )
    return tuple(sorted(told, key=lambda one: one.at))


def read_views(reading: Reading) -> tuple[View, ...]:
    """As a friend would see it."""
    found = reading.rows(FriendView, col(FriendView.partner_id) == reading.me.id)
    views = (
        View(one.at, one.at_length, _parts(one, reading)) for one in found if reading.scope.reaches(one.at)
    )
    return tuple(sorted(views, key=lambda one: one.at))


def _parts(view: FriendView, reading: Reading) -> tuple[Part, ...]:
    return tuple(Part(*one) for one in read_view(reading.session, reading.sealer, view).items())


def read_weeks(reading: Reading) -> tuple[Felt, ...]:
    """How their weeks felt to them. One that was asked about alone says nothing."""
    found = reading.rows(Pulse, col(Pulse.partner_id) == reading.me.id, col(Pulse.body).is_not(None))
    told = (read_week(reading.session, reading.sealer, one) for one in found)
    weeks = (Felt(one.at, one.week, dict(one.answers), one.moment) for one in told)
    return tuple(sorted((one for one in weeks if reading.scope.reaches(one.at)), key=lambda one: one.week))
