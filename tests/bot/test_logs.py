"""Neither the token nor what people write ever reaches a log line, however it gets there."""

import io
import logging
import sys

import pytest

from bot.logs import Redacting, set_up_logging

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
