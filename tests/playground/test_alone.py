"""The playground by itself, as a command: no Attune, one or several bots, and transcripts in files."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import tomllib
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from bot.playground.alone import NotStarted, read_bot, with_bots
from bot.playground.client import Phones
from tests.programs import running

ROOT = Path(__file__).parents[2]
EITHER = pytest.mark.parametrize("command", [("bot.playground",), ("bot", "playground")])


def lines_of(process: subprocess.Popen[str], count: int) -> list[str]:
    assert process.stdout is not None
    return [process.stdout.readline().rstrip("\n") for _ in range(count)]


def address_in(lines: list[str]) -> str:
    found = re.search(r"http://127\.0\.0\.1:\d+", "\n".join(lines))
    assert found is not None, lines
    return found[0]


def call(address: str, method: str, **values: object) -> Any:
    body = json.dumps(values).encode()
    request = urllib.request.Request(f"{address}/{method}", body, {"Content-Type": "application/json"})  # noqa: S310
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 (http, here)
        return json.load(answer)["result"]


@EITHER
def test_it_says_where_it_is_and_stops_when_told(tmp_path: Path, command: tuple[str, ...]) -> None:
    with running(
        tmp_path, *command, "--port", "0", "--bot", "5:a", "--bot", "6:b:quiz_bot", CI="1"
    ) as process:
        lines = lines_of(process, 5)
        address = address_in(lines)
        assert lines == [
            "The playground is running: a local Telegram, for any bot in any language.",
            f"  Page         {address}",
            f"  @play5_bot   {address}/bot5:a/METHOD",
            f"  @quiz_bot   {address}/bot6:b/METHOD",
            "Stop with Ctrl+C.",
        ]
        assert call(f"{address}/bot6:b", "getMe")["username"] == "quiz_bot"
        assert Phones(address).state()["scenarios"] == []
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0


def test_it_speaks_japanese_where_the_computer_does(tmp_path: Path) -> None:
    with running(tmp_path, "bot.playground", "--port", "0", LANG="ja_JP.UTF-8", CI="1") as process:
        lines = lines_of(process, 4)
        assert (
            lines[0]
            == "プレイグラウンドが動いています。どの言語で書いたボットでも試せる、手元の Telegram です。"
        )
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0


def test_an_evening_is_kept_in_a_file_and_played_again_from_it(tmp_path: Path) -> None:
    with running(tmp_path, "bot.playground", "--port", "0", "--record", "evening.jsonl", CI="1") as process:
        phones = Phones(address_in(lines_of(process, 5)))
        phones.start(phones.add_user("Aki")["id"])
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
    with running(tmp_path, "bot.playground", "--port", "0", "--replay", "evening.jsonl", CI="1") as process:
        address = address_in(lines_of(process, 5))
        heard = call(f"{address}/bot1:demo", "getUpdates", timeout=20)
        assert [update["message"]["text"] for update in heard] == ["/start"]
        assert lines_of(process, 1) == [
            "Replayed. Done: 2, not possible: 0, bot late: 0, chats that read differently: 0."
        ]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (
            ("--bot", "x"),
            "x is not a bot; write a token like 1:demo, or a token and a name like 1:demo:my_bot.",
        ),
        (("--bot", "1:a", "--bot", "1:b"), "1:b has the same number or name as a bot before it."),
        (("--record", "."), "The file . cannot be made; perhaps it is there already."),
        (("--replay", "none"), "The file none is not a transcript that can be read."),
    ],
)
def test_what_it_cannot_begin_with_is_said(tmp_path: Path, words: tuple[str, ...], complaint: str) -> None:
    with running(tmp_path, "bot.playground", "--port", "0", *words, CI="1") as process:
        _, told = process.communicate(timeout=60)
    assert (process.returncode, told) == (2, f"{complaint}\n")


def test_a_bot_is_named_by_its_token_and_perhaps_a_name() -> None:
    named = [read_bot(given) for given in ("1:demo", "77:A-b_c:tea_bot")]
    assert [(bot.token, bot.profile.username) for bot in named] == [
        ("1:demo", "play1_bot"),
        ("77:A-b_c", "tea_bot"),
    ]
    assert list(with_bots(tuple(named), strict_rates=True).telegram.accounts) == [1, 77]


@pytest.mark.parametrize("given", ["", "demo", "1", "0:a", "1:a:b:c", "1:a:1", "1:a b", "x:y"])
def test_what_is_no_bot_is_refused(given: str) -> None:
    with pytest.raises(NotStarted):
        read_bot(given)


def test_every_line_of_the_command_is_there_in_both_languages() -> None:
    source = (ROOT / "bot" / "playground" / "alone.py").read_text(encoding="utf-8")
    used = set(re.findall(r'"playground\.(\w+)"', source))
    for language in ("en", "ja"):
        page = ROOT / "conversations" / "content" / language / "cli.toml"
        assert set(tomllib.loads(page.read_text(encoding="utf-8"))["playground"]) == used
