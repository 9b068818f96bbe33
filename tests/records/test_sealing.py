"""What people wrote is unreadable without the key, and outside the place it was written for."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, delete
from sqlmodel import Session

from conversations.records.database import open_database, transaction
from conversations.records.master_key import make_master_key, read_master_keys
from conversations.records.migrate import migrate
from conversations.records.sealing import (
    OwnerKey,
    Sealed,
    Sealer,
    WrongKey,
    couple,
    person,
)

HERE = Sealed(couple(7), "need.card", 41)
MASTER, OTHER_MASTER = bytes(32), bytes(31) + b"\x01"


def test_sealed_words_open_again(database: Engine) -> None:
    with transaction(database) as session:
        blob = Sealer(MASTER).seal(session, HERE, "妹との電話 📞")
    with transaction(database) as session:
        assert Sealer(MASTER).open(session, HERE, blob) == "妹との電話 📞"


@given(words=st.text())
def test_any_words_open_again(words: str) -> None:
    engine = open_database("sqlite://")
    OwnerKey.metadata.create_all(engine)
    sealer = Sealer(MASTER)
    with transaction(engine) as session:
        assert sealer.open(session, HERE, sealer.seal(session, HERE, words)) == words
    engine.dispose()


def test_half_a_character_is_replaced_and_not_an_error(database: Engine) -> None:
    sealer = Sealer(MASTER)
    with transaction(database) as session:
        assert sealer.open(session, HERE, sealer.seal(session, HERE, "half \ud83d")) == "half ?"


def test_of_the_keys_of_a_whole_town_few_are_kept_at_hand_and_all_open(database: Engine) -> None:
    places = [Sealed(person(number), "partner.name", number) for number in range(9)]
    with transaction(database) as session:
        blobs = [Sealer(MASTER).seal(session, place, "Aki") for place in places]
    sealer = Sealer(MASTER, at_hand=4)
    with transaction(database) as session:
        sealer.fetch_keys(session, [place.owner for place in places[:6]])
        assert [sealer.open(session, *one) for one in zip(places, blobs, strict=True)] == ["Aki"] * 9
    assert 0 < len(sealer._known) <= 4


def test_the_same_words_never_look_the_same(database: Engine) -> None:
    sealer = Sealer(MASTER)
    with transaction(database) as session:
        assert sealer.seal(session, HERE, "tea?") != sealer.seal(session, HERE, "tea?")


@pytest.mark.parametrize(
    "elsewhere",
    [
        Sealed(couple(7), "need.card", 42),
        Sealed(couple(7), "need.said_back", 41),
        Sealed(couple(8), "need.card", 41),
        Sealed(person(7), "need.card", 41),
    ],
)
def test_sealed_words_open_nowhere_else(database: Engine, elsewhere: Sealed) -> None:
    sealer = Sealer(MASTER)
    with transaction(database) as session:
        blob = sealer.seal(session, HERE, "for us")
        sealer.seal(session, elsewhere, "so that there is a key")
        with pytest.raises(WrongKey):
            sealer.open(session, elsewhere, blob)


def test_a_changed_byte_is_noticed(database: Engine) -> None:
    sealer = Sealer(MASTER)
    with transaction(database) as session:
        blob = bytearray(sealer.seal(session, HERE, "for us"))
        blob[-1] ^= 1
        with pytest.raises(WrongKey):
            sealer.open(session, HERE, bytes(blob))


def test_another_master_key_opens_nothing(database: Engine) -> None:
    with transaction(database) as session:
        blob = Sealer(MASTER).seal(session, HERE, "for us")
    with transaction(database) as session, pytest.raises(WrongKey):
        Sealer(OTHER_MASTER).open(session, HERE, blob)


def test_without_its_key_a_word_is_gone(database: Engine) -> None:
    sealer = Sealer(MASTER)
    with transaction(database) as session:
        blob = sealer.seal(session, HERE, "for us")
    with transaction(database) as session:
        sealer.forget(session, HERE.owner)
    with transaction(database) as session, pytest.raises(WrongKey):
        sealer.open(session, HERE, blob)


def test_a_key_of_a_transaction_that_was_not_kept_is_not_used_later(database: Engine) -> None:
    sealer = Sealer(MASTER)
    with Session(database) as session:
        sealer.seal(session, HERE, "first")
        sealer.seal(session, HERE, "second, with the key of the first")
        session.rollback()
    with transaction(database) as session:
        blob = sealer.seal(session, HERE, "for us")
    with transaction(database) as session:
        assert Sealer(MASTER).open(session, HERE, blob) == "for us"


def test_a_telegram_id_is_sealed_the_same_each_time_and_can_be_looked_up() -> None:
    sealer = Sealer(MASTER)
    assert sealer.seal_id(-1001234567890) == Sealer(MASTER).seal_id(-1001234567890)
    assert sealer.seal_id(41) != sealer.seal_id(42)
    assert sealer.open_id(sealer.seal_id(-1001234567890)) == -1001234567890
    with pytest.raises(WrongKey):
        Sealer(OTHER_MASTER).open_id(sealer.seal_id(41))


def test_the_file_holds_neither_words_nor_keys_nor_ids(tmp_path: Path) -> None:
    engine, sealer = open_database(f"sqlite:///{tmp_path}/attune.db"), Sealer(b"master" * 5 + b"42")
    migrate(engine)
    with transaction(engine) as session:
        blob = sealer.seal(session, HERE, "the call with my sister")
        session.add(OwnerKey(owner="somewhere to put it", wrapped=blob))
        session.add(OwnerKey(owner="in plain sight", wrapped=sealer.seal_id(987654321)))
    engine.dispose()
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"in plain sight" in stored
    assert [secret for secret in (b"sister", b"987654321", b"master") if secret in stored] == []


def test_a_sealer_does_not_show_its_key() -> None:
    assert repr(Sealer(b"master" * 5 + b"42")) == "Sealer()"


def test_a_new_master_key_is_for_its_owner_alone(tmp_path: Path) -> None:
    made = make_master_key(tmp_path / "keys" / "master.key")
    assert read_master_keys(tmp_path / "keys" / "master.key") == (made,)
    assert (tmp_path / "keys" / "master.key").stat().st_mode & 0o777 == 0o400
    with pytest.raises(FileExistsError):
        make_master_key(tmp_path / "keys" / "master.key")


@pytest.mark.parametrize("content", ["", "not hexadecimal", "00" * 31, "00" * 33])
def test_another_file_is_no_master_key(tmp_path: Path, content: str) -> None:
    (tmp_path / "master.key").write_text(content)
    with pytest.raises(WrongKey):
        read_master_keys(tmp_path / "master.key")


def test_a_missing_file_is_no_master_key(tmp_path: Path) -> None:
    with pytest.raises(WrongKey):
        read_master_keys(tmp_path / "master.key")


def test_many_keys_are_fetched_at_once(database: Engine) -> None:
    with transaction(database) as session:
        blob = Sealer(MASTER).seal(session, HERE, "tea?")
    sealer = Sealer(MASTER)
    with transaction(database) as session:
        sealer.fetch_keys(session, [HERE.owner, person(9)])
        session.execute(delete(OwnerKey))
        assert sealer.open(session, HERE, blob) == "tea?"
        with pytest.raises(WrongKey):
            sealer.open(session, Sealed(person(9), "partner.name", 9), blob)


def test_keys_of_another_master_are_not_fetched(database: Engine) -> None:
    with transaction(database) as session:
        Sealer(OTHER_MASTER).seal(session, HERE, "tea?")
    with transaction(database) as session, pytest.raises(WrongKey):
        Sealer(MASTER).fetch_keys(session, [HERE.owner])


def test_a_key_that_was_not_kept_is_not_remembered_by_fetching_it(database: Engine) -> None:
    sealer = Sealer(MASTER)
    with Session(database) as session:
        sealer.seal(session, HERE, "tea?")
        sealer.fetch_keys(session, [HERE.owner])
        session.rollback()
    with transaction(database) as session:
        blob = sealer.seal(session, HERE, "coffee?")
    with transaction(database) as session:
        assert Sealer(MASTER).open(session, HERE, blob) == "coffee?"
