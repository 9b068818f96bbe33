"""docs/acceptance.md and docs/reliability.md name tests that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ACCEPTANCE, RELIABILITY = (
    (ROOT / "docs" / page).read_text(encoding="utf-8") for page in ("acceptance.md", "reliability.md")
)
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)(?:::(test_\w+))?`", ACCEPTANCE + RELIABILITY)))


def test_the_page_names_tests_of_every_promise() -> None:
    rows = [line for line in ACCEPTANCE.splitlines() if re.match(r"\| (\d+|taps) ", line)]
    assert len(rows) >= 12
    goals = [line for line in RELIABILITY.splitlines() if line.startswith("| G-")]
    assert len(goals) >= 15
    rows += goals
    assert all("`tests/" in row for row in rows)


@pytest.mark.parametrize(("file", "test"), NAMED)
def test_a_named_test_is_there(file: str, test: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert f"def {test}(" in text if test else re.search(r"\bdef test_|TestCase", text)
