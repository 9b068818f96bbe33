"""Neither the token nor what people write ever reaches a log line, however it gets there."""

import ast
import gc
import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from telegram import Bot

from bot.connections import Connections
from bot.logs import OURS, Redacting, set_up_logging
from bot.messenger import telegram_bot
from bot.settings import Settings
from conversations.records.database import open_database

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"  # noqa: S105 (made up)
WORDS = "a very private sentence"


@pytest.fixture
def written() -> io.StringIO:
    return io.StringIO()


def logger_to(written: io.StringIO, name: str) -> logging.Logger:
    """A logger whose lines end up in `written`, as they would on a terminal."""
    handler = logging.StreamHandler(written)
    handler.addFilter(Redacting())
    logger = logging.getLogger(name)
    logger.handlers, logger.propagate = [handler], False
    logger.setLevel(logging.DEBUG)
    return logger


def test_libraries_are_heard_from_warning_on_and_without_their_words(written: io.StringIO) -> None:
    for name in ("httpx", "telegram.ext", "sqlalchemy.engine"):
        log = logger_to(written, name)
        log.info("POST https://api.telegram.org/bot%s/getMe", TOKEN)
        log.error('Can not load invalid JSON data: "%s"', WORDS)
    assert written.getvalue().count("\n") == 3
    assert "getMe" not in written.getvalue()
    assert TOKEN not in written.getvalue() and WORDS not in written.getvalue()
    assert "test_logs.py" in written.getvalue()


def test_our_own_lines_keep_their_words_and_lose_the_token(written: io.StringIO) -> None:
    log = logger_to(written, "bot.app")
    log.warning("asked https://api.telegram.org/bot%s/getMe", TOKEN)
    log.warning("asked http://127.0.0.1:8765/bot1:demo/getMe at 12:30")
    assert written.getvalue() == (
        "asked https://api.telegram.org/bot[token]/getMe\nasked http://127.0.0.1:8765/bot[token]/getMe at 12:30\n"
    )


def test_of_an_error_only_place_and_kind_are_told(written: io.StringIO) -> None:
    log = logger_to(written, "bot.intake")
    try:
        try:
            raise KeyError(WORDS)
        except KeyError as error:
            raise ValueError(WORDS) from error
    except ValueError:
        log.exception("update %d failed", 5)
    text = written.getvalue()
    assert text.startswith("update 5 failed\n")
    assert text.endswith("ValueError\n")
    assert "test_logs.py" in text
    assert WORDS not in text


