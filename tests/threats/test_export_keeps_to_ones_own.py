"""A copy holds what is its reader's, and nothing of anybody else's private side (check 12, reliability 6.3)."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from conversations.dialogue.copying.documents import documents_of
from conversations.dialogue.copying.pen import Pen
from conversations.dialogue.outcomes.export import PARTS
from conversations.dialogue.phrasebook import Text
from conversations.records.database import transaction
from conversations.records.deliveries import Delivery, Message, Urgency, post
from conversations.records.export import EVERYTHING, copy_of
from conversations.records.export_columns import EXPORTED, FINDS, OPENS
from conversations.records.export_kinds import Scope
from conversations.records.export_left_out import LEFT_OUT, LEFT_OUT_WHOLE
from conversations.records.export_rows import Reading
from conversations.records.forgetting import couples_of
from conversations.records.migrate import all_tables
from conversations.records.needs import Need, NeedState
from conversations.records.partners import Partner
from conversations.records.reminders import Reminder
from conversations.records.sealing import person
from scheduler.housekeeping import tidy
from tests.stage import GROUP, Phone, Stage, paired
from tests.threats.json_schema import faults, places
from tests.threats.lives import (
    PRIVATE,
    SHOWN,
    another_couple,
    found_in,
    lead,
    mark,
    marks,
    partner,
)

ROOT = Path(__file__).parents[2]
# They stand in the file for programs alone.
CODES = {"tension", "pack", "pattern", "drill", "lesson", "phrase", "version"}


@cache
def schema() -> dict[str, Any]:
    """The one that docs/export.md shows."""
    page = (ROOT / "docs/export.md").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(page.split("```json\n")[1].split("```")[0])
    return found


def files(stage: Stage, phone: Phone, scope: Scope = EVERYTHING) -> tuple[str, str]:
    """The page, and the file for other programs."""
    me = partner(stage, phone)
    with transaction(stage.engine) as session:
        copy = copy_of(session, stage.attune.sealer, session.get_one(Partner, me.id), scope)
    page, data = documents_of(copy, Pen(stage.attune.book, me.language, me.zone), stage.now)
    return page.content, data.content


def test_every_column_goes_into_a_copy_or_is_left_out_with_a_reason() -> None:
    """Check 12: whoever adds a column has to decide."""
    undecided = []
    for table in all_tables().tables.values():
        for column in table.columns:
            exported = column.name in EXPORTED.get(table.name, {})
            left_out = table.name in LEFT_OUT_WHOLE or column.name in LEFT_OUT.get(table.name, {})
            undecided += [f"{table.name}.{column.name}"] if exported == left_out else []
    assert undecided == []


def test_nothing_in_the_list_is_of_the_past() -> None:
    tables = all_tables().tables
    columns = {(table.name, column.name) for table in tables.values() for column in table.columns}
    listed = {
        (table, column) for names in (EXPORTED, LEFT_OUT) for table, one in names.items() for column in one
    }
    assert listed - columns == set()
    assert LEFT_OUT_WHOLE.keys() <= tables.keys() - EXPORTED.keys() - LEFT_OUT.keys()


def test_every_place_in_the_list_is_described() -> None:
    listed = {place for names in EXPORTED.values() for place in names.values()} - {OPENS, FINDS}
    assert listed - set(places(schema(), schema())) == set()


def test_a_column_outside_the_list_is_not_even_read(stage: Stage) -> None:
    aki, mika = paired(stage)
    lead(stage, aki, mika)
    me = partner(stage, mika)
    with transaction(stage.engine) as session:
        [row] = Reading(session, stage.attune.sealer, me, EVERYTHING).rows(Partner, col(Partner.id) == me.id)
    assert row.zone
    with pytest.raises(AttributeError):
        _ = row.telegram_id


@pytest.mark.parametrize("whose", ["Aki", "Mika"])
def test_ones_own_and_what_was_shown_and_nothing_else(stage: Stage, whose: str) -> None:
    """Check 12, with a mark in every place where words are kept."""
    aki, mika = paired(stage)
    lead(stage, aki, mika)
    phone, other = (aki, "Mika") if whose == "Aki" else (mika, "Aki")
    page, data = files(stage, phone)
    here = marks(whose, PRIVATE) | marks(whose, SHOWN) | marks(other, SHOWN)
    assert found_in(data, "Aki", "Mika") == here
    assert found_in(page, "Aki", "Mika") == here - {mark(whose, what) for what in CODES}
    assert ("(taken back)" if whose == "Mika" else "（取り消されました）") in page


@pytest.mark.parametrize("whose", ["Aki", "Mika"])
def test_what_the_other_has_set_is_nowhere(stage: Stage, whose: str) -> None:
    aki, mika = paired(stage)
    lead(stage, aki, mika)
    phone, other = (aki, mika) if whose == "Aki" else (mika, aki)
    theirs = partner(stage, other)
    page, data = files(stage, phone)
    for said in (page, data):
        assert theirs.zone not in said
        assert f"{theirs.checkin_at:%H:%M}" not in said
        assert str(other.telegram_id) not in said
    assert "not_yet" not in {one["my_level"] for one in json.loads(data)["pauses"]} or phone is not first_of(
        aki, mika, stage
    )


def first_of(aki: Phone, mika: Phone, stage: Stage) -> Phone:
    return min((aki, mika), key=lambda phone: partner(stage, phone).id)


def test_how_far_the_other_had_settled_is_nowhere(stage: Stage) -> None:
    aki, mika = paired(stage)
    lead(stage, aki, mika)
    first = first_of(aki, mika, stage)
    second = mika if first is aki else aki
    levels = [
        {one["my_level"] for one in json.loads(files(stage, phone)[1])["pauses"]} for phone in (first, second)
    ]
    assert levels == [{"settled"}, {"not_yet"}]


def test_a_copy_of_ones_own_words_has_no_word_of_the_others(stage: Stage) -> None:
    aki, mika = paired(stage)
    lead(stage, aki, mika)
    page, data = files(stage, mika, Scope(frozenset(PARTS), theirs=False))
    for said in (page, data):
        assert found_in(said, "Aki") == set()
        assert {mark("Mika", what) for what in ("card", "line", "draft")} <= found_in(said, "Mika")
    assert mark("Mika", "heard") not in data  # it stands on a card of his
    assert {day["theirs"] for day in json.loads(data)["checkins"]} == {None}
    assert {day["opened_at"] for day in json.loads(data)["checkins"]} == {None}


def test_another_couple_is_nowhere(stage: Stage) -> None:
    aki, mika = paired(stage)
    lead(stage, aki, mika)
    stage.deliver()
    before = files(stage, mika)
    ren, sora = another_couple(stage)
    lead(stage, ren, sora)
    assert files(stage, mika) == before
    assert found_in("".join(files(stage, ren)), "Aki", "Mika") == set()


def test_the_file_for_programs_is_as_described(stage: Stage) -> None:
    aki, mika = paired(stage)
    lead(stage, aki, mika)
    for phone in (aki, mika):
        for scope in (
            EVERYTHING,
            Scope(frozenset(PARTS), theirs=False),
            Scope(frozenset({"tension"}), stage.now),
        ):
            data = json.loads(files(stage, phone, scope)[1])
            assert list(faults(data, schema(), schema())) == []


def test_the_description_can_refuse() -> None:
    found = list(faults({"schema": "attune-export", "version": 2, "more": 1}, schema(), schema()))
    assert "$.version: 2 is not 1" in found
    assert "$.more is not described" in found
    assert "$.cards is missing" in found


def test_a_card_that_never_arrived_is_forgotten_with_its_delivery(stage: Stage) -> None:
    """Else nobody could tell, two days on, that it never came, and it would stand in its reader's copy."""
    aki, mika = paired(stage)
    lead(stage, aki, mika)
    stage.wait(hours=49)
    tidy(stage.now, stage.attune)
    with transaction(stage.engine) as session:
        assert (
            session.exec(
                select(Delivery).where(Delivery.state == "dead", col(Delivery.about).startswith("need "))
            ).all()
            == []
        )
    data = files(stage, mika)[1]
    assert mark("Aki", "given-up") not in data
    assert mark("Aki", "card") in data


