"""A database and its key belong together; what does not fit is refused before anything is changed."""

from pathlib import Path

import pytest

from bot.problems import BadSettings
from bot.storage import Storage, open_storage
from conversations.records.database import transaction
from conversations.records.master_key import make_master_key
from conversations.records.partners import add_partner
from tests.evening import settings_in
from tests.stage import EVENING


def opened(folder: Path) -> Storage:
    return open_storage(settings_in(folder, "http://127.0.0.1:9"))


def refusal(folder: Path) -> list[str]:
    with pytest.raises(BadSettings) as bad:
        opened(folder)
    return [problem.key for problem in bad.value.problems]


@pytest.fixture
def lived_in(tmp_path: Path) -> Path:
    """A folder whose database knows somebody."""
    storage = opened(tmp_path)
    with transaction(storage.engine) as session:
        add_partner(session, storage.sealer, 7, "Aki", "ja", EVENING)
    storage.close()
    return tmp_path


def test_a_first_start_makes_database_and_key(tmp_path: Path) -> None:
    opened(tmp_path).close()
    assert (tmp_path / "data" / "attune.db").is_file()
    assert (tmp_path / "master.key").stat().st_mode & 0o777 == 0o400


def test_the_same_key_opens_it_again(lived_in: Path) -> None:
    opened(lived_in).close()


def test_a_second_process_on_one_file_is_refused(tmp_path: Path) -> None:
    first = opened(tmp_path)
    assert refusal(tmp_path) == ["cli.problem.already_running"]
    first.close()
    opened(tmp_path).close()


def test_words_without_their_key_are_not_given_another(lived_in: Path) -> None:
    (lived_in / "master.key").unlink()
    assert refusal(lived_in) == ["cli.problem.key_missing"]
    assert not (lived_in / "master.key").exists()


def test_another_key_is_refused(lived_in: Path) -> None:
    (lived_in / "master.key").unlink()
    make_master_key(lived_in / "master.key")
    assert refusal(lived_in) == ["cli.problem.key_wrong"]


def test_a_file_that_is_no_key_is_refused(lived_in: Path) -> None:
    (lived_in / "master.key").chmod(0o600)
    (lived_in / "master.key").write_text("hello")
    assert refusal(lived_in) == ["cli.problem.key_wrong"]


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    assert refusal(tmp_path) == ["cli.problem.unwritable"]


def test_what_was_refused_may_be_tried_again_at_once(lived_in: Path) -> None:
    (lived_in / "master.key").rename(lived_in / "away.key")
    refusal(lived_in)
    (lived_in / "away.key").rename(lived_in / "master.key")
    opened(lived_in).close()
