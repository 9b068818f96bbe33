"""The documentation names every route of the control interface, every fault and every option, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.playground.control.sim import ACTIONS
from bot.playground.faults import FaultKind

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "playground.md").read_text(encoding="utf-8")
ROWS = "\n".join(line for line in PAGE.splitlines() if line.startswith("|"))
STREAM = "GET /sim/events"  # no action: it goes on


def test_the_routes_of_the_documentation_are_those_there_are() -> None:
    documented = re.findall(r"`((?:GET|POST|DELETE) /sim/[^`?]+)`", ROWS)
    assert sorted(documented) == sorted({route.replace(":int", "") for route in ACTIONS} | {STREAM})


def test_the_faults_of_the_documentation_are_those_there_are() -> None:
    table = PAGE.partition("## Faults")[2].partition("A fault strikes")[0]
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert sorted(re.findall(r"`(\w+)`", "".join(cells))) == sorted(FaultKind)


@pytest.mark.parametrize(
    "page", ["docs/playground.md", "docs/playground-fidelity.md", "bot/playground/README.md"]
)
def test_every_file_that_a_page_names_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    linked = [(ROOT / page).parent / path for path in re.findall(r"\]\(([\w./-]+\.md)", text)]
    named = [ROOT / path for path in re.findall(r"`((?:bot|tests|docs)/[\w./-]+)`", text)]
    assert linked
    assert [path for path in linked + named if not path.exists()] == []
