"""Leaves logging as it was: some tests run commands that set it up for a process of their own."""

import logging
import sys
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    """Handlers and levels of every logger, and what reports errors."""
    root, hook = logging.getLogger(), sys.excepthook
    loggers = [root, *(one for one in root.manager.loggerDict.values() if isinstance(one, logging.Logger))]
    before = [(one, one.level, one.handlers[:], one.propagate) for one in loggers]
    yield
    for one in (one for one in root.manager.loggerDict.values() if isinstance(one, logging.Logger)):
        one.level, one.handlers, one.propagate = logging.NOTSET, [], True
    for logger, level, handlers, propagate in before:
        logger.level, logger.handlers, logger.propagate = level, handlers, propagate
    root.manager._clear_cache()  # type: ignore[attr-defined]  # levels are remembered per logger
    sys.excepthook = hook
