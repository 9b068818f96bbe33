"""`keys check` and `keys rotate`, as a host types them, also while Attune runs."""

import shutil
from pathlib import Path

import pytest
from sqlmodel import select

import bot.keys
from bot.cli import main
from bot.problems import BadSettings
from bot.settings import read_settings
from bot.storage import Storage, open_storage
from conversations.records.database import transaction
from conversations.records.ending import erase_all
from conversations.records.master_key import add_version, make_master_key, read_master_keys
from conversations.records.partners import Partner, find_partner, name_of_partner
from conversations.records.sealing import IDS
from tests.records.full_lives import live


@pytest.fixture
def running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Storage:
    """What an Attune that runs here has open; a couple lives in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("KEY_FILE", str(tmp_path / "keys" / "master.key"))
    monkeypatch.setattr(bot.keys, "SETTLED", 0.0)
    storage = open_storage(read_settings())
    live(storage.engine, storage.sealer, first=100)
    return storage


def types(*words: str) -> int:
    return main(["keys", *words])


def said(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_all_opens(running: Storage, capsys: pytest.CaptureFixture[str]) -> None:
    assert types("check") == 0
    assert said(capsys) == ["Everything opens."]
    running.close()


def test_what_does_not_open_is_named_without_its_words(
    running: Storage, capsys: pytest.CaptureFixture[str]
) -> None:
    with transaction(running.engine) as session:
        first, second = session.exec(select(Partner)).all()
        first.name = second.name
        id = first.id
    assert types("check") == 1
    assert said(capsys)[0] == f"partner {id} does not open."
    running.close()


def test_the_key_changes_while_the_bot_runs(running: Storage, capsys: pytest.CaptureFixture[str]) -> None:
    path = read_settings().key_path
    (before,) = read_master_keys(path)
    assert types("rotate") == 0
    assert said(capsys)[0] == "A new master key is in force. Keys wrapped with it anew: 5."
    fresh, old = read_master_keys(path)
    assert (old, types("check")) == (before, 0)
    assert types("rotate", "--finish") == 0
    assert read_master_keys(path) == (fresh,)
    assert types("check") == 0
    live(running.engine, running.sealer, first=200)
    with transaction(running.engine) as session:
        person = find_partner(session, running.sealer, 100)
        assert person is not None and name_of_partner(session, running.sealer, person).endswith("100")
    running.close()
    open_storage(read_settings()).close()


def test_a_rotation_that_was_broken_off_makes_no_third_key(running: Storage) -> None:
    types("rotate")
    both = read_master_keys(read_settings().key_path)
    types("rotate")
    assert read_master_keys(read_settings().key_path) == both
    running.close()


def test_without_a_rotation_there_is_nothing_to_finish(
    running: Storage, capsys: pytest.CaptureFixture[str]
) -> None:
    path = read_settings().key_path
    before = path.read_text()
    assert types("rotate", "--finish") == 0
    assert said(capsys) == ["There is one key in the file, and it is the one in force."]
    assert path.read_text() == before
    assert types("check", "--finish") == 2
    running.close()


def test_copies_from_before_open_until_the_rotation_is_finished(running: Storage, tmp_path: Path) -> None:
    """Why the earlier key stays until `--finish`."""
    settings = read_settings()
    running.close()
    copy = tmp_path / "copy" / "attune.db"
    copy.parent.mkdir()
    assert settings.sqlite_file is not None
    shutil.copy(settings.sqlite_file, copy)
    restored = settings.model_copy(update={"data_dir": copy.parent})
    types("rotate")
    open_storage(restored).close()
    types("rotate", "--finish")
    with pytest.raises(BadSettings) as bad:
        open_storage(restored)
    assert [one.key for one in bad.value.problems] == ["cli.problem.key_wrong"]


def test_a_database_that_was_never_rotated_keeps_its_ids(running: Storage, tmp_path: Path) -> None:
    """A key file with two versions, and a database from before the first of its rotations."""
    running.close()
    add_version(read_settings().key_path)
    assert types("rotate", "--finish") == 0
    storage = open_storage(read_settings())
    with transaction(storage.engine) as session:
        assert find_partner(session, storage.sealer, 100) is not None
    storage.close()


def test_what_is_attunes_own_is_not_erased_with_people(running: Storage) -> None:
    """Neither listed when all of them are, nor erased by a list that names it: ids would be lost with it."""
    settings = read_settings()
    types("rotate")
    erase_all(running.engine)
    listed = settings.erased_path.read_text()
    assert ":" in listed and IDS not in listed.split()
    live(running.engine, running.sealer, first=300)
    with transaction(running.engine) as session:
        running.sealer.let_outlive(session)
    running.close()
    settings.erased_path.write_text(f"{listed}{IDS}\n")
    types("rotate", "--finish")
    open_storage(settings).close()
    storage = open_storage(settings)
    with transaction(storage.engine) as session:
        assert find_partner(session, storage.sealer, 300) is not None
    storage.close()


@pytest.mark.parametrize(("harm", "problem"), [("away", "is not there"), ("another", "does not open")])
def test_without_its_key_nothing_is_touched(
    running: Storage, capsys: pytest.CaptureFixture[str], harm: str, problem: str
) -> None:
    path = read_settings().key_path
    path.rename(path.with_name("elsewhere.key"))
    if harm == "another":
        make_master_key(path)
    for words in (("check",), ("rotate",), ("rotate", "--finish")):
        assert types(*words) == 2
    assert problem in capsys.readouterr().err
    running.close()
