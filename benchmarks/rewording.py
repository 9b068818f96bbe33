"""Measures the offline rewording on drafts from a file: how many are served, faithfully, safely, and how fast.

    python3 -m benchmarks.rewording drafts.jsonl [another.jsonl ...]

One draft a line, as JSON: "text", "lang" (en or ja), "category", "safe" ("ok" or "crisis"), and, where it matters,
"must_keep" (what any faithful wording keeps, | between alternatives) and "must_not" (plausible inventions).
Whatever the engine asks is answered with the first thing it offers, as a hurried person would.
A metric says nothing of coldness: read forty of the wordings aloud as well (--show prints them).
"""

import argparse
import json
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from conversations.rewording import Ask, Boundary, Draft, Gentle, Reworded, Rewording, Stop, reword
from conversations.rewording.checks import SOFT, faults
from conversations.rewording.language import rules_for
from conversations.rewording.values import ChoiceName

MOST_TAPS = 6  # a walk longer than this is a dead end
LEFT_ALONE = {"gentle"}
NOT_DRAFTS = {"odd"}


@dataclass
class Walk:
    """One draft, what it led to, and how much CPU each step took."""

    row: dict[str, Any]
    asks: int
    end: Rewording
    seconds: list[float]
    unsure: bool = False  # whether anybody is in danger was asked


@dataclass
class Count:
    """So many of so many."""

    good: int = 0
    of: int = 0
    missed: list[str] = field(default_factory=list)

    def add(self, good: bool, text: str) -> None:
        """Count one, and remember it when it was missed."""
        self.of += 1
        self.good += good
        if not good:
            self.missed.append(text)

    def __str__(self) -> str:
        return f"{self.good:4d} of {self.of:4d}  {100 * self.good / self.of:5.1f} %" if self.of else "   -"