def test_the_log_is_set_up_once_for_all(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("INFO")
    logging.getLogger("httpx").info("POST https://api.telegram.org/bot%s/getMe", TOKEN)
    logging.getLogger("attune").info("ready %s", TOKEN)
    sys.excepthook(ValueError, ValueError(WORDS), None)
    text = capsys.readouterr().err
    assert "ready [token]" in text
    assert "ValueError" in text
    assert TOKEN not in text
    assert WORDS not in text
    assert "getMe" not in text


# --- one test for each leak that reliability.md § 3.4 lists


@pytest.mark.parametrize("name", ["urllib3.connectionpool", "psycopg.pool", "py.warnings", "root", "tornado"])
def test_a_library_that_nobody_has_thought_of_is_foreign(written: io.StringIO, name: str) -> None:
    log = logger_to(written, name)
    log.info("GET /bot%s/getMe", TOKEN)
    log.critical("Received data was %s", WORDS)
    assert TOKEN not in written.getvalue() and WORDS not in written.getvalue()
    assert written.getvalue().count("\n") == 1


def test_the_library_tells_nothing_of_an_answer_that_it_cannot_read(written: io.StringIO) -> None:
    logger_to(written, "telegram")
    logging.getLogger("telegram.request.BaseRequest").setLevel(logging.DEBUG)
    with pytest.raises(Exception, match="Invalid server response"):
        Connections.parse_json_payload(f'{{"ok": true, "result": "{WORDS}'.encode())
    assert "BaseRequest" in written.getvalue() or "characters" in written.getvalue()
    assert WORDS not in written.getvalue()


def test_a_token_in_an_address_is_taken_out_however_it_is_written(written: io.StringIO) -> None:
    log = logger_to(written, "bot.app")
    log.warning("https://api.telegram.org/bot%s/getMe", TOKEN)
    log.warning("/bot%s/getMe", TOKEN.replace(":", "%3A"))
    assert TOKEN.partition(":")[2] not in written.getvalue()


def test_neither_a_bot_nor_the_settings_tell_their_secrets(written: io.StringIO) -> None:
    log = logger_to(written, "bot.app")
    bot = telegram_bot(TOKEN, "http://127.0.0.1:9")
    settings = Settings.model_construct(
        bot_token=SecretStr(TOKEN), database_url=SecretStr("postgresql://a:pw@h/d")
    )
    log.error("%s and %r", bot, Bot(TOKEN))
    log.error("%s and %r", settings, settings)
    assert TOKEN not in written.getvalue() and "pw" not in written.getvalue()
    assert written.getvalue().count("[token]") >= 1


@pytest.mark.parametrize("url", ["sqlite://", "postgresql://nobody@127.0.0.1/none"])
def test_the_database_is_asked_with_hidden_values(url: str) -> None:
    engine = open_database(url)
    assert engine.hide_parameters
    engine.dispose()


def test_a_statement_that_fails_does_not_tell_its_values(written: io.StringIO) -> None:
    log, engine = logger_to(written, "bot.intake"), open_database("sqlite://")
    with engine.connect() as connection, pytest.raises(DBAPIError) as failed:
        connection.execute(text("INSERT INTO nowhere VALUES (:words)"), {"words": WORDS})
    log.error("update 5 failed", exc_info=failed.value)
    engine.dispose()
    assert WORDS not in str(failed.value)
    assert "OperationalError" in written.getvalue() and WORDS not in written.getvalue()


def test_a_line_that_does_not_fit_its_values_is_written_without_them(written: io.StringIO) -> None:
    logger_to(written, "bot.app").error("%d people", WORDS)
    assert written.getvalue().startswith("a line that cannot be written, at test_logs.py")


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Whatever a test sets up for the whole process is as before afterwards."""
    root = logging.getLogger()
    level, handlers = root.level, root.handlers[:]
    yield
    root.level, root.handlers = level, handlers


def test_an_error_in_a_thread_is_told_by_its_kind(capsys: pytest.CaptureFixture[str]) -> None:
    def fails() -> None:
        raise KeyError(WORDS)

    set_up_logging()
    thread = threading.Thread(target=fails)
    thread.start()
    thread.join()
    said = capsys.readouterr().err
    assert "KeyError" in said and WORDS not in said


def test_an_error_that_nobody_could_handle_is_told_by_its_kind(capsys: pytest.CaptureFixture[str]) -> None:
    class Leaves:
        def __del__(self) -> None:
            raise KeyError(WORDS)

    set_up_logging()
    Leaves()
    gc.collect()
    said = capsys.readouterr().err
    assert "KeyError" in said and WORDS not in said


def test_a_warning_is_told_by_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        set_up_logging()
        warnings.warn(WORDS, stacklevel=1)
    said = capsys.readouterr().err
    assert "py.warnings" in said and WORDS not in said


CALLS = ("debug", "info", "warning", "error", "exception", "critical")


def test_no_line_of_ours_is_put_together_from_what_somebody_wrote() -> None:
    """No text of an exception, and no text made beforehand: values come one by one, and are seen where they are."""
    root = Path(__file__).parents[2]
    found = [
        f"{path.relative_to(root)}:{call.lineno}"
        for folder in OURS[1:]
        for path in sorted((root / folder).rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and is_of_the_log(call.func) and not is_careful(call)
    ]
    assert found == []


def is_of_the_log(called: ast.expr) -> bool:
    return (
        isinstance(called, ast.Attribute)
        and called.attr in CALLS
        and isinstance(called.value, ast.Name)
        and called.value.id == "log"
    )


def is_careful(call: ast.Call) -> bool:
    """A fixed line first; of values, no f-string and no exception as it is."""
    values = [*call.args[1:], *(one.value for one in call.keywords if one.arg != "exc_info")]
    first = call.args[0]
    fixed = isinstance(first, ast.Constant) or (
        isinstance(first, ast.Call) and isinstance(first.func, ast.Name) and first.func.id.startswith("_")
    )
    names = [value.id for value in values if isinstance(value, ast.Name)]
    return fixed and not any(isinstance(one, ast.JoinedStr) for one in values) and "error" not in names


def test_as_json_a_line_is_an_object_and_no_more_of_it_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    before = logging.getLogger().handlers, logging.getLogger().level
    set_up_logging("INFO", "json")
    try:
        raise ValueError(WORDS)
    except ValueError:
        logging.getLogger("bot.app").exception("asked /bot%s/getMe", TOKEN, extra={"said": WORDS})
    finally:
        logging.getLogger().handlers, logging.getLogger().level = before
    (line,) = capsys.readouterr().err.splitlines()
    found = json.loads(line)
    assert found.keys() == {"at", "level", "logger", "process", "message"}
    assert (found["level"], found["logger"]) == ("ERROR", "bot.app")
    assert datetime.fromisoformat(found["at"]).utcoffset() == timedelta(0)
    assert found["message"].startswith("asked /bot[token]/getMe\n") and found["message"].endswith(
        "ValueError"
    )
    assert WORDS not in line
