"""The commands as a host types them, each in a process of its own."""

import json
import re
import signal
import subprocess
import sys
import time
import urllib.request
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot import __version__
from bot.web import listen
from tests.programs import environment, running


def run(folder: Path, *words: str, **values: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 (our own program)
        [sys.executable, "-m", "bot", *words],
        cwd=folder,
        env=environment(folder, **values),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def lines_of(process: subprocess.Popen[str], count: int) -> list[str]:
    assert process.stdout is not None
    return [process.stdout.readline().rstrip("\n") for _ in range(count)]


def post(url: str, **values: object) -> dict[str, Any]:
    body = json.dumps(values).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})  # noqa: S310 (http, here)
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        found: dict[str, Any] = json.load(answer)
        return found


def newest(address: str, user: int) -> str:
    """The newest text in somebody's chat with the bot, whose id is 1."""
    with urllib.request.urlopen(f"{address}/sim/chat?user={user}&chat=1", timeout=60) as answer:  # noqa: S310
        return str(json.load(answer)["messages"][-1]["text"])


def test_the_demo_runs_a_couple_and_stops_cleanly(tmp_path: Path) -> None:
    with running(tmp_path, "bot", "demo", "--no-browser", "--port", "0") as process:
        said = lines_of(process, 5)
        address = re.findall(r"http://127\.0\.0\.1:\d+", said[1])[0]
        assert said == [
            "Attune is running, without Telegram and without an account.",
            f"  Playground   {address}",
            "  Data         in a temporary folder with its own key, gone when you stop",
            "  Next         python3 run.py setup    connects your own bot",
            "Stop with Ctrl+C.",
        ]
        done = post(f"{address}/sim/scenarios/couple")
        assert (done["ok"], len(done["users"])) == (True, 2)
        process.send_signal(signal.SIGTERM)
        rest, errors = process.communicate(timeout=10)
        assert (process.returncode, rest) == (0, "")
        assert "Traceback" not in errors
    assert list(tmp_path.iterdir()) == []


def test_the_clock_of_the_demo_brings_the_evening(tmp_path: Path) -> None:
    with running(tmp_path, "bot", "demo", "--no-browser", "--port", "0", TZ="Asia/Tokyo") as process:
        address = lines_of(process, 5)[1].split()[-1]
        aki, mika = post(f"{address}/sim/scenarios/couple")["users"]
        post(f"{address}/sim/clock", set=next_evening())
        until = time.monotonic() + 60
        while "Mika" not in newest(address, mika) or "Aki" not in newest(address, aki):
            assert time.monotonic() < until


def next_evening() -> str:
    """Half past eight in Tokyo, and a few seconds, as it comes next."""
    now = datetime.now(ZoneInfo("Asia/Tokyo"))
    evening = now.replace(hour=20, minute=30, second=5)
    return (evening if evening > now else evening + timedelta(days=1)).isoformat()


def test_the_demo_takes_the_next_free_port_and_speaks_the_language_of_the_computer(tmp_path: Path) -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        words = ("demo", "--no-browser", "--port", str(port))
        with running(tmp_path, "bot", *words, LANG="ja_JP.UTF-8", PYTHONUTF8="1") as process:
            said = lines_of(process, 3)
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=10)
            assert process.returncode == 0
    assert said[0] == f"ポート {port} はふさがっているので、次に空いている番号を使います。"
    assert said[1] == "Attune が動いています。Telegram もアカウントも使っていません。"
    assert re.fullmatch(r"  プレイグラウンド  http://127\.0\.0\.1:\d+", said[2])


def test_a_start_that_cannot_be_says_why_and_touches_nothing(tmp_path: Path) -> None:
    done = run(tmp_path, "start", PUBLIC_URL="http://attune.example", PORT="70000")
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "BOT_TOKEN is not set; `setup` connects a bot, `demo` needs none.",
        "PUBLIC_URL does not begin with https://; Telegram brings updates to no other address.",
        "PORT has to be between 1 and 65535.",
    ]
    assert list(tmp_path.iterdir()) == []


def test_the_settings_in_force_are_shown_with_their_origin_and_without_secrets(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("OPERATOR_NAME=Noa\n")
    done = run(tmp_path, "config", BOT_TOKEN="123456:ABC-DEF")  # noqa: S106 (made up)
    shown = dict(re.findall(r"^(\S+) +(.*\S)", done.stdout, flags=re.MULTILINE))
    assert re.split(" {2,}", shown["OPERATOR_NAME"]) == ["Noa", ".env"]
    assert re.split(" {2,}", shown["BOT_TOKEN"]) == ["1234…", "environment"]
    assert "ABC-DEF" not in done.stdout


def test_the_version_is_told(tmp_path: Path) -> None:
    assert run(tmp_path, "--version").stdout == f"attune {__version__}\n"


def test_a_database_is_made_and_brought_up_to_date(tmp_path: Path) -> None:
    assert run(tmp_path, "migrate").stdout == "The database is up to date.\n"
    assert (tmp_path / "data" / "attune.db").is_file()


def test_nobody_is_ready_where_nobody_runs(tmp_path: Path) -> None:
    with listen("127.0.0.1", 0) as nobody:
        port = nobody.getsockname()[1]
    done = run(tmp_path, "health", PORT=str(port))
    assert (done.returncode, done.stdout) == (1, "not ready\n")


@pytest.mark.parametrize("language", ["C.UTF-8", "ja_JP.UTF-8"])
def test_help_names_every_command(tmp_path: Path, language: str) -> None:
    text = run(tmp_path, "--help", LANG=language, PYTHONUTF8="1").stdout
    names = "demo setup start doctor migrate keys notice shutdown config health sync-profile"
    for name in names.split():
        assert re.search(rf"^\s+{name}\b", text, flags=re.MULTILINE), name


def test_one_message_is_reworded_in_the_language_of_the_host(tmp_path: Path) -> None:
    done = run(tmp_path, "reword", "You never listen to me")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Gentle\n  ")
    assert "One answer would bring it nearer: How did it feel?" in done.stdout
    assert run(tmp_path, "reword", "なんでいつも遅いの?", LANG="ja_JP.UTF-8").stdout.startswith(
        "やわらかく\n  "
    )


def test_danger_typed_into_a_terminal_is_not_reworded(tmp_path: Path) -> None:
    done = run(tmp_path, "reword", "I want to kill myself")
    assert done.stdout.startswith("That sounds serious.")
    assert done.stdout.count("\n") == 1


def test_a_script_gets_a_line_for_a_line(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bot", "reword", "--jsonl", "--assist"]
    lines = '{"id": 1, "text": "You forgot my birthday", "lang": "en"}\n{"id": 2, "text": "死にたい", "lang": "ja"}\n'
    done = subprocess.run(  # noqa: S603 (our own program)
        command, cwd=tmp_path, env=environment(tmp_path), input=lines,
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(one["id"], one["kind"], one["taps"]) for one in found] == [(1, "reworded", 2), (2, "crisis", 0)]


def test_rewording_wants_a_message_or_lines(tmp_path: Path) -> None:
    done = run(tmp_path, "reword")
    assert done.returncode == 2
    assert done.stdout == "Give the message in quotes, or --jsonl and lines on standard input.\n"
