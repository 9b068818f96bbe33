"""Learns the weights of the danger gate and of hot and gentle from the lines in this folder.

    python3 -m training.learn [en ja] [--check]

Writes `conversations/content/<language>/rewording/weights.bin`, the same for the same lines. With `--check` nothing
is written: each file is held back once, learnt without, and measured.
"""

import argparse
import hashlib
import json
import math
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from conversations.rewording.normalise import normalise
from conversations.rewording.values import Language
from conversations.rewording.weighing import BUCKETS, COLUMNS, FILE, SCALE, values_in

HERE = Path(__file__).parent
LEARNT = HERE / "learnt_from.json"
CONTENT = HERE.parent / "conversations" / "content"
KINDS = {
    "self_harm": "self_harm", "threat": "threat", "violence": "violence_reported", "coercion": "coercion",
    "sexual_coercion": "sexual_coercion",
}  # fmt: skip
ROUNDS = 14
STEP = 0.5
SHRINK = 2e-5  # how much each step draws a weight towards nothing
SEEN = 3  # lines in which a feature must occur

Weights = dict[int, float]


@dataclass(frozen=True)
class Line:
    """One line as numbers: what its features count, by bucket, and what it is."""

    values: dict[int, float]
    label: str  # a kind of danger, "hot", "gentle", or "other" than danger
    source: str  # the file it stands in

    @property
    def is_danger(self) -> bool:
        return self.label in KINDS.values()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("languages", nargs="*", default=["en", "ja"])
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    for language in given.languages:
        lines = read_lines(language)
        if given.check:
            check(language, lines)
        else:
            write(language, learn(lines))


def learnt_from() -> dict[str, str]:
    """By language, the digest of the lines that its weights were learnt from."""
    found: dict[str, str] = json.loads(LEARNT.read_text("utf-8")) if LEARNT.exists() else {}
    return found


def digest(language: Language) -> str:
    """What tells whether the weights were learnt from the lines that lie here."""
    whole = hashlib.sha256()
    for path in _files(language):
        whole.update(path.read_bytes())
    return whole.hexdigest()


def _files(language: Language) -> list[Path]:
    return sorted((HERE / "lines").glob(f"{language}_*.jsonl"))


def read_lines(language: Language) -> list[Line]:
    found = []
    for path in _files(language):
        for row in map(json.loads, path.read_text("utf-8").splitlines()):
            values = values_in(normalise(row["text"]).text, language)
            found.append(Line(values, KINDS.get(row["label"], row["label"]), path.stem))
    seen = Counter(bucket for line in found for bucket in line.values)
    return [
        Line(
            {bucket: value for bucket, value in line.values.items() if seen[bucket] >= SEEN},
            line.label,
            line.source,
        )
        for line in found
    ]


def learn(lines: Sequence[Line]) -> list[Weights]:
    """The weights of each column, one after the other."""
    dangers = [line for line in lines if line.is_danger]
    warm = [line for line in lines if line.label in ("hot", "gentle")]
    return [
        regress([(line, line.is_danger) for line in lines]),
        regress([(line, line.label == "hot") for line in warm]),
        *(regress([(line, line.label == kind) for line in dangers]) for kind in COLUMNS[2:]),
    ]


def regress(examples: Sequence[tuple[Line, bool]]) -> Weights:
    """Logistic regression by steps that grow smaller for what was moved often; both answers weigh the same."""
    order = random.Random(7)  # noqa: S311 (not a secret)
    true = sum(answer for _, answer in examples)
    worth = {True: len(examples) / (2 * true), False: len(examples) / (2 * (len(examples) - true))}
    weights: Weights = {}
    moved: Weights = {}
    shuffled = list(examples)
    for _ in range(ROUNDS):
        order.shuffle(shuffled)
        for line, answer in shuffled:
            slope = (answer - 1 / (1 + math.exp(-max(-30.0, min(30.0, score(line, weights)))))) * worth[
                answer
            ]
            for bucket, value in line.values.items():
                change = slope * value
                moved[bucket] = moved.get(bucket, 1e-6) + change * change
                weights[bucket] = weights.get(bucket, 0.0) * (1 - SHRINK) + STEP * change / math.sqrt(
                    moved[bucket]
                )
    return weights


def score(line: Line, weights: Weights) -> float:
    return sum(weights.get(bucket, 0.0) * value for bucket, value in line.values.items())


def write(language: Language, columns: Sequence[Weights]) -> None:
    kept = bytearray(BUCKETS * len(COLUMNS))
    for column, weights in enumerate(columns):
        for bucket, weight in weights.items():
            steps = max(-127, min(127, round(weight / SCALE)))
            kept[bucket * len(COLUMNS) + column] = steps & 0xFF
    (CONTENT / language / "rewording" / FILE).write_bytes(kept)
    LEARNT.write_text(json.dumps(learnt_from() | {language: digest(language)}, indent=1) + "\n", "utf-8")
    print(f"{language}: {len(set().union(*columns))} buckets in use")


def check(language: Language, lines: Sequence[Line]) -> None:
    """Danger heard at few false alarms, and gentle left alone at few hot ones missed, for files not learnt from."""
    for source in sorted({line.source for line in lines}):
        danger, hot, *_ = learn([line for line in lines if line.source != source])
        held = [line for line in lines if line.source == source]
        harm = [score(line, danger) for line in held if line.is_danger]
        none = [score(line, danger) for line in held if not line.is_danger]
        heat = [score(line, hot) for line in held if line.label == "hot"]
        calm = [score(line, hot) for line in held if line.label == "gentle"]
        heard = ", ".join(
            f"{above(harm, quantile(none, 1 - part)):.0%} at {part:.0%}" for part in (0.02, 0.05)
        )
        left = ", ".join(f"{1 - above(calm, quantile(heat, part)):.0%} at {part:.0%}" for part in (0.03, 0.1))
        print(
            f"{language} without {source}: danger heard {heard} of false alarms; gentle left {left} of hot missed"
        )


def quantile(numbers: Iterable[float], part: float) -> float:
    ordered = sorted(numbers)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def above(numbers: Sequence[float], bar: float) -> float:
    return sum(number > bar for number in numbers) / len(numbers)


if __name__ == "__main__":
    main()
