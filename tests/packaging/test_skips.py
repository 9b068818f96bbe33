"""In CI a browser or PostgreSQL test that cannot run is a failure; at home it is a skip that says why."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).parents[1] / "conftest.py"

STORY = """
import pytest

@pytest.mark.browser
def test_needs_a_browser():
    pytest.skip("no Chromium here")

@pytest.mark.postgres
@pytest.mark.skipif(True, reason="no server here")
def test_needs_a_server():
    raise AssertionError

def test_needs_windows():
    pytest.skip("only on Windows")

@pytest.mark.browser
@pytest.mark.xfail(strict=True)
def test_is_known_to_fail():
    raise AssertionError
"""


def outcomes(folder: Path, story: str, ci: str) -> tuple[int, str]:
    """Run pytest on a file with this story in a place of its own; return its exit code and its words."""
    shutil.copy(CONFTEST, folder / "conftest.py")
    (folder / "tests").mkdir()
    shutil.copy(CONFTEST.with_name("databases.py"), folder / "tests")  # where its fixtures come from
    (folder / "test_story.py").write_text(story, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\nmarkers =\n    browser\n    postgres\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider", "--color=no", str(folder)]
    environment = {**os.environ, "CI": ci, "PYTEST_ADDOPTS": ""}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_at_home_a_test_that_cannot_run_is_skipped_and_named(tmp_path: Path) -> None:
    code, said = outcomes(tmp_path, STORY, ci="")
    assert code == 0
    assert "3 skipped, 1 xfailed" in said
    assert "no Chromium here" in said


def test_in_ci_a_skipped_browser_or_postgres_test_fails_and_says_why(tmp_path: Path) -> None:
    code, said = outcomes(tmp_path, STORY, ci="true")
    assert code == 1
    assert "1 failed, 1 skipped, 1 xfailed, 1 error" in said
    assert "skipped, and CI must run it (browser): Skipped: no Chromium here" in said
    assert "skipped, and CI must run it (postgres): Skipped: no server here" in said


@pytest.mark.parametrize(("ci", "code"), [("", 5), ("true", 2)])
def test_a_file_that_skips_itself_as_a_whole_is_a_failure_in_ci_only(
    tmp_path: Path, ci: str, code: int
) -> None:
    story = 'import pytest\npytest.importorskip("no_such_module")\n'
    assert outcomes(tmp_path, story, ci)[0] == code
