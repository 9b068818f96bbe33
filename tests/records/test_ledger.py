"""Who was erased stays erased: in the file, in its log, in a backup, and after a backup was restored (G-17)."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import event
from sqlmodel import Session, col, select

from bot.problems import BadSettings
from bot.settings import Settings
from bot.storage import open_storage
from conversations.records.checkins import SheetAnswer, read_half
from conversations.records.couples import Couple, CoupleState
from conversations.records.database import transaction
from conversations.records.erasing_again import erase_again
from conversations.records.ledger import Ledger, note_erased
from conversations.records.needs import Need
from conversations.records.notes import Note
from conversations.records.parting import erase_person
from conversations.records.partners import Partner
from conversations.records.sealing import OwnerKey, person
from scheduler.housekeeping import tidy
from tests.evening import settings_in
from tests.flows.letting_go import deletes
from tests.flows.shared_evening import CANARIES, lived, partner, rows, thank
from tests.records.restoring import Place, another_couple, is_on_its_way, owners, waiting
from tests.stage import Stage


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    settings = settings_in(tmp_path, "http://127.0.0.1:9")
    storage = open_storage(settings)
    stage = Stage(storage.engine)
    stage.attune = replace(stage.attune, sealer=storage.sealer)
    found = Place(settings, storage, stage)
    yield found
    found.stops()


def test_a_restored_backup_brings_nobody_back(place: Place) -> None:
    """G-17: no row, no key and no mail of hers, and all of everybody else's."""
    stage = place.stage
    aki, mika = lived(stage)
    ren, sora = another_couple(stage)
    thank(ren, "canary of another couple")
    gone, left = partner(stage, aki), partner(stage, mika).id
    is_on_its_way(stage, aki, mika, "old mail")
    is_on_its_way(stage, mika, aki, "old mail")
    is_on_its_way(stage, ren, sora, "mail of others")
    backup = place.backs_up()
    stage.deliver()
    deletes(aki, "everything")
    place.restores(backup)
    assert gone.id not in {one.id for one in rows(stage, Partner)}
    assert owners(stage) == {person(left), *(person(partner(stage, one).id) for one in (ren, sora)),
                             f"couple:{partner(stage, ren).couple_id}"}  # fmt: skip
    assert [rows(stage, table) for table in (SheetAnswer, Need)] == [[], []]
    assert len(rows(stage, Note)) == 1
    assert waiting(stage) == [partner(stage, sora).telegram_id]
    before = aki.texts.copy(), mika.texts.copy()
    stage.deliver()
    assert (aki.texts, mika.texts) == before
    mika.says("/need")
    assert mika.sees == "Attune is paused for both of you."
    sora.taps("Keep it")
    sora.says("/kept")
    assert "canary of another couple" in sora.sees


def test_no_words_stand_in_the_file_its_log_the_backup_or_the_list(place: Place) -> None:
    """T-11, T-12: with everybody still there, and after each way to delete."""
    stage = place.stage
    aki, mika = lived(stage)
    mika.taps("Keep it")
    seen = place.bytes_kept()
    place.backs_up()
    for what in ("private", "shared", "history", "everything"):
        deletes(aki, what)
        seen += place.bytes_kept()
    assert b"person" in seen, "it was looked where something is"
    spelt = [form for word in CANARIES for form in (word.encode(), word.encode("unicode_escape"))]
    assert [form for form in spelt if form in seen] == []


def test_the_key_of_who_is_gone_lies_in_no_corner_of_the_file_or_its_log(place: Place) -> None:
    """Deleted rows are overwritten, and the log is emptied at once: whoever finds the disk finds no key."""
    stage = place.stage
    aki, _ = lived(stage)
    me = partner(stage, aki)
    with transaction(stage.engine) as session:
        pair = session.get_one(Couple, me.couple_id)
        keys = [session.get_one(OwnerKey, one).wrapped for one in (person(me.id), f"couple:{pair.id}")]
    assert all(key in place.bytes_kept() for key in keys)
    deletes(aki, "everything")
    assert not any(key in place.bytes_kept() for key in keys)