def test_a_card_that_came_in_private_instead_stays(stage: Stage) -> None:
    """The group was no longer for two: what went to it was given up on there, and came to each alone."""
    aki, mika = paired(stage)
    lead(stage, aki, mika)
    akis, mikas = partner(stage, aki), partner(stage, mika)
    with transaction(stage.engine) as session:
        lost = select(Delivery.about).where(Delivery.state == "dead", Delivery.author_id == akis.id)
        about = session.exec(lost).one()
        post(session, stage.attune.sealer, mikas.telegram_id, person(mikas.id), Message(Text("a card")), stage.now,
             Urgency.RELAY, akis.id, about)  # fmt: skip
    stage.deliver()
    stage.wait(hours=49)
    tidy(stage.now, stage.attune)
    assert mark("Aki", "given-up") in files(stage, mika)[1]


def test_who_was_left_reads_the_day_and_no_hour(stage: Stage) -> None:
    aki, mika = paired(stage)
    lead(stage, aki, mika)
    with transaction(stage.engine) as session:
        [pair] = couples_of(session, partner(stage, mika))
        pair.ended_at = stage.now
    assert json.loads(files(stage, mika)[1])["together"] == [{"since": "2026-11-20", "until": "2026-11-20"}]


def test_what_the_author_made_of_a_card_is_their_own(stage: Stage) -> None:
    aki, mika = paired(stage)
    lead(stage, aki, mika)
    with transaction(stage.engine) as session:
        cards = session.exec(
            select(Need).where(Need.author_id == partner(stage, aki).id, Need.kind == "words")
        )
        card = cards.one()
        card.state, card.closed_as = NeedState.CLOSED, "no"
    seen = {
        phone.name: next(
            one for one in json.loads(files(stage, phone)[1])["cards"] if one["words"] == mark("Aki", "words")
        )
        for phone in (aki, mika)
    }
    assert (seen["Aki"]["state"], seen["Aki"]["closed_as"]) == ("closed", "no")
    assert (seen["Mika"]["state"], seen["Mika"]["closed_as"]) == ("", "")


def test_nobody_is_told_that_somebody_took_a_copy(stage: Stage) -> None:
    """Reliability 5.3: what the partner sees is the same to the letter."""
    aki, mika = paired(stage)
    before = [list(stage.chats[chat]) for chat in (aki.telegram_id, GROUP)]
    mika.says("/export")
    mika.taps("Everything")
    stage.wait(hours=2)
    stage.ticks()
    assert [list(stage.chats[chat]) for chat in (aki.telegram_id, GROUP)] == before
    with transaction(stage.engine) as session:
        assert session.exec(select(Reminder).where(Reminder.kind == "copy_goes")).all() == []
