"""A notice of the host reaches everybody once, in private; the end of a service leaves nothing behind."""

import asyncio
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import SQLModel, func, select

import bot.ending
from bot.cli import main
from bot.notices import PARTS
from bot.playground import BotProfile, Playground
from bot.settings import Settings
from bot.storage import open_beside, open_storage
from conversations.dialogue.events import Command
from conversations.dialogue.phrases import say
from conversations.dialogue.telling_all import BATCH, SHORTLY, tell_some
from conversations.dialogue.turn import handle
from conversations.records.couples import Couple
from conversations.records.database import transaction
from conversations.records.deliveries import LIFETIME, Delivery, Urgency
from conversations.records.ending import erase_all
from conversations.records.notices import about
from conversations.records.parting import part
from conversations.records.partners import Partner, add_partner
from conversations.records.sealing import OwnerKey
from tests.evening import TOKEN, Evening, Phone, an_evening, served, settings_in
from tests.journeys.setting_up import sets_up_in_english, sets_up_in_japanese
from tests.records.full_lives import live
from tests.stage import Stage, paired

WRITTEN = """
id = "one"
contact = "noa@example.org"
en.happened = "A copy of the database was on a computer that was stolen."
ja.happened = "データベースの控えが入ったパソコンが盗まれました。"
en.when = "On 20 November 2026."
ja.when = "2026年11月20日。"
en.data = "All of it, encrypted; the key was elsewhere."
ja.data = "すべてです。暗号化してあり、鍵は別の場所にありました。"
en.done = "The key was changed."
ja.done = "鍵を替えました。"
en.you = "Nothing has to be done."
ja.you = "特にありません。"
"""
READ = (
    "About your data in Attune\n"
    "Something has happened that you have a right to know of.\n"
    "What happened: A copy of the database was on a computer that was stolen.\n"
    "When: On 20 November 2026.\n"
    "Which data: All of it, encrypted; the key was elsewhere.\n"
    "What was done: The key was changed.\n"
    "What you can do: Nothing has to be done.\n"
    "Whom you can ask: noa@example.org"
)


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the host types commands: a folder with a notice in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "C.UTF-8")
    (tmp_path / "breach.toml").write_text(WRITTEN)
    return tmp_path


