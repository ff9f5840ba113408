"""reasons.csv and refused.csv: why each pair is worth what it is, and whom a rule keeps apart."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from fourfold.issues import FourfoldError, quoted
from fourfold.matching.amounts import amount
from fourfold.matching.fit.reasons import PairReasons
from fourfold.matching.problem import ANY
from fourfold.matching.tables import Table

NAME, REFUSED = "reasons.csv", "refused.csv"
_PAIR = ("learner_id", "need", "guide_id")


def write_reasons(
    folder: Path, told: Iterable[PairReasons], refused: Iterable[PairReasons]
) -> None:
    """One row a reason, whose points add up to the pair's score; one row a rule that refuses."""
    _write(folder / NAME, ("points", "reason"), _earned(told))
    _write(folder / REFUSED, ("rule", "reason", "would_change"), _refusals(refused))


def read_reasons(folder: Path, learner: str, need: str) -> dict[str, list[tuple[str, int | float]]]:
    """(sentence, points) of every pair of one need, by guide id; empty without the file."""
    found: dict[str, list[tuple[str, int | float]]] = {}
    table = Table(folder / NAME, ["learner_id", "guide_id", "points", "reason"], ["need"])
    for line, (whose, guide, points, says, name) in table.rows() if table.path.exists() else ():
        if (whose, name or ANY) != (learner, need):
            continue
        number = amount(points)
        if number is None:
            raise FourfoldError(f"{table.line(line)}: points {quoted(points)} are no number.")
        whole = int(number)
        found.setdefault(guide, []).append((says, whole if whole == number else float(number)))
    return found


def read_refusals(folder: Path, learner: str, need: str) -> list[dict[str, str]]:
    """The nearest pairs of one need that a rule keeps apart; empty without the file."""
    columns = ["learner_id", "guide_id", "rule", "reason"]
    table = Table(folder / REFUSED, columns, ["need", "would_change"])
    rows = table.rows() if table.path.exists() else ()
    return [
        {"guide_id": guide, "rule": rule, "says": says, "change": change}
        for _, (whose, guide, rule, says, name, change) in rows
        if (whose, name or ANY) == (learner, need)
    ]


def _write(path: Path, more: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow((*_PAIR, *more))
        lines.writerows(rows)


def _earned(told: Iterable[PairReasons]) -> Iterator[tuple[object, ...]]:
    for pair in told:
        for each in pair.earned:
            yield pair.learner, pair.need, pair.guide, each.points, each.says


def _refusals(refused: Iterable[PairReasons]) -> Iterator[tuple[object, ...]]:
    for pair in refused:
        for each in pair.refused:
            yield pair.learner, pair.need, pair.guide, each.rule, each.says, each.would_change
