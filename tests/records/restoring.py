"""A folder with a database that is backed up, stopped, restored and started again; and the people in it."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from sqlmodel import select

from bot.settings import Settings
from bot.storage import Storage, open_storage
from conversations.dialogue.phrasebook import Reader
from conversations.records.database import transaction
from conversations.records.deliveries import Delivery, DeliveryState, Message, Urgency, post
from conversations.records.ledger import Ledger
from conversations.records.sealing import OwnerKey, person
from tests.flows.needing import BOOK
from tests.flows.shared_evening import partner
from tests.stage import Phone, Stage, lives_in


@dataclass
class Place:
    """A folder with a database, and Attune on it. Time stands still between two starts."""

    settings: Settings
    storage: Storage
    stage: Stage

    @property
    def file(self) -> Path:
        found = self.settings.sqlite_file
        assert found is not None
        return found

    @property
    def ledger(self) -> Ledger:
        return Ledger(self.settings.erased_path)

    def backs_up(self) -> Path:
        """A copy as a host makes one while Attune runs."""
        copy = self.file.with_name("backup.db")
        with closing(sqlite3.connect(self.file)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        return copy

    def stops(self) -> None:
        self.storage.close()

    def starts(self) -> None:
        self.storage = open_storage(self.settings, self.stage.now)
        self.stage.engine = self.storage.engine
        self.stage.attune = replace(self.stage.attune, engine=self.storage.engine, sealer=self.storage.sealer)

    def restores(self, copy: Path) -> None:
        """Put the copy in the place of the file, and start."""
        self.stops()
        for rest in ("-wal", "-shm"):
            self.file.with_name(self.file.name + rest).unlink(missing_ok=True)
        shutil.copyfile(copy, self.file)
        self.starts()

    def bytes_kept(self) -> bytes:
        """Whatever lies in the folder of the data, and the list."""
        files = [*self.file.parent.iterdir(), self.ledger.path]
        return b"".join(file.read_bytes() for file in files if file.is_file())


def another_couple(stage: Stage) -> tuple[Phone, Phone]:
    """Ren and Sora, in a group of theirs."""
    ren, sora, group = stage.person("Ren", "en"), stage.person("Sora", "en"), stage.group(-1002)
    group.adds_attune(ren)
    for phone in (ren, sora):
        phone.taps(group.shown[0].buttons[0][0], group)
        phone.opens_link()
        phone.taps("English")
        lives_in(phone, "London")
        phone.taps("Evening 20:30")
        phone.taps("Yes, I'd like this")
    return ren, sora


def is_on_its_way(stage: Stage, author: Phone, reader: Phone, words: str) -> None:
    """A message that was not sent when the backup was made."""
    message = Message(BOOK.render(words, Reader("en")))
    me, you = partner(stage, author), partner(stage, reader)
    with transaction(stage.engine) as session:
        sealer = stage.attune.sealer
        post(session, sealer, you.telegram_id, person(you.id), message, stage.now, Urgency.RELAY, me.id)


def waiting(stage: Stage) -> list[bytes]:
    with transaction(stage.engine) as session:
        return list(session.exec(select(Delivery.chat).where(Delivery.state == DeliveryState.PENDING)))


def owners(stage: Stage) -> set[str]:
    with transaction(stage.engine) as session:
        return {owner for owner in session.exec(select(OwnerKey.owner)) if ":" in owner}