def meant_for(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on commands are about the bot with these settings."""
    values = {"BOT_TOKEN": TOKEN, "BOT_API_URL": settings.bot_api_url, "DATA_DIR": str(settings.data_dir),
              "KEY_FILE": str(settings.key_file), "OPERATOR_NAME": "Noa"}  # fmt: skip
    for name, value in values.items():
        monkeypatch.setenv(name, value)


async def types(*words: str) -> int:
    return await asyncio.to_thread(main, words)


def answers(monkeypatch: pytest.MonkeyPatch, *typed: str) -> None:
    """What the host types when asked; nothing more after it."""
    given = iter(typed)

    def read(prompt: str = "") -> str:
        print(prompt)
        try:
            return next(given)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", read)


@dataclass
class Group:
    """An evening of two people who share a chat."""

    here: Evening
    aki: Phone
    mika: Phone
    us: int


@asynccontextmanager
async def two(folder: Path, playground: Playground | None = None) -> AsyncIterator[Group]:
    """Attune runs, and Aki and Mika have set it up."""
    async with an_evening(folder, playground=playground) as here:
        aki, mika = here.person("Aki", "ja"), here.person("Mika", "en")
        us = here.group(aki, mika)
        await sets_up_in_japanese(aki, us)
        await sets_up_in_english(mika, us)
        await mika.sees("You're connected.")
        await aki.sees("つながりました。")
        await mika.sees("準備ができました。", us)
        yield Group(here, aki, mika, us)


def posted(settings: Settings, notice: str) -> int:
    """How many messages of a notice there are or were."""
    storage = open_beside(settings)
    with transaction(storage.engine) as session:
        found = len(session.exec(select(Delivery.id).where(Delivery.about == about(notice))).all())
    storage.close()
    return found


def test_everybody_reads_of_a_breach_once_in_private_while_the_bot_runs(
    typed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def evening() -> None:
        async with two(typed) as they:
            meant_for(they.here.settings, monkeypatch)
            group = they.mika.texts(they.us)
            answers(monkeypatch, "2")
            assert await types("notice", "breach") == 0
            assert await they.mika.sees("About your data") == READ
            assert "控えが入ったパソコンが盗まれました。" in await they.aki.sees("Attuneに保存されている")
            assert await types("notice", "breach", "--yes") == 0
            assert posted(they.here.settings, "breach one") == 2
            assert they.mika.texts(they.us) == group

    asyncio.run(evening())
    said = capsys.readouterr().out
    assert "English, read by 1:" in said and "Japanese, read by 1:" in said and READ in said
    assert "Posted to 2." in said and "Everybody has been told." in said


@pytest.mark.parametrize("answer", [(), ("yes",), ("3",)])
def test_nobody_is_told_before_the_host_has_typed_how_many(
    typed: Path, monkeypatch: pytest.MonkeyPatch, answer: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    settings = lived_in(typed, monkeypatch)
    answers(monkeypatch, *answer)
    assert main(["notice", "breach"]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "Nothing was sent."
    assert posted(settings, "breach one") == 0


def lived_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A database with two people in it; no bot runs on it."""
    settings = settings_in(folder, "http://127.0.0.1:9")
    storage = open_storage(settings)
    live(storage.engine, storage.sealer, 7)
    storage.close()
    meant_for(settings, monkeypatch)
    return settings


def test_without_a_file_one_is_written_and_what_is_left_empty_is_named(
    typed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = lived_in(typed, monkeypatch)
    monkeypatch.setenv("OPERATOR_CONTACT", 'Noa "N" <noa@example.org>')
    assert main(["notice", "breach", "fresh.toml", "--yes"]) == 2
    assert "fresh.toml is there now." in capsys.readouterr().err
    assert (typed / "fresh.toml").stat().st_mode & 0o777 == 0o600
    assert main(["notice", "breach", "fresh.toml", "--yes"]) == 2
    empty = re.findall(r"^(\S+) is empty", capsys.readouterr().err, flags=re.MULTILINE)
    assert empty == [f"{language}.{part}" for part in PARTS for language in ("en", "ja")]
    assert posted(settings, "breach one") == 0


def test_what_cannot_be_read_or_sent_is_refused(
    typed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lived_in(typed, monkeypatch)
    (typed / "breach.toml").write_text("id = ")
    assert main(["notice", "breach", "--yes"]) == 2
    assert "cannot be read" in capsys.readouterr().err
    (typed / "breach.toml").write_text(WRITTEN.replace("On 20 November 2026.", "x" * 4000))
    assert main(["notice", "breach", "--yes"]) == 2
    assert re.search(r"In English it has \d+ characters; Telegram takes 4096", capsys.readouterr().err)


def test_what_was_broken_off_goes_on_and_tells_nobody_twice(stage: Stage) -> None:
    """The process ends after the first transaction; the next one begins with those who are left."""
    count = BATCH + 7
    with transaction(stage.engine) as session:
        for id in range(1, count + 1):
            add_partner(session, stage.attune.sealer, id, f"P{id}", "en", stage.now)

    def some() -> int:
        with transaction(stage.engine) as session:
            said = say("notices.ended.text", operator="Noa")
            return tell_some(
                session, stage.attune.sealer, stage.attune.book, "one", lambda _: said, stage.now
            )

    assert some() == BATCH
    stage.deliver()
    assert [some(), some(), some()] == [7, 0, 0]
    stage.deliver()
    assert [len(stage.chats[id]) for id in range(1, count + 1)] == [1] * count


def tells(stage: Stage, notice: str = "one") -> None:
    with transaction(stage.engine) as session:
        said = say("notices.ended.text", operator="Noa")
        tell_some(session, stage.attune.sealer, stage.attune.book, notice, lambda _: said, stage.now)


def test_it_is_left_to_the_attune_that_runs_and_waits_for_a_week(stage: Stage) -> None:
    """Not claimed by the command, which sends nothing: it would count as perhaps sent, and come marked as a repeat."""
    paired(stage)
    tells(stage)
    with transaction(stage.engine) as session:
        for one in session.exec(select(Delivery).where(Delivery.about == about("one"))):
            assert (one.attempts, one.unsure, one.due_at) == (0, 0, stage.now + SHORTLY)
            assert one.expires_at == one.due_at + LIFETIME[Urgency.RELAY]


def test_who_leaves_or_keeps_apart_in_between_is_told_all_the_same(stage: Stage) -> None:
    aki, mika = paired(stage)
    with transaction(stage.engine) as session:
        for one in session.exec(select(Partner)):
            one.apart_since, one.discreet = (stage.now, True) if one.language == "en" else (None, False)
    tells(stage)
    handle(Command(10**6, aki.who, aki.private, "leave", "", 10**6), stage.now, stage.attune)
    with transaction(stage.engine) as session:
        part(session, session.exec(select(Couple)).one(), stage.now)
    stage.deliver()
    assert any(text.startswith("This Attune has ended") for text in mika.texts)
    assert any(text.startswith("このAttuneは終わりました") for text in aki.texts)


def test_at_night_it_does_not_ring(stage: Stage) -> None:
    aki, mika = paired(stage)
    stage.now = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)  # night in London, morning in Tokyo
    tells(stage)
    stage.deliver()
    assert (mika.shown[-1].message.silent, aki.shown[-1].message.silent) == (True, False)


def test_the_end_is_told_and_nothing_is_left(
    typed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def evening() -> None:
        playground = Playground(TOKEN, BotProfile())
        async with two(typed, playground) as they:
            settings = they.here.settings
            meant_for(settings, monkeypatch)
            assert await types("shutdown", "--erase", "--yes") == 2  # it runs
            assert "Another Attune is running" in capsys.readouterr().err
        copies = typed / "copies"
        shutil.copytree(settings.data_dir, copies / "data")
        shutil.copy(settings.key_file, copies / "master.key")
        async with served(playground) as address:
            monkeypatch.setenv("BOT_API_URL", address)
            answers(monkeypatch, "yes")
            assert await types("shutdown", "--erase") == 1
            assert capsys.readouterr().out.splitlines()[-1] == "Nothing was sent, and nothing was erased."
            answers(monkeypatch, "erase everything")
            assert await types("shutdown", "--erase") == 0
        assert they.mika.texts()[-1].startswith("This Attune has ended\nNoa has closed it.")
        assert they.aki.texts()[-1].startswith("このAttuneは終わりました")
        assert {one.name for one in settings.data_dir.iterdir()} <= {"erased.txt", "attune.db.lock"}
        assert not settings.key_file.exists()
        comes_back(copies, settings)

    asyncio.run(evening())
    assert "Everything is erased." in capsys.readouterr().out


def comes_back(copies: Path, settings: Settings) -> None:
    """A copy from before, with its key, beside the list of who was erased: nobody is in it any more."""
    shutil.copy(copies / "data" / "attune.db", settings.data_dir)
    shutil.copy(copies / "master.key", settings.key_file)
    storage = open_storage(settings)
    with transaction(storage.engine) as session:
        assert session.exec(select(Partner)).all() == []
        assert [one.owner for one in session.exec(select(OwnerKey)) if ":" in one.owner] == []
    storage.close()


def test_as_long_as_somebody_has_not_got_it_nothing_is_erased(
    typed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And the next try tells only those who are left."""

    async def evening() -> None:
        playground = Playground(TOKEN, BotProfile())
        async with two(typed, playground) as they:
            settings = they.here.settings
        meant_for(settings, monkeypatch)
        async with served(playground) as address:
            monkeypatch.setenv("BOT_API_URL", address)
            with monkeypatch.context() as hasty:
                hasty.setattr(bot.ending, "PATIENCE", timedelta(0))
                hasty.setattr(bot.ending, "EACH", timedelta(0))
                assert await types("shutdown", "--erase", "--yes") == 1
            assert posted(settings, "ended") == 2
            assert await types("shutdown", "--erase", "--yes") == 0
        assert [text.split("\n")[0] for text in they.mika.texts()].count("This Attune has ended") == 1

    asyncio.run(evening())
    assert "2 have not got it yet, so nothing was erased." in capsys.readouterr().out


def test_the_end_is_announced_and_all_goes_on(
    typed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def evening() -> None:
        async with two(typed) as they:
            meant_for(they.here.settings, monkeypatch)
            last = datetime.now(UTC) + timedelta(days=14)
            for _ in range(2):
                assert await types("shutdown", "--erase", "--in", "14d", "--yes") == 0
            seen = await they.mika.sees("This Attune ends after")
            assert str(last.year) in seen and "Noa is closing it." in seen
            await they.aki.sees("このAttuneは")
            assert posted(they.here.settings, f"ending {last.date()}") == 2
            they.mika.says("/menu")
            await they.mika.sees("What")

    asyncio.run(evening())
    assert "Nothing is erased yet." in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", [("shutdown",), ("shutdown", "--yes"), ("shutdown", "--in", "14d"), ("shutdown", "--erase", "--in", "soon"),
              ("shutdown", "--erase", "--in", "0d", "--yes")]
)  # fmt: skip
def test_it_does_not_end_by_mistake(
    typed: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    settings = lived_in(typed, monkeypatch)
    assert main(words) == 2
    assert capsys.readouterr().out.startswith("Say --erase")
    assert settings.key_file.exists()
    assert posted(settings, "ended") == 0


def test_not_a_row_and_not_a_key_is_left_in_any_table(stage: Stage) -> None:
    live(stage.engine, stage.attune.sealer, 7, couples=2)
    erase_all(stage.engine)
    with transaction(stage.engine) as session:
        left = {table.name: session.execute(select(func.count()).select_from(table)).scalar_one()
                for table in SQLModel.metadata.sorted_tables}  # fmt: skip
    assert {name: count for name, count in left.items() if count} == {}
