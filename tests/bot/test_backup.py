"""`backup` and `restore`, as a host types them: everything comes back, and nothing that was over."""

import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from bot.cli import main
from bot.settings import Settings, read_settings
from bot.storage import Storage, open_storage
from conversations.records.backup import write_backup
from conversations.records.database import open_database, transaction
from conversations.records.deliveries import LEASE, Delivery, DeliveryState, Urgency
from conversations.records.ledger import Ledger
from conversations.records.migrate import all_tables, revisions
from conversations.records.partners import Partner
from conversations.records.sealing import person
from tests.flows.letting_go import deletes
from tests.flows.shared_evening import lived, partner
from tests.records.full_lives import WORDS, live
from tests.records.restoring import is_on_its_way
from tests.scheduler.outbox import put, states
from tests.scheduler.test_courier import FakeMessenger, courier_of, run_due
from tests.stage import Stage


class House:
    """Folders of a host: one where Attune runs, and one on another computer, with the same key."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self._set = folder, monkeypatch.setenv
        self._set("KEY_FILE", str(folder / "keys" / "master.key"))
        monkeypatch.delenv("ERASED_FILE", raising=False)
        self.lives_at("here")

    def lives_at(self, name: str, url: str = "") -> Settings:
        (self.folder / name).mkdir(exist_ok=True)
        self._set("DATA_DIR", str(self.folder / name))
        self._set("DATABASE_URL", url)
        return read_settings()

    @property
    def copy(self) -> Path:
        return self.folder / "copy.db"


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "C.UTF-8")
    return House(tmp_path, monkeypatch)


@pytest.fixture
def running(house: House) -> Iterator[Storage]:
    """What an Attune that runs here has open."""
    storage = open_storage(read_settings())
    yield storage
    storage.close()


def everything(engine: Engine) -> dict[str, list[Any]]:
    with engine.connect() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in all_tables().sorted_tables
        }


def said(capsys: pytest.CaptureFixture[str]) -> list[str]:
    out, err = capsys.readouterr()
    return [*out.splitlines(), *err.splitlines()]


def stage_on(storage: Storage, before: Stage | None = None) -> Stage:
    """The same people and the same Telegram, with Attune on this database."""
    stage = before or Stage(storage.engine)
    stage.engine = storage.engine
    stage.attune = replace(stage.attune, engine=storage.engine, sealer=storage.sealer)
    return stage


def test_an_evening_goes_on_elsewhere(
    house: House, running: Storage, capsys: pytest.CaptureFixture[str]
) -> None:
    """The drill: copied while it runs, lost, restored on another computer with the key alone."""
    stage = stage_on(running)
    aki, mika = lived(stage)
    mika.says("/thanks")
    mika.says("You carried the shopping.")
    assert main(["backup", str(house.copy)]) == 0
    running.close()
    shutil.rmtree(house.folder / "here")
    there = house.lives_at("there")
    assert main(["restore", str(house.copy)]) == 0
    storage = open_storage(there)
    stage_on(storage, stage)
    mika.says("I could rest.")  # in the conversation that was open
    mika.taps("Send privately")
    assert "You carried the shopping." in aki.sees
    storage.close()
    lines = said(capsys)
    assert lines[0] == f"{house.copy} holds everything, of 2 people, sealed as it is in the database."
    assert lines[3:] == [
        "Back again: everything of 2 people, as it was when the copy was made.",
        f"There is no list of who was erased at {there.erased_path}. If you have one, put it there before you "
        "start; whoever is on it is erased again then.",
        "Start it with:  python3 run.py start",
    ]


def test_every_row_comes_back(house: House, running: Storage) -> None:
    live(running.engine, running.sealer, first=100, couples=2)
    _nothing_waits(running.engine)
    before = everything(running.engine)
    assert all(before[table] for table in ("partner", "delivery", "note", "sheet_answer", "seen_update"))
    assert main(["backup", str(house.copy)]) == 0
    there = house.lives_at("there")
    assert main(["restore", str(house.copy)]) == 0
    assert there.sqlite_file is not None
    assert everything(open_database(there.database)) == before
    assert [path.name for path in there.sqlite_file.parent.iterdir() if path.name.startswith(".")] == []


@pytest.mark.postgres
def test_every_row_moves_to_postgresql_and_back(house: House, running: Storage, postgres_schema: str) -> None:
    live(running.engine, running.sealer, first=100, couples=2)
    _nothing_waits(running.engine)
    before = everything(running.engine)
    assert main(["backup", str(house.copy)]) == 0
    house.lives_at("there", postgres_schema.replace("postgresql+psycopg://", "postgresql://"))
    assert main(["restore", str(house.copy)]) == 0
    moved = open_database(postgres_schema)
    assert everything(moved) == before
    storage = open_storage(read_settings())
    live(storage.engine, storage.sealer, first=900)  # numbers go on behind those that came along
    storage.close()
    after = everything(moved)
    write_backup(moved, house.folder / "again.db")
    assert everything(open_database(f"sqlite:///{house.folder / 'again.db'}")) == after
    moved.dispose()


def test_the_copy_is_for_its_owner_and_holds_no_words(house: House, running: Storage) -> None:
    live(running.engine, running.sealer, first=100)
    assert main(["backup", str(house.copy)]) == 0
    assert stat.S_IMODE(house.copy.stat().st_mode) == 0o600
    assert WORDS.encode() not in house.copy.read_bytes()
    assert [path.name for path in house.folder.glob("copy.db*")] == ["copy.db"]


def test_old_mail_is_not_sent_and_its_author_is_told(house: House, running: Storage) -> None:
    """G-17: what was on its way may have arrived since."""
    stage = stage_on(running)
    aki, mika = lived(stage)
    is_on_its_way(stage, mika, aki, "old mail")
    put(aki, "an old look of an old message", edits=7)
    put(aki, "an old question", Urgency.PROMPT)
    assert main(["backup", str(house.copy)]) == 0
    stage.deliver()
    assert {"old mail", "an old question"} <= set(aki.texts)
    running.close()
    there = house.lives_at("there")
    assert main(["restore", str(house.copy)]) == 0
    storage = open_storage(there)
    stage_on(storage, stage)
    sent = _what_the_courier_sends(stage)
    assert [words for _, words in sent] == ["I'm not sure that arrived. Please look before sending it again."]
    assert sent[0][0] == mika.telegram_id
    assert DeliveryState.PENDING not in states(stage)
    storage.close()


def test_who_was_erased_since_stays_erased(
    house: House, running: Storage, capsys: pytest.CaptureFixture[str]
) -> None:
    """G-17: the list comes along, and the copy is held against it before anything else."""
    stage = stage_on(running)
    aki, mika = lived(stage)
    gone = partner(stage, aki).id
    assert main(["backup", str(house.copy)]) == 0
    deletes(aki, "everything")
    running.close()
    old = house.lives_at("here")
    there = house.lives_at("there")
    shutil.copyfile(old.erased_path, there.erased_path)
    said(capsys)
    assert main(["restore", str(house.copy)]) == 0
    assert person(gone) in Ledger(there.erased_path).lines()
    with transaction(open_database(there.database)) as session:
        assert gone not in [one.id for one in session.scalars(select(Partner))]
    lines = said(capsys)
    assert lines[0] == "Back again: everything of 1 people, as it was when the copy was made."
    assert any(line.startswith("Erased since, by the list, and erased again now: ") for line in lines)


def test_a_file_that_is_there_is_left_alone(
    house: House, running: Storage, capsys: pytest.CaptureFixture[str]
) -> None:
    house.copy.write_text("mine")
    assert main(["backup", str(house.copy)]) == 2
    assert said(capsys) == [
        f"{house.copy} is there already, and it was left as it is. Name a file that is not there yet."
    ]
    assert house.copy.read_text() == "mine"


def test_a_place_that_takes_nothing_is_named(
    house: House, running: Storage, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", str(house.folder / "nowhere" / "copy.db")]) == 2
    assert said(capsys) == [
        f"No copy could be written to {house.folder / 'nowhere' / 'copy.db'}. The database is as it was."
    ]


def test_nobody_is_overwritten(house: House, running: Storage, capsys: pytest.CaptureFixture[str]) -> None:
    live(running.engine, running.sealer, first=100)
    assert main(["backup", str(house.copy)]) == 0
    said(capsys)
    before = everything(running.engine)
    running.close()
    assert main(["restore", str(house.copy)]) == 2
    file = read_settings().sqlite_file
    assert said(capsys) == [
        f"Somebody is in the database already ({file}), and nothing was changed. Restore into an empty one: "
        "move it away, or name another."
    ]
    assert everything(open_database(read_settings().database)) == before


def test_a_running_attune_is_not_restored_into(
    house: House, running: Storage, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["restore", str(house.copy)]) == 2
    assert said(capsys)[0].startswith("Another Attune is running on ")


@pytest.mark.parametrize("content", [None, b"", b"not a database, but a text that is long enough " * 40])
def test_what_is_no_copy_changes_nothing(
    house: House, content: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        house.copy.write_bytes(content)
    assert main(["restore", str(house.copy)]) == 2
    assert said(capsys) == [f"{house.copy} is not a copy that can be read. Nothing was changed."]
    assert _left(house) == ["attune.db.lock"]


def test_a_copy_from_a_later_version_is_left_alone(
    house: House, running: Storage, capsys: pytest.CaptureFixture[str]
) -> None:
    live(running.engine, running.sealer, first=100)
    main(["backup", str(house.copy)])
    with closing(sqlite3.connect(house.copy)) as copy:
        copy.execute("UPDATE alembic_version SET version_num = '9999'")
        copy.commit()
    said(capsys)
    house.lives_at("there")
    assert main(["restore", str(house.copy)]) == 2
    assert said(capsys) == [
        f"{house.copy} is from a later version of Attune; update this one first. Nothing was changed."
    ]


def test_without_its_key_a_copy_is_not_brought_back(
    house: House, running: Storage, capsys: pytest.CaptureFixture[str]
) -> None:
    live(running.engine, running.sealer, first=100)
    main(["backup", str(house.copy)])
    said(capsys)
    there = house.lives_at("there")
    there.key_path.rename(there.key_path.with_name("mislaid"))
    assert main(["restore", str(house.copy)]) == 2
    assert said(capsys) == [
        f"The database holds sealed words, but their key {there.key_path} is not there; bring back your copy of it."
    ]
    assert _left(house, "there") == ["attune.db.lock"]


def test_a_copy_of_an_earlier_version_is_brought_up_to_date(house: House, running: Storage) -> None:
    """Held by the oldest shape: the steps of every version are tried in `test_migrations`."""
    live(running.engine, running.sealer, first=100)
    main(["backup", str(house.copy)])
    from conversations.records.migrations.steps import downgrade

    old = open_database(f"sqlite:///{house.copy}")
    downgrade(old, revisions()[-2])
    old.dispose()
    there = house.lives_at("there")
    assert main(["restore", str(house.copy)]) == 0
    open_storage(there).close()


def _what_the_courier_sends(stage: Stage) -> list[tuple[int, str]]:
    messenger = FakeMessenger()
    stage.now += LEASE
    run_due(courier_of(stage, messenger))
    return messenger.sent


def _left(house: House, name: str = "here") -> list[str]:
    return sorted(path.name for path in (house.folder / name).iterdir())


def _nothing_waits(engine: Engine) -> None:
    """Mail on its way is held back by a restore; here everything has gone out."""
    with transaction(engine) as session:
        for delivery in session.scalars(select(Delivery)):
            delivery.state, delivery.body = DeliveryState.SENT, b""
