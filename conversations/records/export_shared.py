"""Reads for a copy what went between two people: of the other's only what was shown or sent."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import or_
from sqlalchemy import select as columns_of
from sqlmodel import col

from conversations.records.agreements import Agreement, AgreementState, read_words
from conversations.records.checkins import Sheet, SheetAnswer, read_half
from conversations.records.export_agreed import Agreed
from conversations.records.export_kinds import Card, Day, Half, Line, Paused, Talk
from conversations.records.export_rows import Reading
from conversations.records.floor_lines import FloorLine, read_line
from conversations.records.floors import Floor
from conversations.records.forgetting import without_private
from conversations.records.needs import Need, NeedState, read_said_back
from conversations.records.needs import read_card as read_need
from conversations.records.notes import Note, NoteState
from conversations.records.notes import read_card as read_note
from conversations.records.partners import Partner, partners_of
from conversations.records.pauses import Pause
from conversations.records.undelivered import never_arrived, unopened

TOLD = tuple(state for state in NeedState if state not in (NeedState.HELD, NeedState.CLOSED))


def read_days(reading: Reading) -> tuple[Day, ...]:
    """Check-ins: one's own halves, and those of the other that were shown."""
    couples = reading.couples
    sheets = {one.id: one for one in reading.rows(Sheet, col(Sheet.couple_id).in_(couples))}
    of_these = col(SheetAnswer.sheet_id).in_(
        columns_of(col(Sheet.id)).where(col(Sheet.couple_id).in_(couples))
    )
    mine = _own_halves(reading)
    theirs: dict[int, SheetAnswer] = {}
    if reading.scope.theirs:
        shown = col(SheetAnswer.shown_at).is_not(None)
        found = reading.rows(SheetAnswer, of_these, col(SheetAnswer.partner_id) != reading.me.id, shown)
        closed = unopened(reading.session, reading.me.id)
        theirs = {one.sheet_id: one for one in found if f"sheet {one.sheet_id}" not in closed}
    others = _others(reading)
    days = [
        _day(sheet, others.get(sheet.couple_id, ""), mine.get(id), theirs.get(id), reading)
        for id, sheet in sheets.items()
        if id in mine or id in theirs
    ]
    return tuple(sorted((one for one in days if reading.scope.reaches(one.at)), key=lambda one: one.at))


def _own_halves(reading: Reading) -> dict[int, SheetAnswer]:
    answered = or_(col(SheetAnswer.done_at).is_not(None), col(SheetAnswer.passed_at).is_not(None))
    found = reading.rows(SheetAnswer, col(SheetAnswer.partner_id) == reading.me.id, answered)
    return {one.sheet_id: one for one in found}


def _day(
    sheet: Sheet, other: str, mine: SheetAnswer | None, theirs: SheetAnswer | None, reading: Reading
) -> Day:
    return Day(
        sheet.day,
        other,
        _half(mine, reading) if mine else None,
        _shown_half(theirs, reading) if theirs else None,
        sheet.revealed_at if reading.scope.theirs else None,
    )


def _others(reading: Reading) -> dict[int, str]:
    """Couple -> name of the other one; of a couple that is over, whoever was asked with this person."""
    asked = columns_of(col(Sheet.couple_id), col(SheetAnswer.partner_id)).join(
        SheetAnswer, col(SheetAnswer.sheet_id) == col(Sheet.id)
    )
    earlier = asked.where(
        col(Sheet.couple_id).in_(reading.couples), col(SheetAnswer.partner_id) != reading.me.id
    )
    now = columns_of(col(Partner.couple_id), col(Partner.id)).where(
        col(Partner.couple_id) == reading.me.couple_id, col(Partner.id) != reading.me.id
    )
    connection = reading.session.connection()
    pairs = [*connection.execute(earlier.distinct()), *connection.execute(now)]
    return {couple_id: reading.name_of(partner_id) for couple_id, partner_id in pairs}


def _half(half: SheetAnswer, reading: Reading) -> Half:
    at = half.done_at or half.passed_at
    if at is None:
        raise ValueError("neither answered nor passed")
    answered = None if half.taken_back else read_half(reading.session, reading.sealer, half)
    passed = half.done_at is None
    gone = half.taken_back or (answered is None and not passed)
    return Half(at, answered, passed, gone, tuple(half.responded.split()))


def _shown_half(half: SheetAnswer, reading: Reading) -> Half:
    """The other's half as it was shown, without what they keep private; and when it was shown."""
    seen = _half(half, reading)
    answered = without_private(seen.answered) if seen.answered else None
    return replace(seen, at=half.shown_at or seen.at, answered=answered)


def read_cards(reading: Reading) -> tuple[Card, ...]:
    """Needs, words and notes: those sent, and those that came."""
    cards = [*_needs(reading), *_notes(reading)]
    reached = (one for one in cards if reading.scope.reaches(one.at))
    return tuple(sorted(reached, key=lambda one: one.at))


