"""Couples of whom every sealed column of the database holds something, written as Attune writes it."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import Session

from conversations.dialogue.outcomes.checkins import Answered
from conversations.dialogue.phrasebook import Text
from conversations.dialogue.transcript import Answer
from conversations.records.agreements import agree
from conversations.records.checkins import Sheet, SheetAnswer, keep_half
from conversations.records.conversations import keep_conversation
from conversations.records.couples import Couple
from conversations.records.database import new_id, transaction
from conversations.records.deliveries import Message, post
from conversations.records.drafts import HeldDraft, hold_draft
from conversations.records.floor_lines import LineKind, add_line
from conversations.records.floors import Floor
from conversations.records.friend import keep_view
from conversations.records.guesses import join_round
from conversations.records.invites import make_invite
from conversations.records.left_out import leave_out
from conversations.records.loops import keep_report
from conversations.records.needs import Need, add_need, keep_said_back
from conversations.records.notes import Note, add_note, keep_copy
from conversations.records.own_limits import keep_limit
from conversations.records.own_questions import add_question
from conversations.records.partners import Partner, add_partner
from conversations.records.pauses import keep_tension
from conversations.records.profiles import Shared, keep_words, share_line
from conversations.records.pulse import keep_week, wish_for_picture
from conversations.records.rituals import Ritual, add_ritual
from conversations.records.sealing import Sealer, couple, person
from conversations.records.updates import SeenUpdate
from conversations.records.waiting_notes import put_by
from conversations.records.wordings import add_fine_word

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(hours=3)
WORDS = "the call with my sister"


def live(engine: Engine, sealer: Sealer, first: int, couples: int = 1) -> None:
    """So many couples; Telegram ids count up from `first`, three for each."""
    for number in range(first, first + 3 * couples, 3):
        with transaction(engine) as session:
            _live(session, sealer, number)


def _live(session: Session, sealer: Sealer, number: int) -> None:
    pair = Couple(chat=sealer.seal_id(-number), created_at=NOON)
    session.add(pair)
    session.flush()
    me, you = (add_partner(session, sealer, id, f"{WORDS} {id}", "en", NOON) for id in (number, number + 1))
    me.couple_id = you.couple_id = pair.id
    for one in (me, you):
        _private(session, sealer, one)
    _shared(session, sealer, pair, me, you)
    session.add(SeenUpdate(update_id=new_id(), seen_at=NOON, chat=me.telegram_id))
    session.flush()


def _private(session: Session, sealer: Sealer, me: Partner) -> None:
    draft = HeldDraft(partner_id=me.id, body=b"", until=LATER, created_at=NOON)
    hold_draft(session, sealer, draft, WORDS)
    keep_conversation(session, sealer, me.id, "need", ((), WORDS), (Answer("kind", WORDS),), NOON)
    for word in (WORDS, f"{WORDS} again"):
        add_fine_word(session, sealer, me.id, word, NOON)
    keep_view(session, sealer, me.id, {"what": WORDS}, False, NOON)
    keep_report(session, sealer, me.id, "back", WORDS, NOON)
    keep_limit(session, sealer, me.id, WORDS, NOON)
    keep_week(session, sealer, (me.id, me.id), NOON.date(), {"close": 4}, WORDS, NOON)
    wish_for_picture(session, me.id, 1, NOON)
    keep_tension(session, sealer, me.id, 4, [WORDS], NOON)
    keep_words(session, sealer, me.id, "home_sad", WORDS, NOON)
    leave_out(session, me.id, ["joy_01"], NOON)
    put_by(session, sealer, me.id, Message(Text(WORDS)), NOON)
    post(session, sealer, me.telegram_id, person(me.id), Message(Text(WORDS)), NOON)
    make_invite(session, NOON, me.id, only_for=me.telegram_id, chat=me.telegram_id)


def _shared(session: Session, sealer: Sealer, pair: Couple, me: Partner, you: Partner) -> None:
    assert pair.chat is not None
    need = Need(couple_id=pair.id, author_id=me.id, reader_id=you.id, kind="listen", place="us", created_at=NOON,
                changed_at=NOON)  # fmt: skip
    keep_said_back(session, sealer, add_need(session, sealer, need, WORDS), WORDS)
    note = Note(couple_id=pair.id, author_id=me.id, reader_id=you.id, kind="thanks", place="us", created_at=NOON,
                changed_at=NOON)  # fmt: skip
    add_note(session, sealer, note, WORDS)
    keep_copy(session, sealer, note, you.id, WORDS, NOON)
    agree(session, sealer, pair.id, me.id, WORDS, NOON)
    post(session, sealer, pair.chat, couple(pair.id), Message(Text(WORDS)), NOON)
    question = add_question(session, sealer, pair.id, me.id, WORDS, NOON)
    sheet = Sheet(couple_id=pair.id, day=NOON.date(), prompt="tea", closes_at=LATER)
    floor = Floor(
        couple_id=pair.id, proposed_by=me.id, speaker_id=me.id, minutes=5, created_at=NOON, moved_at=NOON
    )
    session.add(sheet)
    session.add(floor)
    session.flush()
    half = SheetAnswer(sheet_id=sheet.id, partner_id=me.id, asked_at=NOON, closes_at=LATER)
    session.add(half)
    session.flush()
    assert keep_half(session, sealer, half, Answered("some", question=question.prompt, line=WORDS), NOON)
    line = Shared("home_sad", "", WORDS)
    for one in (me, you):
        share_line(session, sealer, pair.id, one.id, line, NOON)
        join_round(session, sealer, pair.id, one.id, [line], NOON)
    ritual = Ritual(couple_id=pair.id, proposed_by=me.id, kind="own", created_at=NOON)
    add_ritual(session, sealer, ritual, WORDS)
    for kind in (LineKind.SAID, LineKind.UNDER):
        add_line(session, sealer, floor, me.id, kind, WORDS)
