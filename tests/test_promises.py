"""docs/acceptance.md, docs/reliability.md, docs/threats.md and docs/safety.md name tests that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ACCEPTANCE, RELIABILITY, THREATS, SAFETY = (
    (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    for page in ("acceptance", "reliability", "threats", "safety")
)
PAGES = ACCEPTANCE + RELIABILITY + THREATS + SAFETY
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)(?:::(test_\w+))?`", PAGES)))


def test_the_page_names_tests_of_every_promise() -> None:
    rows = [line for line in ACCEPTANCE.splitlines() if re.match(r"\| (\d+|taps) ", line)]
    assert [row.split()[1] for row in rows] == [*map(str, range(1, 19)), "taps"]
    goals = [line for line in RELIABILITY.splitlines() if line.startswith("| G-")]
    assert len(goals) >= 15
    threats = [line for line in THREATS.splitlines() if line.startswith("| T-")]
    assert [row.split()[1] for row in threats] == [f"T-{number}" for number in range(1, 25)]
    promises = [line for line in SAFETY.splitlines() if line.startswith("- **")]
    assert len(promises) >= 15
    rows += [*goals, *threats, *promises]
    assert all("`tests/" in row for row in rows)


@pytest.mark.parametrize(("file", "test"), NAMED)
def test_a_named_test_is_there(file: str, test: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert f"def {test}(" in text if test else re.search(r"\bdef test_|TestCase", text)
