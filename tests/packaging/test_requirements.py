"""The lists of what Attune needs agree with one another, and install from anywhere."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def wishes(name: str) -> list[str]:
    """Return the lines of a requirements*.in file, without those that name another file."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-"))]


def pins(name: str) -> dict[str, str]:
    """Return package and pinned version, as a requirements*.txt file has them."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([A-Za-z0-9._-]+(?:\[[a-z,]+\])?)==([^ ;]+)", text, flags=re.MULTILINE))


def test_the_wheel_asks_for_what_the_private_environment_gets() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["dependencies"] == wishes("requirements.in")


def test_the_tests_have_what_the_extras_wish_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {wish for extra in project["optional-dependencies"].values() for wish in extra}
    assert extras - set(wishes("requirements-dev.in")) == set()
    assert {re.split(r"[\[<>=~]", wish)[0] for wish in extras} & pins("requirements.txt").keys() == set()


@pytest.mark.parametrize("kind", ["", "-dev", "-browser"])
def test_whatever_is_wished_for_is_locked(kind: str) -> None:
    wished = {re.split(r"[<>=~]", line)[0] for line in wishes(f"requirements{kind}.in")}
    locked = {name.split("[")[0] for name in pins(f"requirements{kind}.txt")}
    assert {name.split("[")[0] for name in wished} - locked == set()


@pytest.mark.parametrize("kind", ["", "-dev", "-browser"])
def test_every_locked_package_has_a_hash_and_none_has_an_address(kind: str) -> None:
    text = (ROOT / f"requirements{kind}.txt").read_text(encoding="utf-8")
    entries = [entry for entry in re.split(r"\n(?=[^ #\n])", text) if not entry.startswith("#")]
    assert len(entries) == len(pins(f"requirements{kind}.txt")) > 0
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text


def test_the_tests_run_with_the_versions_that_the_bot_runs_with() -> None:
    bot, tests, browser = (pins(f"requirements{kind}.txt") for kind in ("", "-dev", "-browser"))
    assert {name: tests.get(name) for name in bot} == bot
    shared = browser.keys() & tests.keys()
    assert {name: browser[name] for name in shared} == {name: tests[name] for name in shared}
