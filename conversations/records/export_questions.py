"""Reads for a copy what one person has made of the deck of questions."""

from collections.abc import Iterator

from sqlmodel import col

from conversations.dialogue.phrases import say
from conversations.prompts import key_of
from conversations.records.export_agreed import LeftOut, Written
from conversations.records.export_rows import Reading
from conversations.records.left_out import NotForUs
from conversations.records.own_questions import DECK, OwnQuestion, prompt_of, read_question


def read_own_questions(reading: Reading) -> tuple[Written, ...]:
    """What they wrote for the two of them, asked or not."""
    found = reading.rows(OwnQuestion, col(OwnQuestion.author_id) == reading.me.id)
    written = (Written(one.created_at, read_question(reading.session, reading.sealer, one)) for one in found)
    return tuple(sorted((one for one in written if reading.scope.reaches(one.at)), key=lambda one: one.at))


def read_left_out(reading: Reading) -> tuple[LeftOut, ...]:
    """What they leave out."""
    found = reading.rows(NotForUs, col(NotForUs.partner_id) == reading.me.id)
    reached = [one for one in found if reading.scope.reaches(one.at)]
    return tuple(sorted(_left_out(reached, reading), key=lambda one: one.at))


def _left_out(found: list[NotForUs], reading: Reading) -> Iterator[LeftOut]:
    """Without what the other one wrote, where a copy holds one's own words alone."""
    own = _written(found, reading)
    for row in found:
        if row.prompt in own:
            yield LeftOut(row.at, own[row.prompt])
        elif not row.prompt.startswith(DECK):
            yield LeftOut(row.at, say(f"{key_of(row.prompt)}.text"))


def _written(found: list[NotForUs], reading: Reading) -> dict[str, str]:
    """Of questions that the two wrote, those that this person has seen and left out; no other is read."""
    ids = [int(row.prompt.removeprefix(DECK)) for row in found if row.prompt.startswith(DECK)]
    mine = [] if reading.scope.theirs else [col(OwnQuestion.author_id) == reading.me.id]
    rows = reading.rows(OwnQuestion, col(OwnQuestion.id).in_(ids), *mine)
    return {prompt_of(one.id): read_question(reading.session, reading.sealer, one) for one in rows}
