"""A master key can be changed while everybody goes on; nothing is unreadable at any time (G-19)."""

from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine

from conversations.records.database import transaction
from conversations.records.master_key import (
    WrongKey,
    add_version,
    drop_earlier,
    make_master_key,
    read_master_keys,
)
from conversations.records.rotation import wrap_anew
from conversations.records.sealing import Sealed, Sealer, open_key_file, person
from tests.records.full_lives import live
from tests.records.rotating import begin, opened, unreadable


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    make_master_key(tmp_path / "keys" / "master.key")
    return tmp_path / "keys" / "master.key"


def test_after_a_rotation_the_new_key_opens_everything_and_the_old_one_nothing(
    database: Engine, key_file: Path
) -> None:
    before = open_key_file(key_file)
    live(database, before, first=100, couples=2)
    assert (
        wrap_anew(database, begin(database, key_file), batch=2) == 2 + 4 + 2
    )  # couples, people, what outlives
    drop_earlier(key_file)
    after = opened(database, key_file)
    assert unreadable(database, after) == []
    assert (after.seal_id(7), after.webhook_secret) == (before.seal_id(7), before.webhook_secret)
    with transaction(database) as session, pytest.raises(WrongKey):
        Sealer(before.master).recognise(session)


def test_a_second_rotation_is_like_the_first(database: Engine, key_file: Path) -> None:
    live(database, open_key_file(key_file), first=100)
    for _ in range(2):
        wrap_anew(database, begin(database, key_file))
        drop_earlier(key_file)
    assert unreadable(database, opened(database, key_file)) == []


def test_who_runs_meanwhile_reads_what_others_wrap_with_the_new_key(database: Engine, key_file: Path) -> None:
    running, here = open_key_file(key_file), Sealed(person(7), "partner.name", 7)
    begin(database, key_file)
    with transaction(database) as session:
        blob = opened(database, key_file).seal(session, here, "Aki")
    with transaction(database) as session:
        assert running.open(session, here, blob) == "Aki"


def test_who_runs_meanwhile_wraps_with_the_new_key_at_once(database: Engine, key_file: Path) -> None:
    running = open_key_file(key_file)
    begin(database, key_file)
    live(database, running, first=100)
    wrap_anew(database, opened(database, key_file), batch=1000)  # only what outlives is left to be wrapped
    live(database, running, first=200)
    drop_earlier(key_file)
    assert unreadable(database, opened(database, key_file)) == []


def test_a_key_file_that_is_away_for_a_moment_disturbs_nobody(database: Engine, key_file: Path) -> None:
    running = open_key_file(key_file)
    key_file.rename(key_file.with_name("away"))
    live(database, running, first=100)
    assert unreadable(database, running) == []


@pytest.mark.parametrize("kept", [0, 1])
def test_half_way_both_keys_are_needed(database: Engine, key_file: Path, kept: int) -> None:
    """G-19: with one of them away Attune refuses to start, and does not lose what the other wraps."""
    live(database, open_key_file(key_file), first=100, couples=2)
    sealer = begin(database, key_file)
    breaks_off(database, sealer)
    only = read_master_keys(key_file)[kept]
    with transaction(database) as session, pytest.raises(WrongKey):
        Sealer(only).recognise(session)
    assert unreadable(database, opened(database, key_file)) == []
    assert wrap_anew(database, opened(database, key_file)) > 0
    drop_earlier(key_file)
    assert unreadable(database, opened(database, key_file)) == []


def breaks_off(database: Engine, sealer: Sealer) -> None:
    """Two owners are wrapped anew, and then it ends."""
    calls = count()

    class Stops(Exception):
        pass

    wrap = sealer.wrapper.wrap

    def wrap_or_stop(owner: str, key: bytes) -> bytes:
        if next(calls) == 2:
            raise Stops
        return wrap(owner, key)

    sealer.wrapper.wrap = wrap_or_stop  # type: ignore[method-assign]
    with pytest.raises(Stops):
        wrap_anew(database, sealer, batch=1)


def test_a_key_that_is_forgotten_meanwhile_does_not_come_back(
    database: Engine, key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from conversations.records import rotation

    live(database, open_key_file(key_file), first=100)
    sealer, next_rows = begin(database, key_file), rotation._next

    def forgets_then(*given: object) -> object:
        rows = next_rows(*given)  # type: ignore[arg-type]
        session = given[0]
        for row in rows:
            session.delete(row)  # type: ignore[attr-defined]
        session.flush()  # type: ignore[attr-defined]
        return rows

    monkeypatch.setattr(rotation, "_next", forgets_then)
    assert wrap_anew(database, sealer) == 0


def test_the_new_file_is_as_private_as_the_old_one(key_file: Path) -> None:
    add_version(key_file)
    assert len(read_master_keys(key_file)) == 2
    assert key_file.stat().st_mode & 0o777 == 0o400
    assert [path.name for path in key_file.parent.iterdir()] == ["master.key"]


def test_a_key_file_behind_a_link_stays_behind_it(key_file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.key"
    link.symlink_to(key_file)
    add_version(link)
    assert link.is_symlink()
    assert len(read_master_keys(key_file)) == 2
