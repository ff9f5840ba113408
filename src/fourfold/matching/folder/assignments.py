"""An assignment as rows: learner_id, need, guide_id."""

import csv
from pathlib import Path

import numpy as np

from fourfold.issues import quoted
from fourfold.matching.problem import ANY, NOBODY, Assignment, Problem
from fourfold.matching.tables import Table

COLUMNS = ("learner_id", "need", "guide_id")


def write_assignment(path: Path, problem: Problem, assignment: Assignment) -> None:
    """One row a need with a guide, in canonical order."""
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(COLUMNS)
        lines.writerows(assignment.rows(problem))


def read_assignment(path: Path, problem: Problem) -> tuple[Assignment, tuple[str, ...]]:
    """The assignment in a file, and a sentence for every row that cannot be part of any.

    FourfoldError only when the file is no such table.
    """
    table = Table(path, ["learner_id", "guide_id"], ["need"])
    needs = {problem.need_of(need): need for need in range(problem.needs)}
    pair_at = _pairs_by_ids(problem)
    pair_of = np.full(problem.needs, NOBODY, np.int64)
    wrong: list[str] = []
    for line, (learner, guide, name) in table.rows():
        need = needs.get((learner, name or ANY))
        pair = pair_at.get((need, guide)) if need is not None else None
        if not guide:
            continue
        if need is not None and pair is not None and pair_of[need] == NOBODY:
            pair_of[need] = pair
        else:
            what = _why_not(need is None, pair is None, guide)
            wrong.append(f"{table.line(line)}: {quoted(name or ANY)} of {quoted(learner)} {what}.")
    return Assignment(pair_of), tuple(wrong)


def _pairs_by_ids(problem: Problem) -> dict[tuple[int, str], int]:
    ids = (problem.guide_ids[guide] for guide in problem.pair_guide)
    return {
        each: pair for pair, each in enumerate(zip(problem.pair_need.tolist(), ids, strict=True))
    }


def _why_not(no_need: bool, no_pair: bool, guide: str) -> str:
    if no_need:
        return "is no need of learners.csv"
    return f"with {quoted(guide)} is no pair of pairs.csv" if no_pair else "has a guide already"
