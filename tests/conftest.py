"""Keeps the tests honest: where CI is set nothing skips itself unseen, and the tree is not written to."""

import logging
import os
import sys
import tempfile
import threading
from collections.abc import Generator, Iterator

import pytest
from hypothesis import configuration, settings

from bot.playground.network.server import Telegram
from tests.canaries import CANARIES
from tests.databases import database, postgres_database, postgres_schema, postgres_server, stage
from tests.playground.checker import Checker
from tests.seed import IN_CI

__all__ = ["database", "postgres_database", "postgres_schema", "postgres_server", "stage"]

MAY_NOT_SKIP = ("browser", "node", "postgres")

# No deadline: a busy machine is not a bug. What hypothesis keeps for itself lies outside the tree.
settings.register_profile("attune", deadline=None, database=None, derandomize=IN_CI)
settings.load_profile("attune")
configuration.set_hypothesis_home_dir(os.path.join(tempfile.gettempdir(), "attune-hypothesis"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--both", action="store_true", help="run each flow on SQLite and on PostgreSQL")


CHECKER = Checker()
Telegram.watchers.append(CHECKER.see)


@pytest.fixture(autouse=True)
def checker() -> Iterator[Checker]:
    """Sees what every playground of the process says; anything Telegram would not say fails the test."""
    yield CHECKER
    found, CHECKER.findings = CHECKER.findings, []
    assert found == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """Whatever was written while a test ran is found in no database and in no log (G-12)."""
    CANARIES.listen()
    CANARIES.begin(quietly="caplog" in getattr(item, "fixturenames", ()))
    hooks = sys.excepthook, sys.unraisablehook, threading.excepthook
    yield
    sys.excepthook, sys.unraisablehook, threading.excepthook = (
        hooks  # a command that a test ran has set its own
    )
    logging.captureWarnings(False)
    logging.raiseExceptions = True
    found = CANARIES.found()
    CANARIES.forget()
    assert found == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI, turn a skipped browser or PostgreSQL test into a failure."""
    report = yield
    needed = [name for name in MAY_NOT_SKIP if item.get_closest_marker(name)]
    if IN_CI and needed and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and CI must run it ({', '.join(needed)}): {reason_of(report)}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """In CI, turn a file that skips itself as a whole into a failure: nobody would miss its tests."""
    report = yield
    if IN_CI and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"left out as a whole, and CI must run it: {reason_of(report)}"
    return report


def reason_of(report: pytest.TestReport | pytest.CollectReport) -> str:
    """Return the reason that was given with a skip."""
    match report.longrepr:
        case (_, _, str(reason)):
            return reason
        case other:
            return str(other)
