"""Chooses the question of a day, for both of two people, when the first of them looks."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from sqlalchemy import func, select
from sqlmodel import Session, col

from conversations.dialogue.phrasebook import Phrasebook
from conversations.prompts import FILES, Deck, choose_prompt, choose_spares, key_of, read_deck
from conversations.records.checkins import Sheet, SheetAnswer, open_before
from conversations.records.decks import ours_of
from conversations.records.lately import look_back
from conversations.records.partners import Partner


def questions_of(session: Session, book: Phrasebook, sheet: Sheet, both: list[Partner]) -> tuple[str, ...]:
    """Keys: the sheet's question, and after it what a swap asks instead. Whoever looks first has them chosen, for
    both: a question that nobody looked at is not used up. From then on they stay, whatever one of the two leaves
    out meanwhile: the other one would see by it that they have looked (T-3)."""
    if not (sheet.prompt and sheet.spares):
        _choose(session, _deck(book), sheet, both)
    return tuple(key_of(prompt) for prompt in (sheet.prompt, *sheet.spares.split()) if prompt)


def _choose(session: Session, deck: Deck, sheet: Sheet, both: list[Partner]) -> None:
    """By what had been when they were first asked, as the sheet is light or not by that."""
    first = select(func.min(col(SheetAnswer.asked_at))).where(col(SheetAnswer.sheet_id) == sheet.id)
    pair, asked_at = sheet.couple_id, session.execute(first).scalar_one()
    before = look_back(session, [pair], asked_at)[pair]
    for other in open_before(session, sheet, asked_at):
        before = replace(before, asked={**before.asked, **_in_hand(session, deck, other, both)})
    ours = ours_of(session, pair, both, sheet.day)
    sheet.prompt = sheet.prompt or choose_prompt(deck, pair, sheet.day, before, ours)
    sheet.spares = " ".join(choose_spares(deck, pair, sheet.prompt, before, ours))


def _in_hand(session: Session, deck: Deck, sheet: Sheet, both: list[Partner]) -> dict[str, date]:
    """What may come to be answered of an earlier date. It is chosen now if nobody has looked: the next question is not
    to tell whether somebody did (T-3)."""
    if not (sheet.prompt and sheet.spares):
        _choose(session, deck, sheet, both)
    return dict.fromkeys((sheet.prompt, *sheet.spares.split()), sheet.day)


@lru_cache(maxsize=1)
def _deck(book: Phrasebook) -> Deck:
    return read_deck({file: book.table(file, "en") for file in FILES})
