"""Keeps what people wrote unreadable to whoever holds the database but not the key."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import bindparam, inspect, select
from sqlmodel import Field, Session, SQLModel, col

KEY_BYTES = 32
NONCE_BYTES = 12
AT_HAND = 4096  # keys of owners; each takes 2.5 kB
VERSION = b"\x01"


class WrongKey(Exception):
    """The master key does not open this database."""


class OwnerKey(SQLModel, table=True):
    """The key of one couple or one person, wrapped by the master key. Without it their words are gone."""

    __tablename__ = "owner_key"
    owner: str = Field(primary_key=True)  # "couple:ID" or "person:ID"
    wrapped: bytes


_KEYS = select(*inspect(OwnerKey).local_table.c).where(
    col(OwnerKey.owner).in_(bindparam("owners", expanding=True))
)


@dataclass(frozen=True)
class Sealed:
    """Where a sealed value stands: it opens nowhere else (T-13)."""

    owner: str
    place: str  # "table.column"
    row: int

    def bound(self) -> bytes:
        return f"{self.place}|{self.owner}|{self.row}".encode()


def person(id: int) -> str:
    """The owner of what one person keeps private."""
    return f"person:{id}"


def couple(id: int) -> str:
    """The owner of what two people share."""
    return f"couple:{id}"


@dataclass
class Sealer:
    """Seals and opens words (AES-256-GCM) and Telegram ids (AES-SIV) under one master key."""

    master: bytes
    _known: dict[str, AESGCM] = field(default_factory=dict, repr=False)
    at_hand: int = AT_HAND

    def __post_init__(self) -> None:
        self._wrapper = AESGCM(_derive(self.master, b"wrap", KEY_BYTES))
        self._ids = AESSIV(_derive(self.master, b"ids", 2 * KEY_BYTES))

    def __repr__(self) -> str:
        return "Sealer()"

    def seal(self, session: Session, where: Sealed, words: str) -> bytes:
        """Unreadable bytes; makes the owner's key when this is their first word."""
        nonce = os.urandom(NONCE_BYTES)
        key = self._key(session, where.owner) or self._make_key(session, where.owner)
        return VERSION + nonce + key.encrypt(nonce, words.encode("utf-8", "replace"), where.bound())

    def open(self, session: Session, where: Sealed, blob: bytes) -> str:
        """The words again. Raises `WrongKey` for another master key, another row, or a shredded owner."""
        key = self._key(session, where.owner)
        if key is None:
            raise WrongKey(where.place)
        try:
            return key.decrypt(blob[1 : 1 + NONCE_BYTES], blob[1 + NONCE_BYTES :], where.bound()).decode()
        except InvalidTag:
            raise WrongKey(where.place) from None

    def fetch_keys(self, session: Session, owners: Iterable[str]) -> None:
        """Have the keys of many owners at hand, with one query for all. Raises `WrongKey` for another master key."""
        wanted = [one for one in owners if f"key of {one}" not in session.info]
        if len(self._known) + len(wanted) > self.at_hand:
            self._known.clear()
        unknown = [one for one in wanted if one not in self._known]
        found = session.connection().execute(_KEYS, {"owners": unknown}).all() if unknown else ()
        for owner, wrapped in found:
            self._keep_key(owner, wrapped)

    def seal_id(self, telegram_id: int) -> bytes:
        """A Telegram id as it is stored: the same id gives the same bytes, so it can be looked up."""
        return self._ids.encrypt(str(telegram_id).encode(), None)

    def open_id(self, blob: bytes) -> int:
        """The Telegram id again."""
        try:
            return int(self._ids.decrypt(bytes(blob), None))
        except InvalidTag:
            raise WrongKey("telegram id") from None

    def forget(self, session: Session, owner: str) -> None:
        """Destroy an owner's key: everything sealed for them is unreadable from now on."""
        self._known.pop(owner, None)
        session.info.pop(f"key of {owner}", None)
        if (row := session.get(OwnerKey, owner)) is not None:
            session.delete(row)

    def _key(self, session: Session, owner: str) -> AESGCM | None:
        if (fresh := session.info.get(f"key of {owner}")) is not None and session.get(
            OwnerKey, owner
        ) is not None:
            return cast(AESGCM, fresh)  # unless a savepoint took its row back
        if (known := self._known.get(owner)) is not None:
            return known
        row = session.get(OwnerKey, owner)
        return None if row is None else self._keep_key(owner, row.wrapped)

    def _keep_key(self, owner: str, wrapped: bytes) -> AESGCM:
        """Have it at hand, with not too many others; another thread may clear them at any time."""
        if len(self._known) >= self.at_hand:
            self._known.clear()
        key = self._known[owner] = AESGCM(self._unwrap(owner, wrapped))
        return key

    def _make_key(self, session: Session, owner: str) -> AESGCM:
        fresh, nonce = AESGCM.generate_key(256), os.urandom(NONCE_BYTES)
        session.add(
            OwnerKey(owner=owner, wrapped=nonce + self._wrapper.encrypt(nonce, fresh, owner.encode()))
        )
        session.flush()
        # Known to this session alone until another one has read it: the transaction may not be kept.
        session.info[f"key of {owner}"] = AESGCM(fresh)
        return AESGCM(fresh)

    def _unwrap(self, owner: str, wrapped: bytes) -> bytes:
        try:
            return self._wrapper.decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], owner.encode())
        except InvalidTag:
            raise WrongKey("owner key") from None


def _derive(master: bytes, purpose: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=b"attune " + purpose).derive(master)


def read_master_key(path: Path) -> bytes:
    """The key file: 64 hexadecimal digits. Raises `WrongKey` when it is something else."""
    try:
        key = bytes.fromhex(path.read_text().strip())
    except (OSError, ValueError):
        raise WrongKey(str(path)) from None
    if len(key) != KEY_BYTES:
        raise WrongKey(str(path))
    return key


def make_master_key(path: Path) -> bytes:
    """Write a new key file that only its owner may read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    key = os.urandom(KEY_BYTES)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    with os.fdopen(descriptor, "w") as file:
        file.write(key.hex() + "\n")
    return key
