"""An evening of which something is left in every table that two people share, with a canary in all that is written."""

from typing import TypeVar

from sqlmodel import SQLModel, col, select

from conversations.records.checkins import SheetAnswer
from conversations.records.database import transaction
from conversations.records.needs import Need
from conversations.records.notes import Note
from conversations.records.partners import Partner, find_partner
from tests.flows.needing import tap
from tests.flows.test_checkin import MIKAS_EVENING, aki_answers, akis_question
from tests.stage import Phone, Stage

T = TypeVar("T", bound=SQLModel)
AKIS_LINE, AKIS_DEED, AKIS_WISH = "あかいとり", "あおいさかな", "しろいいぬ"
MIKAS_LINE, MIKAS_DEED, MIKAS_WISH = "canary line", "canary deed", "canary wish"
CANARIES = (AKIS_LINE, AKIS_DEED, AKIS_WISH, MIKAS_LINE, MIKAS_DEED, MIKAS_WISH)


def lived(stage: Stage) -> tuple[Phone, Phone]:
    """A check-in both saw, a thank-you and plain words from each to the other, all read."""
    aki, mika = akis_question(stage)
    aki_answers(aki, AKIS_LINE)
    stage.now = MIKAS_EVENING
    stage.ticks()
    for label in ("🪫 Little", "Warm", "Tender", "Nothing today"):
        mika.taps(label)
    mika.says(MIKAS_LINE)
    mika.taps("Done")
    for phone, deed, wish in ((aki, AKIS_DEED, AKIS_WISH), (mika, MIKAS_DEED, MIKAS_WISH)):
        thank(phone, deed)
        ask_in_own_words(phone, wish)
    return aki, mika


def thank(phone: Phone, deed: str) -> None:
    phone.says("/thanks")
    phone.says(deed)
    tap(phone, "dialogue.button.skip", "notes.review.options.partner")


def ask_in_own_words(phone: Phone, wish: str) -> None:
    """A card with a line in the author's own words."""
    phone.says("/need")
    tap(phone, "needs.kind.options.listen", "feelings.none")
    phone.says(wish)
    tap(phone, "need.enough", "need.review.options.partner")


def partner(stage: Stage, phone: Phone) -> Partner:
    with transaction(stage.engine) as session:
        found = find_partner(session, stage.attune.sealer, phone.telegram_id)
        assert found is not None
        return found


def rows(stage: Stage, table: type[T]) -> list[T]:
    with transaction(stage.engine) as session:
        return list(session.exec(select(table)))


def words_left(stage: Stage, me: Partner) -> list[bool]:
    """Whether there are words in each half, card and note of this person."""
    with transaction(stage.engine) as session:
        halves = session.exec(select(SheetAnswer.body).where(col(SheetAnswer.partner_id) == me.id)).all()
        cards = session.exec(select(Need.card).where(col(Need.author_id) == me.id)).all()
        notes = session.exec(select(Note.card).where(col(Note.author_id) == me.id)).all()
        return [words is not None for words in (*halves, *cards, *notes)]
