"""How long the fault tests may take: a smoke with every test run, the long form on `python3 run.py faults`."""

import os
from typing import TypeVar

LONG = os.environ.get("ATTUNE_FAULTS") == "long"

T = TypeVar("T")


def sized(smoke: T, long: T) -> T:
    """The smaller figure, unless the long form was asked for."""
    return long if LONG else smoke
