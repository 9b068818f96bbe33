"""Carries out what becomes of a note. Losing a race is normal: then the note has moved on."""

from conversations.dialogue.carry_out.dispatch import carry_out
from conversations.dialogue.outcomes import Rows, rows
from conversations.dialogue.outcomes.notes import (
    WAYS,
    AddToNote,
    AnswerNote,
    DropKeepsake,
    KeepNote,
    PutOffNote,
    SendNote,
    TakeBackNote,
    answered,
    author_buttons,
    note_button,
    note_buttons,
    said_below,
)
from conversations.dialogue.phrases import Moment, Value, paragraphs, say
from conversations.dialogue.taking import Turn
from conversations.records.deliveries import Urgency
from conversations.records.notes import (
    FINAL,
    STANDING,
    UNANSWERED,
    Keepsake,
    Note,
    NoteKind,
    NoteState,
    add_note,
    answer_note,
    change_note,
    drop_copies,
    keep_copy,
    read_card,
)
from conversations.records.partners import Partner
from conversations.records.pauses import running_pause
from conversations.records.reminders import ReminderKind, drop_reminders, remind
from conversations.records.waiting_notes import drop_about


@carry_out.register
def _send_note(outcome: SendNote, turn: Turn) -> None:
    send_note(outcome, turn)


def send_note(outcome: SendNote, turn: Turn) -> Note | None:
    """It goes to the other one; None, and a line that says so, where there is none."""
    if turn.couple is None or turn.partner is None:
        turn.show(say("dialogue.alone.text"))
        return None
    note, way = _keep(outcome, turn), WAYS[outcome.kind]
    if outcome.kind == NoteKind.THANKS:
        turn.me.thanks_asked_on = turn.today
    what = say(way.card, me=turn.my_name, card=outcome.card)
    bring(note, turn, what, note_buttons(outcome.kind, note.id))
    back = rows(note_button(outcome.kind, note.id, "withdraw"))
    turn.show(paragraphs(what, say(way.sent, partner=turn.partner_name)), back)
    return note


def _keep(outcome: SendNote, turn: Turn) -> Note:
    couple, partner = turn.pair()
    note = Note(
        couple_id=couple.id,
        author_id=turn.me.id,
        reader_id=partner.id,
        kind=outcome.kind,
        place=outcome.place,
        created_at=turn.now,
        changed_at=turn.now,
    )
    return add_note(turn.session, turn.sealer, note, outcome.card)


def bring(note: Note, turn: Turn, what: Value, buttons: Rows = ()) -> None:
    """To the shared chat, or the other one's private chat, as the note was sent; in a pause without a sound."""
    couple, partner = turn.pair()
    about, hushed = f"note {note.id}", running_pause(turn.session, couple.id) is not None
    if note.place == "us":
        turn.desk.to_both(couple, what, buttons, silent=hushed, author=turn.me, about=about)
    else:
        turn.desk.to_person(partner, what, buttons, Urgency.RELAY, silent=hushed, author=turn.me, about=about)


def note_of(id: int, turn: Turn, mine: bool) -> Note | None:
    """The note, if it is this couple's and this person is its author, or its reader."""
    note = turn.session.get(Note, id)
    if note is None or turn.couple is None or turn.partner is None or note.couple_id != turn.couple.id:
        return None
    return note if (note.author_id == turn.me.id) == mine else None


def _as_read(note: Note, turn: Turn) -> Value:
    """The card as its reader saw it."""
    author = turn.name_of(turn.session.get_one(Partner, note.author_id))
    return say(WAYS[note.kind].card, me=author, card=read_card(turn.session, turn.sealer, note))


@carry_out.register
def _answer_note(outcome: AnswerNote, turn: Turn) -> None:
    note = note_of(outcome.note, turn, mine=False)
    last = FINAL if note is not None and note.kind == NoteKind.PROPOSAL else ()
    if note is None or not answer_note(turn.session, note.id, outcome.how, turn.now, *last):
        return turn.moved_on()
    drop_reminders(turn.session, note.id)
    said = answered(note.kind, outcome.how, name=turn.my_name, line=outcome.line)
    bring(note, turn, said, author_buttons(note.kind, note.id, outcome.how))
    if outcome.line:  # what was looked at before it went stands there no more
        turn.show(say("notes.passed_on"))
    else:
        turn.toast_or_show(say("notes.passed_on"))


@carry_out.register
def _add_to_note(outcome: AddToNote, turn: Turn) -> None:
    note = note_of(outcome.note, turn, mine=True)
    if note is None or note.state not in STANDING:
        return turn.moved_on()
    bring(note, turn, said_below(note.kind, turn.my_name, outcome.line))
    turn.show(say("notes.passed_on"))


@carry_out.register
def _put_off_note(outcome: PutOffNote, turn: Turn) -> None:
    note = note_of(outcome.note, turn, mine=False)
    moved = note is not None and note.state == NoteState.LATER
    if note is None or not change_note(
        turn.session, note.id, NoteState.LATER, turn.now, UNANSWERED, back_at=outcome.at, moved=moved
    ):
        return turn.moved_on()
    at = Moment(outcome.at, "day_time")
    bring(note, turn, answered(note.kind, "later", name=turn.my_name, at=at))
    told = paragraphs(_as_read(note, turn), say("notes.later.text", at=at))
    turn.show(told, note_buttons(note.kind, note.id))  # it may be answered sooner
    drop_reminders(turn.session, note.id)
    remind(turn.session, turn.me.id, ReminderKind.NOTE_BACK, note.id, outcome.at)


@carry_out.register
def _take_back_note(outcome: TakeBackNote, turn: Turn) -> None:
    note = note_of(outcome.note, turn, mine=True)
    if note is None or not change_note(
        turn.session, note.id, NoteState.WITHDRAWN, turn.now, UNANSWERED, card=None
    ):
        return turn.moved_on()
    drop_reminders(turn.session, note.id)
    drop_copies(turn.session, note.id)
    drop_about(turn.session, f"note {note.id}")
    bring(note, turn, say("notes.withdrawn.said", me=turn.my_name))
    turn.show(say("notes.withdrawn.text"))


@carry_out.register
def _keep_note(outcome: KeepNote, turn: Turn) -> None:
    note = note_of(outcome.note, turn, mine=False)
    if note is None or note.card is None:
        return turn.moved_on()
    new = keep_copy(turn.session, turn.sealer, note, turn.me.id, _as_read(note, turn), turn.now)
    turn.toast_or_show(say("notes.kept") if new else say("notes.kept_before"))


@carry_out.register
def _drop_keepsake(outcome: DropKeepsake, turn: Turn) -> None:
    keepsake = turn.session.get(Keepsake, outcome.id)
    if keepsake is None or keepsake.partner_id != turn.me.id:
        return turn.moved_on()
    turn.session.delete(keepsake)
    turn.session.flush()
    turn.show(say("notes.dropped.text"))
