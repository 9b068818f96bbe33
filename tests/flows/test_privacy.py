"""/privacy cannot lie: its numbers are those that housekeeping goes by, its counts are those of the tables."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete
from sqlmodel import Session, SQLModel, select

from conversations.dialogue.what_is_kept import Hosting
from conversations.records.checkins import Sheet
from conversations.records.consents import ConsentLine
from conversations.records.conversations import keep_conversation
from conversations.records.counting import MINE, OURS, count_mine, count_ours
from conversations.records.database import transaction
from conversations.records.floors import Floor, FloorSide
from conversations.records.invites import make_invite
from conversations.records.lines_shown import note_lines
from conversations.records.loops import keep_report
from conversations.records.needs import Need
from conversations.records.partners import Partner, find_partner
from conversations.records.patterns import Pattern
from conversations.records.pauses import Pause, Tension
from conversations.records.practice import LessonRead, Practice
from conversations.records.reminders import ReminderKind, remind
from conversations.records.updates import SeenUpdate
from conversations.records.wordings import WordingDay
from scheduler.housekeeping import tidy
from tests.records.full_lives import LATER, NOON, live
from tests.stage import Phone, Stage, paired

# Of these nothing is counted, because:
UNCOUNTED: Mapping[str, str] = {
    "partner": "the person: name, language, clock and hours are said in words",
    "couple": "who is with whom is said in words",
    "owner_key": "keys, which hold nothing of anybody",
    "sheet": "a day of two people, counted by its halves",
    "floor": "a talk of two people, counted by its sides",
    "ritual": "of two people, counted by its sides",
    "listening": "a timer of some minutes, which holds no words",
}


def page(phone: Phone, button: str) -> str:
    phone.says("/privacy")
    phone.taps(button)
    return phone.sees


def test_every_table_is_counted_or_there_is_a_reason_why_not() -> None:
    counted = {
        table.__tablename__ for kinds in (MINE, OURS) for parts in kinds.values() for table, _ in parts
    }
    there = set(SQLModel.metadata.tables)
    assert there - counted - UNCOUNTED.keys() == set(), (
        "count it in records/counting.py, or say above why not"
    )
    assert counted & UNCOUNTED.keys() == set()
    assert (counted | UNCOUNTED.keys()) - there == set()


def a_full_life(session: Session, stage: Stage) -> tuple[Partner, Partner]:
    """Two people of whom there is something in every table."""
    me, you = (find_partner(session, stage.attune.sealer, id) for id in (7, 8))
    assert me is not None and you is not None and me.couple_id is not None
    session.add(Pattern(partner_id=me.id, kind="absolute", times=2))
    session.add(WordingDay(partner_id=me.id, day=NOON.date(), times=1))
    session.add(Practice(partner_id=me.id, drill="one", box=1, times=1, due_on=NOON.date()))
    session.add(LessonRead(partner_id=me.id, lesson="one", read_on=NOON.date()))
    session.add(ConsentLine(partner_id=me.id, purpose="keep", version="en-1", given=True, at=NOON))
    session.add(Pause(couple_id=me.couple_id, started_by=you.id, back_at=LATER, started_at=NOON))
    session.add(Need(couple_id=me.couple_id, author_id=me.id, reader_id=you.id, kind="help", place="us", state="held",
                     created_at=NOON, changed_at=NOON))  # fmt: skip
    note_lines(session, me.id, ["ask_mode"], NOON.date())
    remind(session, me.id, ReminderKind.BREATH, 1, LATER)
    for floor in session.exec(select(Floor).where(Floor.couple_id == me.couple_id)):
        session.add(FloorSide(floor_id=floor.id, partner_id=me.id))
    for sheet in session.exec(select(Sheet).where(Sheet.couple_id == me.couple_id)):
        sheet.state = "revealed"
    session.flush()
    return me, you


def test_each_table_shows_in_the_counts_of_whom_it_is_about(stage: Stage) -> None:
    """Without its rows the number of its kind is lower."""
    live(stage.engine, stage.attune.sealer, 7)
    with transaction(stage.engine) as session:
        both = a_full_life(session, stage)
        for kinds, count in ((MINE, count_mine), (OURS, count_ours)):
            for kind, parts in kinds.items():
                for table, _ in parts:
                    before = [dict(count(session, one)).get(kind, 0) for one in both]
                    with session.begin_nested() as without:
                        session.execute(delete(table))
                        after = [dict(count(session, one)).get(kind, 0) for one in both]
                        without.rollback()
                    assert sum(after) < sum(before), (kind, table.__tablename__)


def test_what_is_counted_is_of_nobody_else(stage: Stage) -> None:
    live(stage.engine, stage.attune.sealer, 7, couples=2)
    with transaction(stage.engine) as session:
        me, _ = a_full_life(session, stage)
        mine = count_mine(session, me), count_ours(session, me)
    with transaction(stage.engine) as session:
        other = find_partner(session, stage.attune.sealer, 10)
        assert other is not None
        counts = dict(count_mine(session, other)) | dict(count_ours(session, other))
        assert {kind for kind, _ in (*mine[0], *mine[1])} - counts.keys() == {
            "patterns", "practised", "lines", "promised", "consents", "revealed", "talks", "pauses"}  # fmt: skip


def test_the_first_page_is_short_and_the_counts_are_live(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/thanks you made soup")
    mika.taps("Skip")
    mika.taps("Send privately")
    mika.says("/privacy")
    assert re.match(r"Privacy\nKept about you: cards you sent \(1\), smaller things \(3\), your settings, "
                    r"and the numbers of these days' messages\. Nothing else\.\n",
                    mika.sees)  # fmt: skip
    aki.says("/privacy")
    assert "受け取ったカード（1）" in aki.sees
    mika.taps("What exactly")
    assert "cards you sent (1)" in mika.sees and "what you agreed to and took back (3)" in mika.sees
    assert len(mika.sees) < 600


def test_who_has_agreed_to_nothing_reads_so(stage: Stage) -> None:
    noa = stage.person("Noa", "en")
    noa.says("/privacy")
    assert "Nothing is kept about you yet, besides your name and language." in noa.sees
    assert noa.buttons == [["What exactly", "How long it's kept"], ["Who can read it", "What I agreed to"]]


def conversation(session: Session, stage: Stage, me: Partner) -> None:
    session.execute(delete(SeenUpdate))
    keep_conversation(session, stage.attune.sealer, me.id, "need", ((), ""), (), stage.now)


# What the page says -> the unit, a row of that kind, and what housekeeping calls it.
LIMITS: Mapping[str, tuple[str, Callable[[Session, Stage, Partner], object], str]] = {
    r"How tense it was: (\d+) days": (
        "days", lambda session, stage, me: session.add(Tension(partner_id=me.id, level=1, at=stage.now)), "reports of tension"),
    r"Your usual move: (\d+) days": (
        "days", lambda session, stage, me: keep_report(session, stage.attune.sealer, me.id, "back", "水", stage.now),
        "reports of the loop"),
    r"Drafts and open questions: (\d+) hours": ("hours", conversation, "conversations"),
    r"Listening phrases you were offered: (\d+) days": (
        "days", lambda session, stage, me: note_lines(session, me.id, ["ask_mode"], stage.now.date()), "lines shown"),
    r"Links you gave out: (\d+) hours": (
        "hours", lambda session, stage, me: make_invite(session, stage.now, inviter_id=me.id), "invites"),
    r"Numbers of messages: (\d+) hours": (
        "hours", lambda session, stage, me: session.add(SeenUpdate(update_id=10**6, seen_at=stage.now, chat=me.telegram_id)),
        "numbers of messages"),
    r"that one was handled: (\d+) days": (
        "days", lambda session, stage, me: session.add(SeenUpdate(update_id=10**6, seen_at=stage.now)), "updates"),
}  # fmt: skip


@pytest.mark.parametrize("said", LIMITS)
def test_what_is_said_to_be_kept_for_so_long_is_kept_so_long_and_no_longer(stage: Stage, said: str) -> None:
    """Read off the page, and waited for."""
    aki, mika = paired(stage)
    unit, happens, name = LIMITS[said]
    found = re.search(said, page(mika, "How long it's kept"))
    assert found is not None
    stage.now = stage.now.replace(hour=0, day=21)
    stage.now += timedelta(days=20)
    tidy(stage.now, stage.attune)
    with transaction(stage.engine) as session:
        me = find_partner(session, stage.attune.sealer, mika.telegram_id)
        assert me is not None
        happens(session, stage, me)
    stage.now += timedelta(**{unit: int(found[1])}) - timedelta(seconds=1)
    assert tidy(stage.now, stage.attune)[name] == 0
    stage.now += timedelta(seconds=1)
    assert tidy(stage.now, stage.attune)[name] == 1


def test_the_host_the_copies_and_the_model_are_those_of_the_settings(stage: Stage) -> None:
    aki, mika = paired(stage)
    assert "Noa, who hosts this Attune" in page(mika, "Who can read it")
    assert "Copies of it all: Noa hasn't said for how long." in page(mika, "How long it's kept")
    stage.attune = replace(stage.attune, operator="Kai", hosting=Hosting("kai@example.org", 30))
    assert "Kai (kai@example.org), who hosts this Attune" in page(mika, "Who can read it")
    assert "Copies of it all: gone after 30 days." in page(mika, "How long it's kept")
    assert "控え（バックアップ）：30日でなくなります。" in page(aki, "残す期間")


def test_whose_age_it_is_for_is_said(stage: Stage) -> None:
    aki, mika = paired(stage)
    assert "18 and over" in page(mika, "Who can read it")
    assert "18歳以上" in page(aki, "だれが読めるか")
