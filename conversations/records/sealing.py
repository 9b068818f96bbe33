"""Keeps what people wrote unreadable to whoever holds the database but not the key."""

import hashlib
import hmac
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV
from sqlalchemy import bindparam, func, inspect
from sqlalchemy import select as select_rows
from sqlmodel import Field, Session, SQLModel, col, select

from conversations.records.master_key import (
    KEY_BYTES,
    NONCE_BYTES,
    Wrapper,
    derive,
    read_master_keys,
)
from conversations.records.master_key import WrongKey as WrongKey  # whoever opens has to expect it

AT_HAND = 4096  # keys of owners; each takes 2.5 kB
VERSION = b"\x01"
IDS, WEBHOOK = "ids", "webhook"  # owners of what once followed from the first master key, and outlives it


class OwnerKey(SQLModel, table=True):
    """The key of one couple or one person, wrapped by the master key. Without it their words are gone."""

    __tablename__ = "owner_key"
    owner: str = Field(primary_key=True)  # "couple:ID" or "person:ID"; after a rotation also IDS and WEBHOOK
    wrapped: bytes


_KEYS = select_rows(*inspect(OwnerKey).local_table.c).where(
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
    earlier: tuple[bytes, ...] = ()  # versions of the master key before this one
    file: Path | None = None  # where all versions stand, also those to come

    def __post_init__(self) -> None:
        self.wrapper = Wrapper((self.master, *self.earlier), self.file)
        first = (self.master, *self.earlier)[-1]
        self._outlives = {IDS: derive(first, b"ids", 2 * KEY_BYTES), WEBHOOK: _for_webhook(first)}
        self._ids = AESSIV(self._outlives[IDS])

    def __repr__(self) -> str:
        return "Sealer()"

    @property
    def webhook_secret(self) -> str:
        """64 hexadecimal digits, the same for every process on this database."""
        return self._outlives[WEBHOOK].hex()

    def recognise(self, session: Session) -> None:
        """See that the key fits the database, and take what outlived an earlier one. Raises `WrongKey`."""
        for owner in (*self._outlives, *_at_both_ends(session)):
            if (row := session.get(OwnerKey, owner)) is not None:
                key = self.wrapper.unwrap(owner, row.wrapped)
                self._outlives |= {owner: key} if owner in self._outlives else {}
        self._ids = AESSIV(self._outlives[IDS])

    def let_outlive(self, session: Session) -> None:
        """Keep what follows from the master key apart from it, before the first rotation."""
        for owner, key in self._outlives.items():
            if session.get(OwnerKey, owner) is None:
                session.add(OwnerKey(owner=owner, wrapped=self.wrapper.wrap(owner, key)))

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
        except (InvalidTag, ValueError):
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
        except (InvalidTag, ValueError):
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
        key = self._known[owner] = AESGCM(self.wrapper.unwrap(owner, wrapped))
        return key

    def _make_key(self, session: Session, owner: str) -> AESGCM:
        fresh = AESGCM.generate_key(256)
        session.add(OwnerKey(owner=owner, wrapped=self.wrapper.wrap(owner, fresh)))
        session.flush()
        # Known to this session alone until another one has read it: the transaction may not be kept.
        session.info[f"key of {owner}"] = AESGCM(fresh)
        return AESGCM(fresh)


def _for_webhook(master: bytes) -> bytes:
    return hmac.new(master, b"attune webhook", hashlib.sha256).digest()


def _at_both_ends(session: Session) -> Iterator[str]:
    """The first and the last owner: a rotation that was broken off has come to one of them and not to the other."""
    for end in (func.min, func.max):
        if (owner := session.exec(select(end(OwnerKey.owner))).one()) is not None:
            yield owner


def open_key_file(path: Path) -> Sealer:
    """A sealer with every version in the file. Raises `WrongKey` when it is no key file."""
    newest, *earlier = read_master_keys(path)
    return Sealer(newest, earlier=tuple(earlier), file=path)
