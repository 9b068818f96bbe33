"""Keeps what people wrote, and the bot's token, out of every log line."""

import json
import logging
import re
import sys
import threading
import traceback
from datetime import UTC, datetime
from types import TracebackType

TOKEN = re.compile(r"\d+(?::|%3A)[A-Za-z0-9_-]{20,}|(?<=/bot)\d+(?::|%3A)[A-Za-z0-9_-]+")
OURS = (
    "attune",
    "bot",
    "conversations",
    "scheduler",
)  # what these say is written with care; all others are foreign
NOISY = ("httpx", "httpcore", "httpx2", "httpcore2", "openai")
FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"


class Redacting(logging.Filter):
    """Belongs on a handler: a logger's own filter does not see what comes from its children."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Libraries are heard from WARNING on, and then by name, place and size alone."""
        foreign = record.name.split(".")[0] not in OURS
        if foreign and record.levelno < logging.WARNING:
            return False
        if foreign:
            place = f"{record.filename}:{record.lineno}"
            said = f"{place}, {len(_said(record))} characters{_kind_of_error(record)}"
        else:
            said = TOKEN.sub("[token]", _said(record)) + _frames(record)
        record.exc_info = record.exc_text = record.stack_info = None
        record.msg, record.args = said, ()
        return True


def _said(record: logging.LogRecord) -> str:
    """The line. One that does not fit its values would otherwise be written with all of them."""
    try:
        return record.getMessage()
    except Exception:
        return f"a line that cannot be written, at {record.filename}:{record.lineno}"


def _kind_of_error(record: logging.LogRecord) -> str:
    return f", {record.exc_info[0].__name__}" if record.exc_info and record.exc_info[0] else ""


def _frames(record: logging.LogRecord) -> str:
    """Where an error came from, without its text: that may hold what somebody wrote."""
    if not record.exc_info or record.exc_info[0] is None:
        return ""
    frames = traceback.extract_tb(record.exc_info[2])
    places = [f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    return "".join(f"\n    {place}" for place in places) + f"\n    {record.exc_info[0].__name__}"


class AsJson(logging.Formatter):
    """A line as one JSON object, for what gathers logs. It comes after `Redacting`: nothing else is left of a record."""

    def format(self, record: logging.LogRecord) -> str:
        """Time in UTC, level, logger, process and message."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"at": at, "level": record.levelname, "logger": record.name, "process": record.process}
        return json.dumps({**line, "message": record.getMessage()}, ensure_ascii=False)


def set_up_logging(level: str = "INFO", form: str = "text") -> None:
    """The first thing every command does. Replaces whatever handlers there were. `form`: "text" or "json"."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(Redacting())
    handler.setFormatter(AsJson() if form == "json" else logging.Formatter(FORMAT))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(True)
    logging.raiseExceptions = False  # of a line that could not be written, all would be shown
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
    sys.excepthook = _report
    sys.unraisablehook = lambda left: _tell("an error that nobody could handle", left.exc_value)
    threading.excepthook = lambda left: _tell("a thread ended by an error", left.exc_value)


def _report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """An error that ends the program is reported like any other: where, and what kind."""
    if not issubclass(kind, KeyboardInterrupt):
        _tell("stopped by an error", error)


def _tell(what: str, error: BaseException | None) -> None:
    logging.getLogger("attune").critical(what, exc_info=error)
