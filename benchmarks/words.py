"""How long the offline rewording takes, and how much memory its lexicons need (P14).

    python3 -m benchmarks.words

Every draft of a list, of each language, as often as its questions take; CPU time, in a process of its own. About
half a minute.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.figures import Figure, report

LINES = Path(__file__).resolve().parent.parent / "tests" / "rewording" / "lines"
LISTS = {"en": "plain2_en.jsonl", "ja": "plain2_ja.jsonl"}
P50, P95, MEGABYTES = 2.0, 20.0, 10.0  # the goals: ms, ms, MB for both languages


def main() -> None:
    if sys.argv[1:2] == ["--memory"]:
        print(json.dumps(grown()))
        return
    print("python3 -m benchmarks.words")
    report([*(figure for language in LISTS for figure in speeds(language)), memory()])


def speeds(language: str) -> list[Figure]:
    from benchmarks.rewording import walk
    from conversations.rewording import Draft, reword

    rows = [json.loads(line) for line in (LINES / LISTS[language]).read_text("utf-8").splitlines()]
    reword(Draft(rows[0]["text"], rows[0]["lang"]))
    spans = sorted(1000 * span for row in rows for span in walk(row).seconds)
    what = f"one look at a draft, {language}"
    p50, p95 = spans[len(spans) // 2], spans[len(spans) * 95 // 100]
    return [
        Figure("P14", f"{what}, p50", p50, "ms", "≤ 2 ms", p50 <= P50),
        Figure("P14", f"{what}, p95", p95, "ms", "≤ 20 ms", p95 <= P95),
    ]


def memory() -> Figure:
    """What both engines add to a process that has only imported them."""
    command = [sys.executable, "-m", "benchmarks.words", "--memory"]
    found = float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)  # noqa: S603
    return Figure("P14", "memory of both languages", found, "MB", "≤ 10 MB", found <= MEGABYTES)


def grown() -> float:
    """MB more once a draft of each language was reworded."""
    from conversations.rewording import Draft, reword

    before = resident()
    for text in ("you never listen to me about the dishes", "いつも約束を忘れるよね"):
        reword(Draft(text, "ja" if text[0] > "\u3000" else "en"))
    time.sleep(0.1)
    return resident() - before


def resident() -> float:
    """MB of this process that are in memory; from /proc, so on Linux only."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1e6


if __name__ == "__main__":
    main()
