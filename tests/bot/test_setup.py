"""`setup` asks, checks each answer at once, and writes `.env`; `doctor` says what is still to do."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import bot.doctor
from bot.doctor import look_at_disk
from bot.playground import BotProfile, Playground
from bot.settings import Settings
from bot.setup import write_env
from tests.evening import an_evening, served

ROOT = Path(__file__).parents[2]
TOKEN = "123456:" + "A" * 35  # made up

Scene = Callable[[str, Path], Awaitable[None]]


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, and an environment without our settings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "C.UTF-8")
    for name in ("LC_ALL", "LC_MESSAGES", *(name.upper() for name in Settings.model_fields)):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KEY_FILE", str(tmp_path / "keys" / "master.key"))
    return tmp_path


@dataclass(frozen=True)
class Ended:
    """A command that has ended, and all it said."""

    exit_code: int | None
    output: str


async def types(words: str, *answers: str) -> Ended:
    """A command, and what is typed when it asks."""
    command = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", *words.split()),
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await command.communicate("".join(f"{one}\n" for one in answers).encode())
    return Ended(command.returncode, said.decode())


def play(scene: Callable[[str], Awaitable[None]], monkeypatch: pytest.MonkeyPatch) -> None:
    async def evening() -> None:
        async with served(Playground(TOKEN, BotProfile())) as address:
            monkeypatch.setenv("BOT_API_URL", address)
            await scene(address)

    asyncio.run(evening())


def test_a_host_connects_a_bot_and_comes_back_to_change_one_thing(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene(address: str) -> None:
        (nowhere / ".env").write_text("# mine\nSOMETHING=else\n")
        first = await types(
            "setup", "nonsense", "1:" + "B" * 35, TOKEN, "Noa Lind", "@noa", "", "soon", "30", "fr", "ja"
        )
        assert first.exit_code == 0, first.output
        assert "That is @attune_bot." in first.output
        assert "Telegram does not know this BOT_TOKEN" in first.output
        assert "https://t.me/attune_bot?startgroup=hello" in first.output
        assert "BACKUP_DAYS is a number of days." in first.output
        code = [line for line in first.output.splitlines() if "█" in line]
        assert len(code) >= 12 and len({len(line) for line in code}) == 1
        assert (nowhere / ".env").read_text("utf-8").splitlines() == [
            "# mine",
            "SOMETHING=else",
            f"BOT_TOKEN={TOKEN}",
            'OPERATOR_NAME="Noa Lind"',
            "OPERATOR_CONTACT=@noa",
            "BACKUP_DAYS=30",
            "DEFAULT_LANGUAGE=ja",
        ]
        assert (nowhere / ".env").stat().st_mode & 0o777 == 0o600
        key = (nowhere / "keys" / "master.key").read_text()
        again = await types("setup", "", "Noa", "", "", "", "")
        assert again.exit_code == 0, again.output
        assert TOKEN not in again.output
        assert (nowhere / ".env").read_text("utf-8").splitlines() == [
            "# mine",
            "SOMETHING=else",
            f"BOT_TOKEN={TOKEN}",
            "OPERATOR_NAME=Noa",
            "OPERATOR_CONTACT=@noa",
            "BACKUP_DAYS=30",
            "DEFAULT_LANGUAGE=ja",
        ]
        assert (nowhere / "keys" / "master.key").read_text() == key

    play(scene, monkeypatch)


def test_nothing_is_written_when_telegram_is_away(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_API_URL", "http://127.0.0.1:9")
    done = asyncio.run(types("setup", TOKEN, "Noa", "", "en"))
    assert done.exit_code == 2
    assert list(nowhere.iterdir()) == []


def test_whoever_goes_away_in_the_middle_has_changed_nothing(nowhere: Path) -> None:
    done = asyncio.run(types("setup"))
    assert done.exit_code == 1
    assert "Traceback" not in done.output
    assert list(nowhere.iterdir()) == []


def test_a_line_that_is_set_twice_is_set_once(nowhere: Path) -> None:
    path = nowhere / ".env"
    path.write_text("PORT=1\nexport BOT_TOKEN=old\nPORT=2\nBOT_TOKEN=older\n")
    write_env(path, {"BOT_TOKEN": "new", "DATABASE_URL": "", "OPERATOR_NAME": 'a "b" \\c #d'})
    assert path.read_text() == 'PORT=1\nBOT_TOKEN=new\nPORT=2\nOPERATOR_NAME="a \\"b\\" \\\\c #d"\n'
    assert Settings().operator_name == 'a "b" \\c #d'


def test_the_doctor_looks_at_everything(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(address: str) -> None:
        monkeypatch.setenv("BOT_TOKEN", TOKEN)
        before = await types("doctor")
        assert before.exit_code == 0, before.output
        assert before.output.replace("(1 s apart)", "(0 s apart)").splitlines() == [  # it tells whole seconds
            f"ok    No database yet; the first start makes {Path('data/attune.db')}.",
            f"ok    There is room on the disk of {nowhere / 'data'}.",
            "ok    The clock agrees with Telegram's (0 s apart).",
            "ok    The token belongs to @attune_bot.",
            "ok    Privacy mode is on: the bot does not receive what two people write to each other.",
            "ok    Updates come the way that was set.",
            "warn  9 of the names and menus are not current; `sync-profile` sets them.",
        ]
        synced = await types("sync-profile")
        assert synced.output == "Telegram shows the current names and menus; 9 changed.\n"
        await types("migrate")
        monkeypatch.setenv("BOT_TOKEN", "1:" + "B" * 35)
        after = await types("doctor")
        assert after.exit_code == 1
        assert after.output.splitlines()[:3] == [
            "ok    The database answers and has the right shape.",
            f"ok    No key yet; the first start makes {nowhere / 'keys' / 'master.key'}.",
            "ok    No message is waiting for long.",
        ]
        assert after.output.splitlines()[-1].startswith("fix   Telegram does not know this BOT_TOKEN")

    play(scene, monkeypatch)


def test_a_bot_that_runs_is_ready(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def evening() -> None:
        async with an_evening(nowhere) as here:
            monkeypatch.setenv("PORT", str(here.settings.port))
            async with asyncio.timeout(20):
                while (done := await types("health")).exit_code:
                    assert done.output == "not ready\n"  # until the clock has ticked
            assert done.output == "ready\n"

    asyncio.run(evening())


def test_a_terminal_without_the_characters_gets_the_link_alone(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene(address: str) -> None:
        monkeypatch.setenv("PYTHONIOENCODING", "ascii")
        done = await types("setup", TOKEN, "Noa", "", "", "", "en")
        assert done.exit_code == 0, done.output
        assert "startgroup=hello" in done.output
        assert done.output.isascii()

    play(scene, monkeypatch)


def test_the_doctor_sees_a_disk_that_fills_up(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.doctor, "ROOM", 2**62)
    assert look_at_disk(Settings()).key == "disk_full"