def test_what_somebody_reads_meanwhile_is_overwritten_once_they_are_done(place: Place) -> None:
    """A backup that runs holds the log; nobody waits for it."""
    stage = place.stage
    aki, mika = lived(stage)
    me = person(partner(stage, aki).id)
    with transaction(stage.engine) as session:
        key = session.get_one(OwnerKey, me).wrapped
    with closing(sqlite3.connect(place.file)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM owner_key").fetchall()
        deletes(aki, "everything")
        reader.execute("ROLLBACK")
    mika.says("/menu")
    assert key not in place.bytes_kept()


def test_a_history_that_was_cleared_stays_cleared_and_the_two_go_on(place: Place) -> None:
    stage = place.stage
    aki, mika = lived(stage)
    backup = place.backs_up()
    deletes(aki, "history")
    place.restores(backup)
    assert [rows(stage, table) for table in (SheetAnswer, Need, Note)] == [[], [], []]
    thank(mika, "new soup")
    assert "new soup" in aki.sees
    place.stops()
    place.starts()
    assert len(rows(stage, Note)) == 1, "what is new is not on the list"


def test_who_left_does_not_come_back_with_a_backup(place: Place) -> None:
    """Nobody is brought together again with somebody they left."""
    stage = place.stage
    aki, mika = lived(stage)
    backup = place.backs_up()
    mika.says("/leave")
    mika.taps("Leave quietly")
    place.restores(backup)
    assert [one.state for one in rows(stage, Couple)] == [CoupleState.ENDED]
    for phone, line in (
        (aki, "Attuneは、おふたりともお休み中です。"),
        (mika, "Attune is paused for both of you."),
    ):
        phone.says("/need")
        assert phone.sees == line


def test_what_was_erased_a_month_after_leaving_stays_erased(place: Place) -> None:
    stage = place.stage
    _, mika = lived(stage)
    mika.says("/leave")
    mika.taps("Leave quietly")
    backup = place.backs_up()
    stage.wait(days=30)
    tidy(stage.now, stage.attune)
    place.restores(backup)
    assert [rows(stage, table) for table in (SheetAnswer, Need, Note, Couple)] == [[], [], [], []]


def test_each_start_finds_nothing_left_to_do(place: Place) -> None:
    aki, mika = lived(place.stage)
    mika.taps("Keep it")
    deletes(aki, "everything")
    written = list(place.ledger.lines())
    assert [line.partition(":")[0] for line in written] == ["ended", "couple", "person"]
    place.stops()
    place.starts()
    assert place.ledger.path.read_text().split() == written
    mika.says("/kept")
    assert CANARIES[1] in mika.sees


class Off(BaseException):
    """The computer goes off."""


def goes_off(_connection: object) -> None:
    raise Off


def test_whoever_pressed_yes_is_erased_even_if_the_computer_goes_off_just_then(place: Place) -> None:
    """The line is on the disk before the transaction is kept."""
    stage = place.stage
    aki, _ = lived(stage)
    me = partner(stage, aki)
    event.listen(stage.engine, "commit", goes_off)
    with pytest.raises(Off), Session(stage.engine) as session, session.begin():
        erase_person(session, stage.attune.sealer, session.get_one(Partner, me.id), stage.now)
    event.remove(stage.engine, "commit", goes_off)
    assert me.id in {one.id for one in rows(stage, Partner)}
    place.stops()
    place.starts()
    assert me.id not in {one.id for one in rows(stage, Partner)}


def test_without_its_line_nothing_is_erased(place: Place) -> None:
    stage = place.stage
    aki, _ = lived(stage)
    me = partner(stage, aki)
    place.ledger.path.unlink()
    place.ledger.path.mkdir()
    with pytest.raises(OSError, match="erased"), transaction(stage.engine) as session:
        erase_person(session, stage.attune.sealer, session.get_one(Partner, me.id), stage.now)
    place.ledger.path.rmdir()
    assert me.id in {one.id for one in rows(stage, Partner)}
    with transaction(stage.engine) as session:
        half = session.exec(select(SheetAnswer).where(col(SheetAnswer.partner_id) == me.id)).one()
        assert read_half(session, stage.attune.sealer, half) is not None


def test_what_was_not_kept_is_not_on_the_list(place: Place) -> None:
    with pytest.raises(Off), transaction(place.stage.engine) as session:
        note_erased(session, "person:7")
        raise Off
    with transaction(place.stage.engine) as session:
        session.exec(select(Partner)).all()
    assert list(place.ledger.lines()) == []


def test_a_list_that_cannot_be_written_is_said_before_anything_starts(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, "http://127.0.0.1:9")
    settings.erased_path.mkdir(parents=True)
    with pytest.raises(BadSettings) as bad:
        open_storage(settings)
    assert [problem.key for problem in bad.value.problems] == ["cli.problem.erased_unwritable"]


def test_the_list_lies_beside_the_data_or_where_it_was_said(tmp_path: Path) -> None:
    file, data = f"sqlite:///{tmp_path}/a.db", tmp_path / "data"
    assert path_of(data) == data / "erased.txt"
    assert path_of(data, database=file) == tmp_path / "erased.txt"
    assert path_of(data, database="postgresql://host/name") == data / "erased.txt"
    assert path_of(data, database=file, erased_file=tmp_path / "list") == tmp_path / "list"


def path_of(data: Path, database: str = "", erased_file: Path | None = None) -> Path:
    url = SecretStr(database)
    return Settings.model_construct(database_url=url, data_dir=data, erased_file=erased_file).erased_path


def test_a_line_that_was_cut_off_spoils_no_other(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "erased.txt")
    ledger.add(["person:1", "couple:2"])
    with open(ledger.path, "a") as file:
        file.write("person:3")
    ledger.add(["person:45", "person:1"])
    assert list(ledger.lines()) == ["person:1", "couple:2", "person:3", "person:45"]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
def test_only_its_owner_may_read_the_list(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "new" / "erased.txt")
    ledger.add(())
    assert ledger.path.stat().st_mode & 0o777 == 0o600


def test_on_each_kind_of_database_whoever_is_on_the_list_is_erased(stage: Stage, tmp_path: Path) -> None:
    """As after a restore: the rows are there, and their names on the list."""
    aki, mika = lived(stage)
    me, left = partner(stage, aki), partner(stage, mika).id
    ledger = Ledger(tmp_path / "erased.txt")
    ledger.add([f"couple:{me.couple_id}", person(me.id)])
    sealer = stage.attune.sealer
    assert erase_again(stage.engine, sealer, ledger, stage.now) == 2
    assert [one.id for one in rows(stage, Partner)] == [left]
    assert [rows(stage, table) for table in (SheetAnswer, Need, Note, Couple)] == [[], [], [], []]
    assert erase_again(stage.engine, sealer, ledger, stage.now) == 0


def test_lines_that_nobody_wrote_do_no_harm(place: Place) -> None:
    place.ledger.add(["person:", "person:-1", "couple:99999999999999999999", "hello", "ended:x", "person:0"])
    place.stops()
    place.starts()
    assert rows(place.stage, Partner) == []
