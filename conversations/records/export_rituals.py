"""Reads small rituals for a copy: of the other's suggestions only those that were answered."""

from sqlmodel import col

from conversations.records.export_agreed import Habit
from conversations.records.export_rows import Reading
from conversations.records.rituals import Ritual, RitualSide, RitualState, read_words


def read_rituals(reading: Reading) -> tuple[Habit, ...]:
    """Those of the two, the oldest first. Where it is about one's own words alone, those that one suggested."""
    sides = {
        one.ritual_id: one for one in reading.rows(RitualSide, col(RitualSide.partner_id) == reading.me.id)
    }
    found = reading.rows(Ritual, col(Ritual.id).in_(sides))
    habits = [
        _habit(one, sides[one.id], reading)
        for one in found
        if _is_known(one, reading) and reading.scope.reaches(one.created_at)
    ]
    return tuple(sorted(habits, key=lambda one: one.at))


def _is_known(ritual: Ritual, reading: Reading) -> bool:
    mine = ritual.proposed_by == reading.me.id
    return mine or (reading.scope.theirs and ritual.state != RitualState.PROPOSED)


def _habit(ritual: Ritual, side: RitualSide, reading: Reading) -> Habit:
    words = read_words(reading.session, reading.sealer, ritual) or None
    return Habit(
        ritual.created_at, ritual.proposed_by == reading.me.id, ritual.kind, words, ritual.state, ritual.days,
        ritual.at, ritual.zone, side.hushed,
    )  # fmt: skip
