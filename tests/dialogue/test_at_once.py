"""Two things happen at the same moment: one of them is first, and the other is told so kindly."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import func, select

from conversations.dialogue.events import Event, Tap
from conversations.dialogue.turn import Handled, handle
from conversations.records.couples import Couple
from conversations.records.database import transaction
from conversations.records.needs import Need
from conversations.records.partners import Partner
from tests.databases import BOTH
from tests.stage import Phone, Stage, fresh_stage, lives_in, paired


@pytest.fixture(params=BOTH)
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    """A stage on which threads do not share a connection: a file, or a schema of a server."""
    on_file = f"sqlite:///{tmp_path}/attune.db"
    stage = fresh_stage(on_file if request.param == "sqlite" else request.getfixturevalue("postgres_schema"))
    yield stage
    stage.engine.dispose()


def tap(phone: Phone, label: str) -> Tap:
    """What Telegram says of a tap on the newest button with this label."""
    for shown in reversed(phone.shown):
        for key in chain(*shown.message.keyboard):
            if key.label == label:
                id = next(phone.stage.ids)
                return Tap(id, phone.who, phone.private, key.data, shown.id, f"q{id}")
    raise AssertionError(f"{phone.name} sees no button {label!r}")


def at_once(stage: Stage, held: str, *events: Event) -> list[Handled]:
    """Let events happen in threads of their own; rows of `held` are kept until every one of them waits."""
    on_postgres = stage.engine.dialect.name == "postgresql"
    with ThreadPoolExecutor(len(events)) as threads:
        with stage.engine.begin() as holder:  # on SQLite this alone makes the others wait
            if on_postgres:
                holder.execute(text(f"SELECT 1 FROM {held} FOR UPDATE"))  # noqa: S608 - a name of this file
            going = [threads.submit(handle, event, stage.now, stage.attune) for event in events]
            while on_postgres and waiting(stage) < len(events) and not all(one.done() for one in going):
                time.sleep(0.01)
        handled = [one.result() for one in going]
    stage.deliver()
    return handled


def waiting(stage: Stage) -> int:
    """How many connections of this test wait for a row."""
    ours = "application_name = current_setting('application_name')"
    with stage.engine.connect() as connection:
        found = connection.execute(
            text(f"SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND {ours}")  # noqa: S608
        )
        return int(found.scalar_one())


def aki_has_a_card_ready(stage: Stage) -> tuple[Phone, Phone]:
    aki, mika = paired(stage)
    aki.says("/need")
    for label in ("聞いてほしい", "つかれた", "くたくた", "とばす", "10分だけ", "今夜", "わりと"):
        aki.taps(label)
    return aki, mika


def count(stage: Stage, table: type[Need] | type[Couple]) -> int:
    with transaction(stage.engine) as session:
        return session.exec(select(func.count()).select_from(table)).one()


def test_a_button_tapped_twice_at_once_sends_one_card(stage: Stage) -> None:
    aki, mika = aki_has_a_card_ready(stage)
    before = len(mika.shown)
    handled = at_once(stage, "couple", tap(aki, "相手だけに送る"), tap(aki, "相手だけに送る"))
    assert count(stage, Need) == 1
    assert len(mika.shown) == before + 1
    assert sorted(one.toast for one in handled) == ["", "このカードは先に進んでいます。"]


def test_the_same_update_twice_at_once_is_handled_once(stage: Stage) -> None:
    aki, mika = aki_has_a_card_ready(stage)
    before = len(mika.shown), len(aki.shown)
    update = tap(aki, "相手だけに送る")
    at_once(stage, "couple", update, update)
    assert count(stage, Need) == 1
    assert (len(mika.shown), len(aki.shown)) == (before[0] + 1, before[1])


def test_two_answers_at_once_are_one_answer(stage: Stage) -> None:
    aki, mika = aki_has_a_card_ready(stage)
    aki.taps("相手だけに送る")
    handled = at_once(stage, "couple", tap(mika, "I hear you"), tap(mika, "I hear you"))
    assert sorted(one.toast for one in handled) == ["Passed on.", "This card has moved on."]
    assert aki.texts.count("Mikaさんから：「届いてるよ」") == 1


def test_both_may_act_at_once_and_both_are_heard(stage: Stage) -> None:
    aki, mika = aki_has_a_card_ready(stage)
    aki.taps("相手だけに送る")
    at_once(stage, "couple", tap(mika, "I hear you"), tap(aki, "取り下げる"))
    assert mika.texts.count("Aki took this one back. Nothing to do.") == 1
    with transaction(stage.engine) as session:
        assert session.exec(select(Need.state, Need.closed_as)).all() == [("closed", "withdrawn")]


def test_a_link_that_two_people_use_at_once_is_one_persons(stage: Stage) -> None:
    mika = stage.person("Mika", "en")
    mika.says("/start")
    mika.taps("English")
    lives_in(mika, "London")
    mika.taps("Evening 20:30")
    mika.taps("Yes, I'd like this")
    mika.taps("Invite my partner")
    payload = mika.sees.partition("?start=")[2]
    aki, noa = stage.person("Aki", "en"), stage.person("Noa", "en")
    for phone in (aki, noa):
        phone.says(f"/start {payload}")
        phone.taps("English")
        lives_in(phone, "London")
        phone.taps("Evening 20:30")
    at_once(stage, "invite", *(tap(phone, "Yes, I'd like this") for phone in (aki, noa)))
    waiting, expired = "You're set.", "This link no longer works."
    assert sorted(phone.sees.partition(".")[0] + "." for phone in (aki, noa)) == sorted([waiting, expired])
    at_once(stage, "invite", *(tap(mika, "Yes, connect us") for _ in range(2)))
    assert count(stage, Couple) == 1
    with transaction(stage.engine) as session:
        assert len(session.exec(select(Partner).where(Partner.couple_id != None)).all()) == 2  # noqa: E711
