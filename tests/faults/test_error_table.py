"""What may have arrived, or never left: each row of the table of errors, made by a real socket, and its end."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from bot.connections import AT_ONCE
from bot.messenger import TelegramMessenger
from conversations.dialogue.phrasebook import Text
from conversations.records.deliveries import Message, Urgency
from scheduler.errands import Arrived, Outcome, TryLater, Unsure
from tests.evening import soon
from tests.faults.proxy import Ending, Fault, a_line_to, nothing, says
from tests.faults.sender import (
    AGAIN,
    PATIENCE_ENDED,
    UNSURE,
    Hasty,
    Sender,
    bot_over,
    hasty_bot,
    in_turn,
    play,
    towards,
)
from tests.faults.table import ARRIVES, BROKEN, PAGE, SILENT
from tests.scheduler.outbox import put

WORDS, PROMPT, DONE = "水をください", "今日はどうでしたか？", "できました。"
HELLO = Message(Text("hello"))


def test_what_may_have_arrived_is_sent_twice_more_and_says_so(tmp_path: Path) -> None:
    async def scene(sender: Sender) -> None:
        mika, noa = sender.person("Mika", "en"), sender.person("Noa", "en")
        akis = {name: sender.person("Aki", "ja") for name in BROKEN}
        sender.line.chooses = towards({akis[name].telegram_id: fault for name, (fault, _) in BROKEN.items()})
        for aki in akis.values():
            put(aki, WORDS, author=mika)
            put(aki, PROMPT, Urgency.PROMPT)  # that one is not repeated
        await sender.delivers_all()
        copies = [WORDS, AGAIN + WORDS, AGAIN + WORDS, PROMPT]
        assert {name: (sender.made_for(aki), sender.texts(aki)) for name, aki in akis.items()} == {
            name: ([Unsure(reason)] * 4, copies if fault.reaches else [])
            for name, (fault, reason) in BROKEN.items()
        }
        assert sender.states() == ["unconfirmed"] * 2 * len(akis) + ["sent"] * len(akis)
        assert sender.texts(mika) == [UNSURE] * len(akis)
        assert sender.texts(noa) == []

    play(tmp_path, scene)


def test_what_is_never_answered_is_sent_twice_more_and_says_so(tmp_path: Path) -> None:
    async def scene(sender: Sender) -> None:
        mika = sender.person("Mika", "en")
        akis = {name: sender.person("Aki", "ja") for name in SILENT}
        sender.line.chooses = towards({akis[name].telegram_id: fault for name, fault in SILENT.items()})
        for aki in akis.values():
            put(aki, WORDS, author=mika)
        await sender.delivers_all()
        copies = [WORDS, AGAIN + WORDS, AGAIN + WORDS]
        assert {name: sender.texts(aki) for name, aki in akis.items()} == {
            name: copies if fault.reaches else [] for name, fault in SILENT.items()
        }
        for aki in akis.values():
            made = [outcome for outcome in sender.made_for(aki) if outcome != TryLater(2)]
            assert len(made) == 3
            assert set(made) <= set(PATIENCE_ENDED)
        assert sender.states()[: len(akis)] == ["unconfirmed"] * len(akis)
        assert UNSURE in sender.texts(mika)

    play(tmp_path, scene, hasty_bot)


def test_once_the_line_is_in_order_again_one_repeat_is_enough(tmp_path: Path) -> None:
    async def scene(sender: Sender) -> None:
        mika = sender.person("Mika", "en")
        akis = {name: sender.person("Aki", "ja") for name in BROKEN}
        once = {akis[name].telegram_id: [fault] for name, (fault, _) in BROKEN.items()}
        sender.line.chooses = in_turn(once)
        for aki in akis.values():
            put(aki, WORDS, author=mika)
        await sender.delivers_all()
        assert {name: sender.texts(aki) for name, aki in akis.items()} == {
            name: [WORDS] * fault.reaches + [AGAIN + WORDS] for name, (fault, _) in BROKEN.items()
        }
        assert set(sender.states()) == {"sent"}
        assert sender.texts(mika) == []

    play(tmp_path, scene)


def test_an_edit_is_made_until_it_is_known_to_be_made(tmp_path: Path) -> None:
    async def scene(sender: Sender) -> None:
        akis = {name: sender.person("Aki", "ja") for name in BROKEN}
        for aki in akis.values():
            first = await sender.sends(aki, WORDS)
            assert isinstance(first, Arrived)
            put(aki, DONE, edits=first.message_id)
        four_times = {akis[name].telegram_id: [fault] * 4 for name, (fault, _) in BROKEN.items()}
        sender.line.chooses = in_turn(four_times)
        await sender.delivers_all()
        assert {name: sender.made_for(aki)[1:-1] for name, aki in akis.items()} == {
            name: [TryLater(2)] * 4 for name in BROKEN
        }
        assert {name: sender.texts(aki) for name, aki in akis.items()} == {name: [DONE] for name in BROKEN}
        assert set(sender.states()) == {"sent"}

    play(tmp_path, scene)


def test_what_looks_odd_and_has_arrived_is_not_sent_again(tmp_path: Path) -> None:
    async def scene(sender: Sender) -> None:
        akis = {name: sender.person("Aki", "ja") for name in ARRIVES}
        sender.line.chooses = towards({akis[name].telegram_id: fault for name, fault in ARRIVES.items()})
        for aki in akis.values():
            put(aki, WORDS)
        await sender.delivers_all()
        assert {name: sender.texts(aki) for name, aki in akis.items()} == {
            name: [WORDS] * fault.reaches for name, fault in ARRIVES.items()
        }
        assert set(sender.states()) == {"sent"}
        known = [row.sent_message_id is not None for row in sender.rows()]
        assert dict(zip(ARRIVES, known, strict=True)) == {
            "byte by byte": True, "twice": True, "truncated JSON": False
        }  # fmt: skip

    play(tmp_path, scene)


def test_what_was_never_sent_is_tried_until_it_arrives_once(tmp_path: Path) -> None:
    async def scene(sender: Sender) -> None:
        aki, mika = sender.person("Aki", "ja"), sender.person("Mika", "en")
        await sender.line.goes_away()
        put(aki, WORDS, author=mika)
        put(mika, "How was today?", Urgency.PROMPT)
        for _ in range(7):
            await sender.delivers_later()
        assert sender.made_for(aki) == sender.made_for(mika) == [TryLater(2)] * 7
        assert [(row.state, row.unsure) for row in sender.rows()] == [("pending", 0)] * 2
        await sender.line.comes_back()
        await sender.delivers_all()
        assert (sender.texts(aki), sender.texts(mika)) == ([WORDS], ["How was today?"])

    play(tmp_path, scene)


def test_a_name_that_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody_knows(*asked: object, **more: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody_knows)
    assert tried_at("http://telegram.invalid") == TryLater(2)


def test_a_server_that_takes_no_more_connections() -> None:
    with nobody_accepting() as address:
        assert tried_at(address) == TryLater(2)


def test_a_proxy_that_finds_no_way_to_telegram(monkeypatch: pytest.MonkeyPatch) -> None:
    async def evening() -> Outcome:
        async with a_line_to("http://127.0.0.1:1") as line:
            line.chooses = lambda call: Fault(0, says(502, PAGE))
            monkeypatch.setenv("https_proxy", line.address)
            return await tried("https://telegram.invalid")

    assert asyncio.run(evening()) == TryLater(2)


def test_all_connections_are_taken(tmp_path: Path) -> None:
    async def scene(sender: Sender) -> None:
        aki, mika = sender.person("Aki", "ja"), sender.person("Mika", "en")
        sender.line.chooses = towards({mika.telegram_id: Fault(1, nothing, Ending.HANGS)})
        pool = Hasty(sender.line.address, connect=60, read=60)
        async with bot_over(pool, sender.line.address) as bot:
            messenger = TelegramMessenger(bot)
            others = [asyncio.create_task(messenger.send(mika.telegram_id, HELLO)) for _ in range(AT_ONCE)]
            await soon(lambda: len(sender.texts(mika)) == AT_ONCE or None)
            pool.connect = 0.2
            assert await messenger.send(aki.telegram_id, HELLO) == TryLater(2)
            for one in others:
                one.cancel()
            await asyncio.gather(*others, return_exceptions=True)
        assert sender.texts(aki) == []

    play(tmp_path, scene)


def tried_at(address: str) -> Outcome:
    return asyncio.run(tried(address))


async def tried(address: str) -> Outcome:
    """What the messenger makes of one message to there."""
    bot = hasty_bot(address)
    try:
        return await TelegramMessenger(bot).send(1, HELLO)
    finally:
        await bot.request.shutdown()


@contextmanager
def nobody_accepting() -> Iterator[str]:
    """An address whose queue of connections is full, so that nobody answers to a new one at all."""
    with ExitStack() as kept:
        listening = kept.enter_context(socket.socket())
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        for _ in range(3):
            waiting = kept.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(listening.getsockname())
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
