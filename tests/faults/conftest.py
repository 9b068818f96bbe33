"""What several of the fault tests begin with."""

from collections.abc import Iterator

import pytest

from tests.faults.replicas import Nursery, a_nursery
from tests.faults.size import LONG

collect_ignore = [] if LONG else ["test_failover.py"]


@pytest.fixture(scope="session")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    """What forks processes of Attune; loaded once, and only where a test asks for it."""
    with a_nursery(tmp_path_factory.mktemp("nursery")) as nursery:
        yield nursery
