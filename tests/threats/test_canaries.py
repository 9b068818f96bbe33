"""What people write is looked for after every test (G-12, T-11, T-12), and would be found."""

import logging
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from conversations.records.database import open_database
from conversations.records.sealing import Sealer
from tests.canaries import CANARIES, contents
from tests.records.full_lives import WORDS as LIVED
from tests.records.full_lives import live
from tests.stage import Stage, pair

WORDS = "I would like to hear how your day was, before we talk about mine."


@pytest.fixture
def plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sealer that does not seal."""
    monkeypatch.setattr(Sealer, "seal", lambda self, session, where, words: words.encode())
    monkeypatch.setattr(Sealer, "open", lambda self, session, where, blob: bytes(blob).decode())


def writes(engine: Engine) -> None:
    stage = Stage(engine)
    pair(stage)[1].says(f"/help_me_say_this {WORDS}")


def places() -> set[str]:
    found = {one.rpartition(" in ")[2] for one in CANARIES.found()}
    CANARIES.forget()
    return found


@pytest.mark.usefixtures("plainly")
def test_what_lies_plainly_in_a_database_is_found(database: Engine) -> None:
    writes(database)
    assert places() == {"SQLite" if database.dialect.name == "sqlite" else "PostgreSQL"}


@pytest.mark.usefixtures("plainly")
def test_what_lies_plainly_in_a_file_is_found_also_in_its_changes_and_copies(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/attune.db")
    writes(engine)
    copied: Any = engine.raw_connection()
    copied.driver_connection.execute("VACUUM INTO ?", (f"{tmp_path}/attune.before-0009.db",))
    copied.close()
    assert places() == {"attune.before-0009.db", "attune.db-wal"}
    engine.dispose()


def test_what_is_sealed_is_found_nowhere(database: Engine) -> None:
    writes(database)
    assert len(CANARIES.heard) > 0
    assert places() == set()


def test_what_is_logged_is_found(database: Engine) -> None:
    writes(database)
    logging.getLogger("conversations.dialogue").debug("they wrote %s", WORDS)
    assert places() == {"the log"}


def test_a_token_is_found() -> None:
    logging.getLogger("bot.app").info("asked with %s", "1:evening")
    assert places() == {"the log"}


def test_without_the_key_a_copy_holds_no_word_no_name_and_no_telegram_id(database: Engine) -> None:
    """T-12: also of what no flow of these tests writes; every sealed column holds something."""
    number = 987_654_321
    live(database, Sealer(bytes(32)), first=number)
    (_, stored), *more = contents(database)
    assert (not more and b"owner_key" in stored) or b"person:" in stored
    ids = [form for id in (number, number + 1) for form in (str(id).encode(), id.to_bytes(4, "big"))]
    assert [one for one in (LIVED.encode(), LIVED.encode().hex().encode(), *ids) if one in stored] == []
