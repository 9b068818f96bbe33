"""Keeps what people wrote, and the bot's token, out of every log line."""

import logging
import re
import sys
import traceback

TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{20,}|(?<=/bot)\d+:[A-Za-z0-9_-]+")
FOREIGN = (
    "alembic",
    "httpx",
    "httpcore",
    "aiohttp",
    "telegram",
    "apscheduler",
    "sqlalchemy",
    "uvicorn",
    "asyncio",
    "h11",
    "openai",
    "httpx2",
    "httpcore2",
    "pydantic_ai",
)
FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"


class Redacting(logging.Filter):
    """Belongs on a handler: a logger's own filter does not see what comes from its children."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Libraries are heard from WARNING on, and then by name, place and size alone."""
        foreign = record.name.split(".")[0] in FOREIGN
        if foreign and record.levelno < logging.WARNING:
            return False
        if foreign:
            place = f"{record.filename}:{record.lineno}"
            said = f"{place}, {len(record.getMessage())} characters{_kind_of_error(record)}"
            record.exc_info = record.exc_text = None
        else:
            said = TOKEN.sub("[token]", record.getMessage()) + _frames(record)
            record.exc_info = record.exc_text = None
        record.msg, record.args = said, ()
        return True


def _kind_of_error(record: logging.LogRecord) -> str:
    return f", {record.exc_info[0].__name__}" if record.exc_info and record.exc_info[0] else ""


def _frames(record: logging.LogRecord) -> str:
    """Where an error came from, without its text: that may hold what somebody wrote."""
    if not record.exc_info or record.exc_info[0] is None:
        return ""
    frames = traceback.extract_tb(record.exc_info[2])
    places = [f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    return "".join(f"\n    {place}" for place in places) + f"\n    {record.exc_info[0].__name__}"


def set_up_logging(level: str = "INFO") -> None:
    """The first thing every command does. Replaces whatever handlers there were."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(Redacting())
    handler.setFormatter(logging.Formatter(FORMAT))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in ("httpx", "httpcore", "httpx2", "httpcore2", "openai"):
        logging.getLogger(name).setLevel(logging.WARNING)
    sys.excepthook = _report


def _report(kind: type[BaseException], error: BaseException, trace: object) -> None:
    """An error that ends the program is reported like any other: where, and what kind."""
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("attune").critical("stopped by an error", exc_info=error)
