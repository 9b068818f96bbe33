"""What a benchmark found: one row of `docs/performance.md` for each goal."""

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

AS_JSON = "--json"  # the last argument of a command whose figures go into the table
HEAD = "| goal | what | Attune | compared with | ratio | bar | met |\n|---|---|---|---|---|---|---|"


@dataclass(frozen=True)
class Figure:
    """One goal (`P1`), what was counted, and in which unit; beside what, if anything."""

    goal: str
    what: str
    ours: float
    unit: str
    bar: str  # in words, as the goal has it
    met: bool
    against: str = ""  # what it is compared with
    theirs: float | None = None

    @property
    def ratio(self) -> float | None:
        """Ours to theirs."""
        return self.ours / self.theirs if self.theirs else None

    def row(self) -> str:
        """A row of a table in Markdown."""
        theirs = "" if self.theirs is None else f"{self.against}: {told(self.theirs)} {self.unit}"
        ratio = "" if self.ratio is None else f"{told(self.ratio)}×"
        cells = (self.goal, self.what, f"{told(self.ours)} {self.unit}".strip(), theirs, ratio, self.bar)
        return f"| {' | '.join(cells)} | {'yes' if self.met else '**no**'} |"


def told(number: float) -> str:
    """Three digits that count: 0.21, 13.4, 1,185."""
    if number == 0 or abs(number) >= 100:
        return f"{number:,.0f}"
    return f"{number:.1f}" if abs(number) >= 10 else f"{number:.2g}"


def report(figures: Iterable[Figure], how: Literal["table", "json"] | None = None) -> None:
    """Print them: as a table, or for another program when the command line ends with `--json`."""
    if how == "json" or (how is None and sys.argv[-1] == AS_JSON):
        print(json.dumps([asdict(one) for one in figures]))
        return
    print(HEAD)
    for one in figures:
        print(one.row())
