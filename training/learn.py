"""Learns the weights of the danger gate and of hot and gentle from the lines in this folder.

    python3 -m training.learn [en ja] [--check]

Writes `weights.bin` and `kinds.bin` into `conversations/content/<language>/rewording/`, the same for the same lines.
With `--check` nothing is written: each file is held back once, learnt without, and measured.
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

from conversations.rewording import features
from conversations.rewording.normalise import normalise
from conversations.rewording.values import Language
from conversations.rewording.weighing import EVERY, KEY, KIND, MEANING, SCALE, Table, values_in

HERE = Path(__file__).parent
LEARNT = HERE / "learnt_from.json"
CONTENT = HERE.parent / "conversations" / "content"
KINDS = {
    "self_harm": "self_harm", "threat": "threat", "violence": "violence_reported", "coercion": "coercion",
    "sexual_coercion": "sexual_coercion",
}  # fmt: skip
ROUNDS = 20
LENIENT = 4.0  # what a line on the wrong side costs, beside what large weights cost
RARER = 3  # the power by which what few lines have counts for more: it tells more than what all have
SEEN = 2  # lines in which a feature must occur

Weights = dict[int, float]


@dataclass(frozen=True)
class Line:
    """One line as numbers: what its features count, by key, and what it is."""

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
            write(language, MEANING, learn_meaning(lines))
            write(language, KIND, learn_kinds(lines))
            LEARNT.write_text(
                json.dumps(learnt_from() | {language: digest(language)}, indent=1) + "\n", "utf-8"
            )


def learnt_from() -> dict[str, str]:
    """By language, the digest of the lines that its weights were learnt from."""
    found: dict[str, str] = json.loads(LEARNT.read_text("utf-8")) if LEARNT.exists() else {}
    return found


def digest(language: Language) -> str:
    """What tells whether the weights were learnt from the lines that lie here."""
    whole = hashlib.sha256(Path(features.__file__).read_bytes())
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
    return found


def learn_meaning(lines: Sequence[Line]) -> list[Weights]:
    """What tells danger from the rest, and hot from gentle."""
    warm = [line for line in lines if line.label in ("hot", "gentle")]
    rare = rarity(lines)
    return [
        learn([(line, line.is_danger) for line in lines], rare),
        learn([(line, line.label == "hot") for line in warm], rare),
    ]


def learn_kinds(lines: Sequence[Line]) -> list[Weights]:
    """What tells each kind of danger from the others."""
    dangers = [line for line in lines if line.is_danger]
    rare = rarity(dangers)
    return [learn([(line, line.label == kind) for line in dangers], rare) for kind in KIND.columns]


def rarity(lines: Sequence[Line]) -> Weights:
    """How much more each key counts the fewer lines have it: about 1 on the whole; none that too few have."""
    seen = Counter(key for line in lines for key in line.values)
    tells = {key: 1 + math.log(len(lines) / times) for key, times in seen.items() if times >= SEEN}
    typical = sum(tells.values()) / len(tells)
    counts = {key: (telling / typical) ** RARER for key, telling in tells.items()}
    return counts | {EVERY: 1.0}


def learn(examples: Sequence[tuple[Line, bool]], rare: Weights) -> Weights:
    """Weights whose sum over a line is at least 1 for the answer yes and at most -1 for no, as far as they can."""
    scaled = [
        ({key: value * rare[key] for key, value in line.values.items() if key in rare}, answer)
        for line, answer in examples
    ]
    return {key: weight * rare[key] for key, weight in separate(scaled).items()}


def separate(examples: Sequence[tuple[Weights, bool]]) -> Weights:
    """A linear support vector machine, squared hinge loss, by dual coordinate descent (Hsieh et al. 2008)."""
    order = random.Random(7)  # noqa: S311 (not a secret)
    weights: Weights = {}
    pulls = [0.0] * len(examples)
    soft = 1 / (2 * LENIENT)
    lengths = [sum(value * value for value in values.values()) + soft for values, _ in examples]
    places = list(range(len(examples)))
    for _ in range(ROUNDS):
        order.shuffle(places)
        for place in places:
            values, answer = examples[place]
            side = 1.0 if answer else -1.0
            missing = 1 - side * score(values, weights) - soft * pulls[place]
            pull = max(0.0, pulls[place] + missing / lengths[place])
            if pull != pulls[place]:
                step, pulls[place] = side * (pull - pulls[place]), pull
                for key, value in values.items():
                    weights[key] = weights.get(key, 0.0) + step * value
    return weights


def score(values: Weights, weights: Weights) -> float:
    return sum(weights.get(key, 0.0) * value for key, value in values.items())


def write(language: Language, table: Table, columns: Sequence[Weights]) -> None:
    """The weights that are not nothing after all."""
    keys = sorted(set().union(*columns))
    rows = {key: [_steps(weights.get(key, 0.0)) for weights in columns] for key in keys}
    kept = [key for key in keys if any(rows[key])]
    written = b"".join(key.to_bytes(KEY, "little") for key in kept)
    written += b"".join(step.to_bytes(1, "little", signed=True) for key in kept for step in rows[key])
    (CONTENT / language / "rewording" / table.file).write_bytes(written)
    print(f"{language} {table.file}: {len(kept)} of {len(keys)} features kept")


def _steps(weight: float) -> int:
    return max(-127, min(127, round(weight / SCALE)))


def check(language: Language, lines: Sequence[Line]) -> None:
    """Danger heard at few false alarms, and gentle left alone at few hot ones missed, for files not learnt from."""
    for source in sorted({line.source for line in lines}):
        danger, hot = learn_meaning([line for line in lines if line.source != source])
        held = [line for line in lines if line.source == source]
        harm = [score(line.values, danger) for line in held if line.is_danger]
        none = [score(line.values, danger) for line in held if not line.is_danger]
        heat = [score(line.values, hot) for line in held if line.label == "hot"]
        calm = [score(line.values, hot) for line in held if line.label == "gentle"]
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
