"""While the master key changes people go on, and whoever is killed then loses nothing (G-19)."""

import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from conversations.records.database import open_database, transaction
from conversations.records.deliveries import Delivery, DeliveryState, read_message
from conversations.records.master_key import drop_earlier, make_master_key, read_master_keys
from conversations.records.migrate import migrate
from conversations.records.rotation import wrap_anew
from tests.databases import BOTH
from tests.faults.size import sized
from tests.programs import environment
from tests.records.full_lives import live
from tests.records.rotating import begin, opened, unreadable
from tests.seed import SEED
from tests.stage import Chat, Stage, paired


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    make_master_key(tmp_path / "keys" / "master.key")
    return tmp_path / "keys" / "master.key"


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database that several threads and processes may use."""
    if request.param == "postgres":
        return str(request.getfixturevalue("postgres_schema"))
    (tmp_path / "data").mkdir()
    return f"sqlite:///{tmp_path}/data/attune.db"


@pytest.fixture
def shared(url: str) -> Iterator[Engine]:
    engine = open_database(url)
    migrate(engine)
    yield engine
    engine.dispose()


def test_turns_go_on_while_the_key_changes_again_and_again(shared: Engine, key_file: Path) -> None:
    """G-19: three couples live, each with a process of its own, while the key is changed; all of it opens."""
    print(f"ATTUNE_SEED={SEED}")
    chance, ended = random.Random(SEED), threading.Event()  # noqa: S311
    failed: list[BaseException] = []

    def lives(number: int) -> None:
        try:
            for life in count():
                if not ended.wait(0.2):  # or they would leave the rotation no room at all
                    a_life(shared, key_file, 1000 * (1 + 3 * life + number), chance.randrange(2))
                else:
                    return
        except BaseException as error:
            failed.append(error)

    a_life(shared, key_file, 500, 0)  # somebody was here before
    threads = [threading.Thread(target=lives, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    try:
        wrapped = [changes_key(shared, key_file) for _ in range(sized(2, 40))]
    finally:
        ended.set()
        for thread in threads:
            thread.join()
    assert failed == []
    assert wrapped[-1] > wrapped[0]
    assert unreadable(shared, opened(shared, key_file)) == []


def changes_key(database: Engine, key_file: Path) -> int:
    """A whole rotation, and the end of it."""
    done = wrap_anew(database, begin(database, key_file), batch=40)
    wrap_anew(database, opened(database, key_file))
    threading.Event().wait(0.3)  # until whoever began before is done; the command waits for longer
    wrap_anew(database, opened(database, key_file))
    drop_earlier(key_file)
    return done


class OneOfSeveral(Stage):
    """A stage beside others on the same database: its people and their chat have numbers of their own."""

    first = 0

    def group(self, chat_id: int = 0) -> Chat:
        return Chat(self, -self.first)

    def deliver(self) -> None:
        mine = [self.attune.sealer.seal_id(id) for id in (-self.first, *self.phones)]
        with transaction(self.engine) as session:
            waiting = select(Delivery).where(
                Delivery.state == DeliveryState.PENDING, col(Delivery.chat).in_(mine)
            )
            for one in session.exec(waiting.order_by(col(Delivery.id))):
                chat = self.attune.sealer.open_id(one.chat)
                one.sent_message_id = self._arrive(chat, read_message(session, self.attune.sealer, one))
                one.state, one.body = DeliveryState.SENT, b""


def a_life(database: Engine, key_file: Path, first: int, needs: int) -> None:
    """Two people become a couple and ask each other for something, in a process with a memory of its own."""
    stage = OneOfSeveral(database)
    stage.first, stage.ids = first, count(first + 1)
    stage.attune = replace(stage.attune, sealer=opened(database, key_file))
    aki, mika = paired(stage)
    for _ in range(needs):
        for phone in (aki, mika):
            phone.says("/need")
            phone.taps(phone.buttons[0][0])


def killed(url: str, key_file: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 (our own program)
        [sys.executable, "-m", "tests.records.killed_rotating", str(sized(3, 1))],
        cwd=key_file.parent,
        env=environment(key_file.parent, DATABASE_URL=url.replace("+psycopg", ""), KEY_FILE=str(key_file)),
        capture_output=True,
        text=True,
        check=False,
    )


def test_killed_at_any_step_it_goes_on_from_there(shared: Engine, url: str, key_file: Path) -> None:
    """G-19: `kill -9` before each commit and each change of the key file, and after."""
    live(shared, opened(shared, key_file), first=100, couples=sized(2, 6))
    shared.dispose()
    done = killed(url, key_file)
    assert done.returncode == 0, done.stderr[-2000:]
    *said, deaths = done.stdout.strip().splitlines()
    assert min(int(number) for number in deaths.split()) > sized(1, 6)
    assert len(read_master_keys(key_file)) == 1
    assert unreadable(shared, opened(shared, key_file)) == []
