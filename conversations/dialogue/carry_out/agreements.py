"""Carries out what two people agree on, change and let go of. Losing a race is normal: then it has moved on."""

from datetime import datetime

from conversations.dialogue.carry_out.dispatch import carry_out
from conversations.dialogue.carry_out.notes import bring, note_of, send_note
from conversations.dialogue.outcomes.agreements import (
    Counter,
    LetGoOf,
    LookAgain,
    ProposeChange,
    SayYes,
    look_button,
    parts_of,
)
from conversations.dialogue.outcomes.notes import SendNote, answered
from conversations.dialogue.phrases import Moment, Value, say
from conversations.dialogue.taking import Turn
from conversations.records.agreements import (
    AGAIN,
    Agreement,
    agree,
    let_go,
    look_again,
    may_change_with,
    pass_change_on,
    read_words,
    replaced_by,
)
from conversations.records.deliveries import Urgency
from conversations.records.notes import FINAL, NoteKind, answer_note, read_card
from conversations.records.reminders import ReminderKind, drop_reminders, remind


@carry_out.register
def _say_yes(outcome: SayYes, turn: Turn) -> None:
    note = note_of(outcome.note, turn, mine=False)
    card = read_card(turn.session, turn.sealer, note) if note is not None else None
    if note is None or card is None or not answer_note(turn.session, note.id, "yes", turn.now, *FINAL):
        return turn.moved_on()
    for id in replaced_by(turn.session, note.id):
        _end(id, turn)
    words, again = parts_of(card)
    at = _day(again, turn)
    made = agree(turn.session, turn.sealer, note.couple_id, note.author_id, words, turn.now, at)
    _promise(made, at, turn)
    buttons = () if at else look_button(made.id)
    bring(note, turn, answered(note.kind, "yes", name=turn.my_name, line=card), buttons)
    turn.toast_or_show(say("agreements.stands"))
    return None


def _day(again: str, turn: Turn) -> datetime | None:
    return turn.now + AGAIN[again] if again in AGAIN else None


def _promise(agreement: Agreement, at: datetime | None, turn: Turn) -> None:
    """Both are asked then, each for themselves; and on no other day."""
    drop_reminders(turn.session, agreement.id)
    if at is None:
        return
    _, partner = turn.pair()
    for one in (turn.me, partner):
        remind(turn.session, one.id, ReminderKind.AGREEMENT_LOOK, agreement.id, at)


def _end(id: int, turn: Turn) -> bool:
    drop_reminders(turn.session, id)
    return let_go(turn.session, id)


@carry_out.register
def _counter(outcome: Counter, turn: Turn) -> None:
    """Where there was an answer already, nothing goes."""
    note = note_of(outcome.note, turn, mine=False)
    if note is None or not answer_note(turn.session, note.id, "change", turn.now, *FINAL):
        return turn.moved_on()
    sent = send_note(SendNote(NoteKind.PROPOSAL, outcome.card, note.place), turn)
    if sent is not None:
        pass_change_on(turn.session, note.id, sent.id)
    return None


@carry_out.register
def _propose_change(outcome: ProposeChange, turn: Turn) -> None:
    if _of(outcome.agreement, turn) is None:
        return turn.moved_on()
    sent = send_note(SendNote(NoteKind.PROPOSAL, outcome.card, outcome.place), turn)
    if sent is not None:
        may_change_with(turn.session, outcome.agreement, sent.id)
    return None


@carry_out.register
def _look_again(outcome: LookAgain, turn: Turn) -> None:
    agreement, at = _of(outcome.agreement, turn), _day(outcome.again, turn)
    if agreement is None or not look_again(turn.session, agreement.id, at):
        return turn.moved_on()
    _promise(agreement, at, turn)
    day = Moment(at, "date", turn.me.zone) if at else None
    return turn.show(say("agreements.looked.text", at=day) if day else say("agreements.left.text"))


@carry_out.register
def _let_go_of(outcome: LetGoOf, turn: Turn) -> None:
    """Who let go of it is not said; what it was is."""
    agreement = _of(outcome.agreement, turn)
    words: Value = read_words(turn.session, turn.sealer, agreement) if agreement is not None else None
    if agreement is None or not _end(agreement.id, turn):
        return turn.moved_on()
    _, partner = turn.pair()
    over = say("agreements.over.said", words=words or say("dialogue.taken_back"))
    turn.desk.to_person(
        partner, over, urgency=Urgency.RELAY, author=turn.me, about=f"agreement {agreement.id}"
    )
    return turn.show(say("agreements.over.text", partner=turn.partner_name))


def _of(id: int, turn: Turn) -> Agreement | None:
    """The agreement, if it is this couple's and stands."""
    agreement = turn.session.get(Agreement, id)
    if agreement is None or turn.couple is None or turn.partner is None:
        return None
    return agreement if agreement.couple_id == turn.couple.id and agreement.state == "stands" else None
