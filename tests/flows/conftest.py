"""Runs each test of a flow on one kind of database: every fourth on PostgreSQL, the others on SQLite.

Flows know nothing of databases; what differs between the two is tested beside `records`, `scheduler` and `dialogue`, on
both. `--both` runs every flow on both as well.
"""

from pathlib import Path
from zlib import crc32

import pytest

HERE = Path(__file__).parent
EVERY = 4


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out one of each pair; pytest says how many."""
    if config.getoption("--both"):
        return
    left_out = [item for item in items if item.path.is_relative_to(HERE) and not runs_here(item.nodeid)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        dropped = set(left_out)
        items[:] = [item for item in items if item not in dropped]


def runs_here(test: str) -> bool:
    """Whether the test of this name is the one of its pair that runs."""
    base, _, kind = test.replace("[postgres", "[sqlite").partition("[sqlite")
    if not kind:
        return True
    on_postgres = crc32(f"{base}[{kind}".encode()) % EVERY == 0
    return ("[postgres" in test) == on_postgres
