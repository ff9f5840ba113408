"""Measures the SMART checks of `fourfold goal` against goals labelled twice.

Exits with 1 when a figure of the sealed half misses its limit. The open half was read while the
rules were written; the sealed half is counted for its figures alone and its misses are never
printed. `data/goals_learn.jsonl`, by a third author, was read for its wordings and is not measured.
`--misses` shows those of the open half. A label counts where both passes gave it.
"""

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

from bench.figures import print_figure, provenance
from fourfold.goals.smart import check_goal
from fourfold.goals.smart_facts import Letter

DATA = Path(__file__).parent / "data"
SMART = tuple(Letter)[:-1]
F1 = 0.85
WITHIN_ONE_LEVEL = 0.85
GOALS = 200
A_SECOND = 500


def main() -> int:
    """Print every figure beside its limit; 0 when all are met."""
    print(provenance())
    halves = {name: _rows(name) for name in ("open", "sealed")}
    missed = print_figure("labelled goals", sum(map(len, halves.values())), at_least=GOALS)
    for name, rows in halves.items():
        below = _quality(name, rows)
        missed += below if name == "sealed" else 0
    missed += _speed(halves["open"])
    if "--misses" in sys.argv:
        _show_misses(halves["open"])
    return 1 if missed else 0


def _rows(half: str) -> list[dict]:
    path = DATA / f"goals_{half}.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    for row in rows:
        row["found"] = check_goal(row["text"])
    return rows


def _quality(name: str, rows: Sequence[dict]) -> int:
    print(f"\n{name} half: {len(rows)} goals")
    missed = 0
    for letter in Letter:
        # "no" and "unclear" are told apart below; a letter is met or it is not.
        first, second = ([_met(row[key][letter]) for row in rows] for key in ("labels", "second"))
        found = [_met(getattr(row["found"], letter).met) for row in rows]
        agreed = [i for i, each in enumerate(first) if each == second[i]]
        score = _f1([first[i] for i in agreed], [found[i] for i in agreed])
        missed += print_figure(f"{name} {letter}: F1 of {len(agreed)}", score, at_least=F1)
        one, other = _f1(first, found), _f1(second, found)
        raters = _kappa(first, second)
        print(f"      first pass {one}, second pass {other}; between the passes kappa {raters}")
    beyond = [row for row in rows if row["labels"]["attainable"] == "no"]
    told = sum(row["found"].attainable.met == "no" for row in beyond)
    said = sum(row["found"].attainable.met == "no" for row in rows)
    print(f"      beyond reach: {told} of {len(beyond)} found, {said - told} more called so")
    return missed + _levels(name, rows)


def _levels(name: str, rows: Sequence[dict]) -> int:
    first, second = ([_level(row[key]) for row in rows] for key in ("labels", "second"))
    within = fmean(
        abs(row["found"].level - (one + other) / 2) <= 1
        for row, one, other in zip(rows, first, second, strict=True)
    )
    missed = print_figure(
        f"{name}: levels within one of the raters' mean",
        round(within, 3),
        at_least=WITHIN_ONE_LEVEL,
    )
    print(f"      the raters' own levels: ICC(2,1) {_icc(first, second)}")
    return missed


def _level(labels: dict) -> int:
    return sum(_met(labels[letter]) for letter in SMART)


def _met(label: bool | str) -> bool:
    return label is True or label == "yes"


def _f1(labels: Sequence[bool], found: Sequence[bool]) -> float:
    pairs = list(zip(labels, found, strict=True))
    right = sum(label and each for label, each in pairs)
    return round(2 * right / ((sum(labels) + sum(found)) or 1), 3)


def _kappa(one: Sequence[bool], other: Sequence[bool]) -> float:
    n = len(one)
    agreed = sum(a == b for a, b in zip(one, other, strict=True)) / n
    a, b = sum(one) / n, sum(other) / n
    chance = a * b + (1 - a) * (1 - b)
    return round((agreed - chance) / (1 - chance), 3)


def _icc(one: Sequence[int], other: Sequence[int]) -> float:
    """Two-way random, single rater, absolute agreement (Shrout and Fleiss 1979)."""
    n, k = len(one), 2
    mean = fmean([*one, *other])
    means = [(a + b) / k for a, b in zip(one, other, strict=True)]
    between = k * sum((each - mean) ** 2 for each in means) / (n - 1)
    raters = n * sum((fmean(each) - mean) ** 2 for each in (one, other)) / (k - 1)
    total = sum((each - mean) ** 2 for each in [*one, *other])
    rest = (total - between * (n - 1) - raters * (k - 1)) / ((n - 1) * (k - 1))
    return round((between - rest) / (between + (k - 1) * rest + k * (raters - rest) / n), 3)


def _speed(rows: Sequence[dict]) -> int:
    started = time.process_time()
    for row in rows:
        check_goal(row["text"])
    rate = int(len(rows) / (time.process_time() - started))
    return print_figure("\ngoals a second of one core", rate, at_least=A_SECOND)


def _show_misses(rows: Sequence[dict]) -> None:
    for letter in Letter:
        print(f"\n{letter}")
        for row in rows:
            label, found = row["labels"][letter], getattr(row["found"], letter).met
            if _met(label) != _met(found) or {label, found} == {"no", "unclear"}:
                print(f"  {label} found {found} ({row['second'][letter]}): {row['text']}")


if __name__ == "__main__":
    sys.exit(main())