def main() -> None:
    """Read the files named on the command line and print the figures for each language in them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("drafts", nargs="+", type=Path)
    parser.add_argument("--show", action="store_true", help="print every wording, and what was missed")
    options = parser.parse_args()
    rows = [
        json.loads(line) for path in options.drafts for line in path.read_text("utf-8").splitlines() if line
    ]
    for language in sorted({row["lang"] for row in rows}):
        reword(Draft("you never listen", language))  # what is loaded lazily is loaded now
        walks = [walk(row) for row in rows if row["lang"] == language]
        print(f"\n{language}: {len(walks)} drafts")
        report(walks, options.show)


def walk(row: dict[str, Any]) -> Walk:
    """Follow a draft to its end, tapping the first thing offered."""
    draft = Draft(row["text"], row["lang"])
    asks, seconds, unsure = 0, [], False
    for _ in range(MOST_TAPS):
        started = time.process_time()
        shown = reword(draft)
        seconds.append(time.process_time() - started)
        match shown:
            case Ask(slot=slot, chips=chips):
                unsure = unsure or slot == "safe"
                draft = _tapped(draft, slot, chips[0].id if chips else "unknown")
                asks += 1
            case Boundary():
                draft = _tapped(draft, "limit", "no")
            case _:
                break
    return Walk(row, asks, shown, seconds, unsure)


def _tapped(draft: Draft, name: ChoiceName, answer: str) -> Draft:
    return replace(draft, choices={**draft.choices, name: answer})


def report(walks: list[Walk], show: bool) -> None:
    """Print the figures of one language."""
    hot = [one for one in walks if _is_hot(one.row)]
    figures = {
        "hot: served at once": _count(hot, lambda one: isinstance(one.end, Reworded) and one.asks == 0),
        "hot: served in at most 2 taps": _count(
            hot, lambda one: isinstance(one.end, Reworded) and one.asks <= 2
        ),
        "hot: served in at most 3 taps": _count(
            hot, lambda one: isinstance(one.end, Reworded) and one.asks <= 3
        ),
        "hot: first wording keeps and adds nothing": _count(hot, lambda one: _is_faithful(one, 1)),
        "hot: some wording keeps and adds nothing": _count(hot, lambda one: _is_faithful(one, 3)),
        "shown wordings without blame": _count(hot, _is_without_blame),
        "shown wordings not turned round": _count(hot, _is_not_reversed),
        "gentle drafts left alone": _count(
            [one for one in walks if one.row["category"] in LEFT_ALONE],
            lambda one: isinstance(one.end, Gentle),
        ),
        "odd input handled": _count(
            [one for one in walks if one.row["category"] in NOT_DRAFTS],
            lambda one: not isinstance(one.end, Stop),
        ),
        **_danger(walks),
    }
    for name, count in figures.items():
        print(f"  {name:44} {count}")
        for text in count.missed if show else ():
            print(f"      - {text[:120]}")
    _report_speed(walks)
    if show:
        _print_wordings(hot)


def _danger(walks: list[Walk]) -> dict[str, Count]:
    """A card where there is danger, and for less only the question."""
    harm = [one for one in walks if one.row["safe"] == "crisis"]
    direct = [one for one in harm if one.row["category"].endswith("direct")]
    alike = [one for one in walks if one.row["category"] == "crisis_neg"]
    other = [one for one in walks if one.row["safe"] != "crisis" and one not in alike]
    return {
        "danger: card": _count(harm, lambda one: isinstance(one.end, Stop)),
        "danger: card or question": _count(harm, lambda one: isinstance(one.end, Stop) or one.unsure),
        "of it direct: card": _count(direct, lambda one: isinstance(one.end, Stop)),
        "of it direct: card or question": _count(direct, lambda one: isinstance(one.end, Stop) or one.unsure),
        "look-alikes without a card": _count(alike, lambda one: not isinstance(one.end, Stop)),
        "other drafts without a card": _count(other, lambda one: not isinstance(one.end, Stop)),
        "other drafts without card and question": _count(
            other, lambda one: not isinstance(one.end, Stop) and not one.unsure
        ),
    }


def _report_speed(walks: list[Walk]) -> None:
    seconds = sorted(second for one in walks for second in one.seconds)
    print(
        f"  p50 {1000 * seconds[len(seconds) // 2]:.1f} ms, p95 {1000 * seconds[int(len(seconds) * 0.95)]:.1f} ms"
    )


def _print_wordings(walks: Iterable[Walk]) -> None:
    for one in walks:
        print(f"\n  {one.row['text'][:160]}")
        for candidate in one.end.candidates if isinstance(one.end, Reworded) else ():
            print(f"    {candidate.style:10} {candidate.text}")


def _is_hot(row: dict[str, Any]) -> bool:
    return row["safe"] != "crisis" and row["category"] not in LEFT_ALONE | NOT_DRAFTS | {"crisis_neg"}


def _count(walks: list[Walk], holds: Any) -> Count:
    count = Count()
    for one in walks:
        count.add(bool(holds(one)), one.row["text"])
    return count


def _is_faithful(one: Walk, among: int) -> bool:
    texts = (
        [candidate.text.lower() for candidate in one.end.candidates] if isinstance(one.end, Reworded) else []
    )
    kept, added = one.row.get("must_keep", []), one.row.get("must_not", [])
    return any(
        all(re.search(needed.lower(), text) for needed in kept)
        and not any(word.lower() in text for word in added)
        for text in texts[:among]
    )


def _is_without_blame(one: Walk) -> bool:
    if not isinstance(one.end, Reworded):
        return True
    rules, fine = rules_for(one.row["lang"]), SOFT | {"blame_you"}
    found = {signal.kind for candidate in one.end.candidates for signal in rules.signals(candidate.text)}
    return not found - fine


def _is_not_reversed(one: Walk) -> bool:
    if not isinstance(one.end, Reworded):
        return True
    draft = Draft(one.row["text"], one.row["lang"])
    rules = rules_for(one.row["lang"])
    wrong = [
        faults(rules, draft, draft.text, candidate.text, one.end.slots) for candidate in one.end.candidates
    ]
    return not any("revers" in reason or "polarity" in reason for reasons in wrong for reason in reasons)


if __name__ == "__main__":
    main()
