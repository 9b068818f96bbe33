"""Runs every benchmark, one after the other, and shows what became of each goal.

    python3 run.py bench [--write] [name ...]

With `--write` the table of docs/performance.md is replaced. Under fifteen minutes; read ratios rather than
milliseconds.
"""

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.figures import AS_JSON, HEAD, Figure

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "performance.md"
TABLE = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- end -->)", re.DOTALL)
ALL = (
    "updates",
    "deliveries",
    "evening",
    "million",
    "replicas",
    "growth",
    "zones",
    "idle",
    "words",
    "restart",
)
AT_MOST = 300  # seconds for one of them


def measured(name: str) -> list[Figure]:
    """The figures of one benchmark. Raises `SystemExit` where it fails."""
    began = time.monotonic()
    command = [sys.executable, "-m", f"benchmarks.{name}", AS_JSON]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=AT_MOST, check=False)  # noqa: S603
    if done.returncode:
        raise SystemExit(f"{name} failed:\n{done.stdout}{done.stderr}")
    figures = [Figure(**one) for one in json.loads(done.stdout.strip().splitlines()[-1])]
    print(f"{name}: {time.monotonic() - began:.0f} s, {os.getloadavg()[0]:.1f} waiting", file=sys.stderr)
    return figures


def machine() -> str:
    """One line about where this was measured."""
    found = re.search(r"model name\s*: (.*)", _read("/proc/cpuinfo"))
    memory = re.search(r"MemTotal:\s*(\d+)", _read("/proc/meminfo"))
    parts = [
        f"{os.cpu_count()} cores" + (f" of {found[1].strip()}" if found else ""),
        f"{int(memory[1]) / 2**20:.0f} GiB" if memory else "",
        f"Python {platform.python_version()}",
    ]
    return ", ".join(part for part in parts if part)


def _read(path: str) -> str:
    try:
        return Path(path).read_text("utf-8")
    except OSError:  # not Linux
        return ""


def table(figures: list[Figure]) -> str:
    """The goals in their order, and where they were measured."""
    rows = sorted(figures, key=lambda one: (one.goal[0] != "P", int(re.sub(r"\D", "", one.goal))))
    return "\n".join((f"Measured on {machine()}.\n", HEAD, *(one.row() for one in rows), ""))


def main() -> None:
    parser = argparse.ArgumentParser(prog="run.py bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(ALL))
    parser.add_argument("--write", action="store_true", help="into docs/performance.md")
    chosen = parser.parse_args()
    if unknown := set(chosen.names) - set(ALL):
        parser.error(f"no benchmark is called {', '.join(sorted(unknown))}")
    found = table([figure for name in chosen.names or ALL for figure in measured(name)])
    print(found)
    if chosen.write:
        PAGE.write_text(TABLE.sub(lambda _: found, PAGE.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
