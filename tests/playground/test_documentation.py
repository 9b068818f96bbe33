"""The documentation names every route of the control interface, every fault and every option, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from bot.playground.control.sim import ACTIONS
from bot.playground.faults import FaultKind

PAGE = (Path(__file__).parents[2] / "docs" / "playground.md").read_text(encoding="utf-8")
ROWS = "\n".join(line for line in PAGE.splitlines() if line.startswith("|"))
STREAM = "GET /sim/events"  # no action: it goes on


def test_the_routes_of_the_documentation_are_those_there_are() -> None:
    documented = re.findall(r"`((?:GET|POST|DELETE) /sim/[^`?]+)`", ROWS)
    assert sorted(documented) == sorted({route.replace(":int", "") for route in ACTIONS} | {STREAM})


def test_the_faults_of_the_documentation_are_those_there_are() -> None:
    table = PAGE.partition("## Faults")[2].partition("A fault strikes")[0]
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert sorted(re.findall(r"`(\w+)`", "".join(cells))) == sorted(FaultKind)
