"""An installed Attune has all of its words, migrations and pages with it."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "conversations", "scheduler")

# Run where Attune is installed: opens every file it is told to and says how long each is, and which
# Attune that is.
OPEN_ALL = """
import importlib, importlib.resources, json, sys
found = {}
for name in json.load(sys.stdin):
    package, *rest = name.split("/")
    found[name] = len(importlib.resources.files(package).joinpath(*rest).read_bytes())
homes = [importlib.import_module(package).__file__ for package in ("bot", "conversations", "scheduler")]
json.dump([found, homes], sys.stdout)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from this tree, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    return wheel


def files_here() -> dict[str, int]:
    """Return every file that Attune consists of, with its length."""
    files = [path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file()]
    return {
        path.relative_to(ROOT).as_posix(): path.stat().st_size
        for path in files
        if "__pycache__" not in path.parts and path.suffix not in (".pyc", ".db")
    }


def test_every_file_opens_where_attune_is_installed(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "installed"
    environment = {**os.environ, "PYTHONPATH": str(target), "UV_CACHE_DIR": str(tmp_path / "cache")}
    install = ["uv", "pip", "install", "-q", "--offline", "--no-deps", "--target", str(target), str(wheel)]
    subprocess.run([sys.executable, "-m", *install], env=environment, check=True)
    here = files_here()
    answer = subprocess.run(
        [sys.executable, "-P", "-c", OPEN_ALL],
        input=json.dumps(sorted(here)),
        cwd=tmp_path,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    opened, homes = json.loads(answer.stdout)
    assert opened == here
    assert homes == [str(target / package / "__init__.py") for package in PACKAGES]


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as file:
        names = [name for name in file.namelist() if not name.endswith("/")]
    assert {name for name in names if ".dist-info/" not in name} == set(files_here())
    about = {name.split(".dist-info/")[1] for name in names if ".dist-info/" in name}
    assert about == {"METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE"}
