"""Programs of ours, run as somebody types them: each in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]


def environment(folder: Path, **values: str) -> dict[str, str]:
    """Only what a program needs to run, and these."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "HOME": str(folder), **values}


@contextmanager
def running(folder: Path, *words: str, **values: str) -> Iterator[subprocess.Popen[str]]:
    """`python -m` and these words, until it is told to stop."""
    process = subprocess.Popen(  # noqa: S603 (our own program)
        [sys.executable, "-m", *words],
        cwd=folder,
        env=environment(folder, **values),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    with process:
        try:
            yield process
        finally:
            process.kill()
