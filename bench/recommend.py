"""Measures `recommend`: accuracy and kappa on labelled vignettes, and speed on one core.

Exits with 1 when a figure misses its limit. The open files taught the wording and the phrases, so
only the sealed files tell how unseen words fare. They are read for their figures alone: their rows
are never printed, so that no rule is written to fit them.
"""

import itertools
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.figures import print_figure, provenance
from fourfold.guidance.intake import Intake, questions, read_intake
from fourfold.guidance.recommend import recommend

DATA = Path(__file__).parent / "data"
LABELS = ("advising", "coaching", "coaching_with_wisdom", "mentoring", "clarify")
SEALED_ACCURACY = 0.85
TICKED_PER_SECOND = 20_000
TEXTS_PER_SECOND = 1_000
TEXT_ROUNDS = 8


def main() -> int:
    """Print every figure beside its limit; 0 when all are met."""
    print(provenance())
    for name in sorted(path.name for path in DATA.glob("vignettes_open*.jsonl")):
        _quality(name)
    missed = 0
    for name in sorted(path.name for path in DATA.glob("vignettes_sealed*.jsonl")):
        accuracy = round(_quality(name), 3)
        missed += print_figure(f"accuracy on {name}", accuracy, at_least=SEALED_ACCURACY)
    missed += _speed("ticked intakes a second of one core", _ticked(), TICKED_PER_SECOND)
    missed += _speed("intakes with new text a second of one core", _with_text(), TEXTS_PER_SECOND)
    return 1 if missed else 0


def _quality(name: str) -> float:
    """Print the figures of one file of vignettes. Returns its accuracy."""
    path = DATA / name
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    pairs = []
    combinations = []
    for row in rows:
        found = recommend(read_intake({"text": row["text"], "answers": row["answers"]}))
        pairs.append((row["form"], found.to_json()["form"]))
        combinations.append((set(row["combination"] or ()), set(found.combination or ())))
    accuracy = sum(label == form for label, form in pairs) / len(pairs)
    print(f"{name}, {len(rows)} rows: {accuracy:.3f}, kappa {_kappa(pairs):.3f}")
    print("      " + ", ".join(f"{label} {_recall(pairs, label)}" for label in LABELS))
    meant = [found == label for label, found in combinations if label]
    extra = sum(bool(found) and not label for label, found in combinations)
    print(f"      combinations: {sum(meant)} of {len(meant)} found, {extra} more proposed")
    return accuracy


def _recall(pairs: Sequence[tuple[str, str]], label: str) -> str:
    of_label = [form == label for meant, form in pairs if meant == label]
    return f"{sum(of_label)}/{len(of_label)}"


def _kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa of labels and recommended forms."""
    count = len(pairs)
    observed = sum(label == form for label, form in pairs) / count
    labels = Counter(label for label, _ in pairs)
    forms = Counter(form for _, form in pairs)
    expected = sum(labels[each] * forms[each] for each in LABELS) / count**2
    return (observed - expected) / (1 - expected)


def _ticked() -> list[Intake]:
    """Every combination of answers once, with each question also left out.

    Outcomes are kept for intakes that differ in the topic alone, which decides nothing.
    """
    columns = [
        [(each.key, None), *((each.key, choice.value) for choice in each.choices)]
        for each in questions()
    ]
    return [
        Intake({key: value for key, value in row if value is not None})
        for row in itertools.product(*columns)
    ]


def _with_text() -> list[Intake]:
    """Open texts joined and cut to 60 words, each made new by a word that says nothing."""
    lines = (DATA / "vignettes_open.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [text for line in lines if line and (text := json.loads(line)["text"])]
    pairs = zip(texts, reversed(texts), strict=True)
    joined = [" ".join(f"{one} {other}".split()[:60]) for one, other in pairs]
    return [Intake({}, f"{text} n{number}") for number in range(TEXT_ROUNDS) for text in joined]


def _speed(name: str, intakes: Sequence[Intake], limit: int) -> int:
    # The lists of phrases are read once a process; that is not what is measured here.
    recommend(Intake({}, "warm"))
    rate = len(intakes) / _timed(lambda: [recommend(intake) for intake in intakes])
    missed = print_figure(name, round(rate), at_least=limit)
    words = sum(len(intake.text.split()) for intake in intakes) / len(intakes)
    print(f"      {len(intakes):,} intakes, {words:.0f} words on average")
    return missed


def _timed(work: Callable[[], object]) -> float:
    """Seconds of one core, so that whatever else the machine does is not counted."""
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
