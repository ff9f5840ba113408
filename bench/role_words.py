"""Measures “define your role”: points and slips in labelled words. `./run bench role_words`.

The open file taught the phrases; only the sealed one tells how unseen words fare, and its rows are
never printed. Exits with 1 when a figure misses its limit.
"""

import json
import sys
import time
from pathlib import Path

from bench.figures import print_figure, provenance
from fourfold.learning.role_words import read_role, situation

DATA = Path(__file__).parent / "data"
POINTS_F1, SLIPS_RIGHT, READ_MS = 0.8, 0.85, 20


def main() -> int:
    """Print every figure beside its limit; 0 when all are met."""
    print(provenance())
    measured("role_words_open.jsonl", shows=True)
    f1, slips, slowest = measured("role_words_sealed.jsonl")
    return (
        print_figure("points found in unseen words: F1", f1, at_least=POINTS_F1)
        + print_figure("words of another form: share judged right", slips, at_least=SLIPS_RIGHT)
        + print_figure("reading one role, the slowest: ms", slowest, at_most=READ_MS)
    ) and 1


def measured(name: str, *, shows: bool = False) -> tuple[float, float, float]:
    """Micro F1 over points, share of rows whose slips were judged right, and the slowest in ms."""
    found = missed = extra = right = 0
    times = []
    rows = [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]
    for row in rows:
        start = time.perf_counter()
        reading = read_role(row["text"], situation(row["situation"]))
        times.append((time.perf_counter() - start) * 1000)
        said, due = {each.id for each in reading.points if each.is_there}, set(row["points"])
        found, missed, extra = (
            found + len(said & due),
            missed + len(due - said),
            extra + len(said - due),
        )
        right += bool(reading.slips) == row["slips"]
        if shows and (said != due or bool(reading.slips) != row["slips"]):
            slips = [each.heard for each in reading.slips]
            print(f"      missed {due - said}, extra {said - due}, slips {slips}: {row['text']}")
    f1 = 2 * found / (2 * found + missed + extra)
    share = right / len(rows)
    print(f"{name}, {len(rows)} rows: F1 {f1:.3f}, slips right {share:.3f}")
    return round(f1, 3), round(share, 3), round(max(times[1:]), 1)


if __name__ == "__main__":
    sys.exit(main())
