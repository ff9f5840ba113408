"""Learns `data/wording.toml` from the open vignettes; with --check, how well it carries over.

A multinomial logistic regression on the features of `fourfold.guidance.wording`, written out here
because it is a page long and the product needs no numeric library for it. The order is fixed by a
seed, so the same vignettes give the same file. The sealed vignettes are never read.
"""

import json
import math
import random
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fourfold.guidance.tokens import tokens
from fourfold.guidance.wording import LABELS, features, likeness_of

OPEN_FILES = tuple(sorted((Path(__file__).parent / "data").glob("vignettes_open*.jsonl")))
TARGET = Path(__file__).parent.parent / "src/fourfold/data/wording.toml"
ROUNDS = 40
RATE = 0.15
START_RATE = 0.02
SHRINK = 3.0
AT_LEAST = 2
UNIT = 100
HEADER = """\
# How learners word a need, learned from labelled vignettes by bench/learn_wording.py: not for
# editing by hand. For each word stem, pair of stems or step of length, the weights in 1/{unit} for
# {labels}.
# "<number>", "<date>", "<role>" and "<them>" stand for all such words. Names of forms are left
# out (G-7).
source = "G-26"
unit = {unit}
start = {start}

[weights]
"""


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled text: its features and the place of its label in `LABELS`."""

    features: tuple[str, ...]
    label: int


@dataclass(frozen=True, slots=True)
class Learned:
    """Where each label starts, and the weights of each feature."""

    start: list[float]
    weights: dict[str, list[float]]


def main() -> None:
    """Write the file, or with --check print how each open file fares when the others teach."""
    if "--check" in sys.argv:
        _check()
        return
    TARGET.write_text(
        _as_toml(learn([each for path in OPEN_FILES for each in read(path)])), "utf-8"
    )
    print(f"{TARGET.name}: learned from {', '.join(path.name for path in OPEN_FILES)}")


def read(path: Path) -> list[Example]:
    """The labelled texts of a file of vignettes; rows without text teach nothing."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [
        Example(tuple(sorted(features(tokens(row["text"])))), LABELS.index(row["form"]))
        for row in rows
        if row["text"].strip()
    ]


def learn(examples: Sequence[Example]) -> Learned:
    """Fit the weights by AdaGrad, shrunk towards 0; rare features are left out."""
    counts = Counter(feature for each in examples for feature in each.features)
    known = {feature for feature, count in counts.items() if count >= AT_LEAST}
    learned = Learned([0.0] * len(LABELS), {each: [0.0] * len(LABELS) for each in sorted(known)})
    squares = {feature: [1e-8] * len(LABELS) for feature in known}
    shuffled = list(examples)
    order = random.Random(7)  # noqa: S311
    for _ in range(ROUNDS):
        order.shuffle(shuffled)
        for each in shuffled:
            _step(learned, squares, each, SHRINK / len(examples))
    return learned


def _step(
    learned: Learned, squares: Mapping[str, list[float]], example: Example, shrink: float
) -> None:
    known = [feature for feature in example.features if feature in learned.weights]
    scale = 1 / math.sqrt(len(known) + 1)
    guess = _parts(learned, known)
    for place in range(len(LABELS)):
        error = guess[place] - (place == example.label)
        learned.start[place] -= START_RATE * error
        for feature in known:
            weights, seen = learned.weights[feature], squares[feature]
            slope = error * scale + shrink * weights[place]
            seen[place] += slope * slope
            weights[place] -= RATE * slope / math.sqrt(seen[place])


def _parts(learned: Learned, known: Sequence[str]) -> tuple[float, ...]:
    scale = 1 / math.sqrt(len(known) + 1)
    sums = [
        start + scale * sum(learned.weights[feature][place] for feature in known)
        for place, start in enumerate(learned.start)
    ]
    found = likeness_of(sums)
    return (*found.forms, found.unclear)


def _check() -> None:
    files = {path.name: read(path) for path in OPEN_FILES}
    for name, asked in files.items():
        learned = learn([each for other in files if other != name for each in files[other]])
        right = sum(_best(learned, each) == each.label for each in asked)
        print(
            f"{name}: {right / len(asked):.3f} of {len(asked)} texts by wording alone, others teach"
        )


def _best(learned: Learned, example: Example) -> int:
    parts = _parts(learned, [each for each in example.features if each in learned.weights])
    return max(range(len(LABELS)), key=lambda place: parts[place])


def _as_toml(learned: Learned) -> str:
    start = [round(value * UNIT) for value in learned.start]
    rows = {
        feature: [round(weight * UNIT) for weight in weights]
        for feature, weights in learned.weights.items()
    }
    lines = [f"{json.dumps(each)} = {row}" for each, row in rows.items() if any(row)]
    head = HEADER.format(labels=", ".join(LABELS), unit=UNIT, start=start)
    return head + "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
