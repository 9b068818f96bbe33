"""The code is formatted, linted and typed. Run in CI; elsewhere `python3 run.py check` says the same."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = ("run.py", "bot", "conversations", "scheduler", "tests")
BRIEF = ("--no-cache", "--output-format", "concise")

pytestmark = pytest.mark.skipif(not os.environ.get("CI"), reason="in CI only; here: python3 run.py check")


@pytest.mark.timeout(400)  # types are looked at without a cache, beside other tests
@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["ruff", "format", "--check", *BRIEF, *CODE], id="formatted"),
        pytest.param(["ruff", "check", *BRIEF, *CODE], id="linted"),
        pytest.param(["mypy"], id="typed"),
    ],
)
def test_the_code_is(command: list[str], tmp_path: Path) -> None:
    environment = {**os.environ, "MYPY_CACHE_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.fail(done.stdout + done.stderr, pytrace=False)