def _needs(reading: Reading) -> Iterable[Card]:
    me = reading.me.id
    held = col(Need.state) == NeedState.HELD
    mine = reading.rows(Need, col(Need.author_id) == me, ~held)
    theirs = reading.rows(Need, col(Need.reader_id) == me, ~held) if reading.scope.theirs else []
    lost = never_arrived(reading.session, reading.me, "need", theirs)
    return [
        *(_need(one, one.state, one.closed_as, reading) for one in mine),
        *(_received(one, reading) for one in theirs if one.id not in lost),
    ]


def _received(need: Need, reading: Reading) -> Card:
    """How a card ended is its author's own, but that it was taken back."""
    withdrawn = need.state == NeedState.CLOSED and need.closed_as == "withdrawn"
    state = need.state if need.state in TOLD or withdrawn else ""
    return _need(need, state, "withdrawn" if withdrawn else "", reading)


def _need(need: Need, state: str, closed_as: str, reading: Reading) -> Card:
    mine = need.author_id == reading.me.id
    words = read_need(reading.session, reading.sealer, need)
    heard = read_said_back(reading.session, reading.sealer, need)
    other = reading.name_of(need.reader_id if mine else need.author_id)
    return Card(
        need.created_at, need.kind, mine, other, need.place, words, words is None, state, need.asked_for,
        need.kept_at, heard if reading.scope.theirs or not mine else "", closed_as,
    )  # fmt: skip


def _notes(reading: Reading) -> Iterable[Card]:
    me = reading.me.id
    mine = reading.rows(Note, col(Note.author_id) == me)
    theirs = reading.rows(Note, col(Note.reader_id) == me) if reading.scope.theirs else []
    lost = never_arrived(reading.session, reading.me, "note", theirs)
    came = [one for one in theirs if one.id not in lost]
    return [_note(one, reading) for one in (*mine, *came)]


def _note(note: Note, reading: Reading) -> Card:
    mine = note.author_id == reading.me.id
    words = read_note(reading.session, reading.sealer, note)
    other = reading.name_of(note.reader_id if mine else note.author_id)
    gone = words is None or note.state == NoteState.WITHDRAWN
    answered = tuple(note.answered_as.split()) if reading.scope.theirs or not mine else ()
    return Card(
        note.created_at, note.kind, mine, other, note.place, None if gone else words, gone, note.state,
        time=note.back_at if reading.scope.theirs or not mine else None, answered=answered,
    )  # fmt: skip


def read_agreements(reading: Reading) -> tuple[Agreed, ...]:
    """What both have said yes to; where only one's own words are wanted, those this person worded."""
    stands = col(Agreement.state) == AgreementState.STANDS
    found = reading.rows(Agreement, col(Agreement.couple_id).in_(reading.couples), stands)
    told = (_agreed(one, reading) for one in found if reading.scope.reaches(one.agreed_at))
    wanted = (one for one in told if one.mine or reading.scope.theirs)
    return tuple(sorted(wanted, key=lambda one: one.at))


def _agreed(agreement: Agreement, reading: Reading) -> Agreed:
    words = read_words(reading.session, reading.sealer, agreement)
    mine = agreement.author_id == reading.me.id
    return Agreed(agreement.agreed_at, mine, words, words is None, agreement.look_at)


def read_talks(reading: Reading) -> tuple[Talk, ...]:
    """Taking turns, with what this person said as long as it is kept."""
    floors = reading.rows(Floor, col(Floor.couple_id).in_(reading.couples))
    lines = reading.rows(FloorLine, col(FloorLine.partner_id) == reading.me.id)
    talks = (
        Talk(one.created_at, one.closed_at, one.minutes, _lines(one, lines, reading))
        for one in floors
        if reading.scope.reaches(one.created_at)
    )
    return tuple(sorted(talks, key=lambda one: one.at))


def _lines(floor: Floor, lines: list[FloorLine], reading: Reading) -> tuple[Line, ...]:
    own = sorted((one for one in lines if one.floor_id == floor.id), key=lambda one: one.id)
    return tuple(Line(one.kind, read_line(reading.session, reading.sealer, floor, one)) for one in own)


def read_pauses(reading: Reading) -> tuple[Paused, ...]:
    """Pauses of the two; how far the other had settled is never read."""
    pauses = []
    for couple_id in reading.couples:
        level = _own_level(couple_id, reading)
        other = tuple(name for name in ("first_level", "second_level") if name != level)
        found = reading.rows(Pause, col(Pause.couple_id) == couple_id, without=other)
        pauses += [_paused(one, level) for one in found if reading.scope.reaches(one.started_at)]
    return tuple(sorted(pauses, key=lambda one: one.at))


def _own_level(couple_id: int, reading: Reading) -> str:
    """The column of this person; none for a couple that is over, as it is not known any more who came first."""
    ids = [one.id for one in partners_of(reading.session, couple_id)]
    if reading.me.id not in ids:
        return ""
    return "first_level" if ids[0] == reading.me.id else "second_level"


def _paused(pause: Pause, level: str) -> Paused:
    return Paused(pause.started_at, pause.back_at, pause.over_at, str(getattr(pause, level)) if level else "")
