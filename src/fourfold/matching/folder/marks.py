"""forbidden.csv, locks.csv and previous.csv: rows that speak of pairs, need by need."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from fourfold.matching.folder.pairs import Pairs
from fourfold.matching.folder.sides import Guides, Learners
from fourfold.matching.problem import NOBODY, Flags, Ints
from fourfold.matching.tables import Mistakes, Table

EVERY_NEED = "*"


@dataclass(frozen=True)
class Marks:
    """The rows of one such file.

    One entry a row in every array: the need, the guide, the line, and the pair, NOBODY where
    pairs.csv has none.
    """

    table: Table
    need: Ints
    guide: Ints
    line: Ints
    pair: Ints

    def flags(self, pairs: int) -> Flags:
        """Which of so many pairs are marked."""
        flags = np.zeros(pairs, np.bool_)
        flags[self.pair[self.pair != NOBODY]] = True
        return flags


class MarkReader:
    """Reads those files against the same learners, guides and pairs."""

    def __init__(
        self, folder: Path, learners: Learners, guides: Guides, pairs: Pairs, mistakes: Mistakes
    ) -> None:
        """`mistakes` gathers what is wrong."""
        self._folder, self._mistakes = folder, mistakes
        self._learners, self._guides, self._pairs = learners, guides, pairs

    def forbidden(self) -> Marks:
        """Bans; one of a pair that nobody proposed bans nothing and is no mistake."""
        return self._read("forbidden.csv", ("need", "reason"))

    def locks(self) -> Marks:
        """Locks, each once and each a pair of pairs.csv."""
        found = self._read("locks.csv", ("need",))
        for row in np.flatnonzero(found.pair == NOBODY):
            self._mistakes.add(
                found.table.line(found.line[row]),
                "this pair is not in pairs.csv. Add it there with its score, or drop the lock.",
            )
        self._once(found)
        return found

    def previous(self) -> tuple[Marks, tuple[str, ...], int]:
        """The assignment in force, sentences about who is gone, and how many rows that are.

        People leave: a row that names nobody of today is told, and counts as not kept.
        """
        gone = Mistakes()
        found = self._read("previous.csv", ("need",), unknown=gone)
        self._once(found)
        return found, gone.told(), gone.count

    def _read(self, name: str, optional: tuple[str, ...], unknown: Mistakes | None = None) -> Marks:
        table = Table(self._folder / name, ["learner_id", "guide_id"], optional)
        rows: list[tuple[int, int, int]] = []
        for line, (learner, guide, need, *_) in table.rows() if table.path.exists() else ():
            whom = self._guides.guide(guide)
            found = [self._learners.need(learner, each) for each in self._named(learner, need)]
            wrong = next((each for each in (*found, whom) if isinstance(each, str)), None)
            if wrong:
                (self._mistakes if unknown is None else unknown).add(table.line(line), wrong)
            else:
                rows += [(int(each), int(whom), line) for each in found]
        return self._marks(table, rows)

    def _named(self, learner: str, need: str) -> tuple[str, ...]:
        return self._learners.needs_of.get(learner, ("",)) if need == EVERY_NEED else (need,)

    def _marks(self, table: Table, rows: list[tuple[int, int, int]]) -> Marks:
        need, guide, line = np.array(rows, np.int64).reshape(-1, 3).T
        return Marks(table, need, guide, line, self._pairs.find(need, guide))

    def _once(self, marks: Marks) -> None:
        """A need has one guide at most, so it stands in one row at most."""
        order = np.lexsort((marks.line, marks.need))
        need, line = marks.need[order], marks.line[order]
        for row in np.flatnonzero(np.diff(need) == 0):
            self._mistakes.add(
                marks.table.line(line[row + 1]),
                f"this need stands on line {line[row]} already. It can have one guide.",
            )
