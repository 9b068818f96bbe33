"""Node and what the JavaScript bots need, for those tests that run one."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

HERE = Path(__file__).parent
INSTALL = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")


@dataclass(frozen=True)
class Node:
    """A node that finds the packages named in package.json."""

    program: str
    packages: Path

    def environment(self) -> dict[str, str]:
        return {**os.environ, "NODE_PATH": str(self.packages)}


@pytest.fixture(scope="session")
def node(tmp_path_factory: pytest.TempPathFactory) -> Node:
    """Installed once per run into a temporary folder, in the versions that are locked here."""
    program, npm = shutil.which("node"), shutil.which("npm")
    if program is None or npm is None:
        pytest.skip("node and npm are not installed")
    place = tmp_path_factory.mktemp("node")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, place)
    done = subprocess.run([npm, *INSTALL], cwd=place, capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        pytest.skip(f"npm could not install: {done.stderr.strip()[-300:]}")
    return Node(program, place / "node_modules")
