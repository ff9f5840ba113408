"""pairs.csv: who could guide whom, and what each pair is worth."""

from array import array
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from fourfold.issues import quoted
from fourfold.matching.amounts import LARGEST_UNITS, Amounts, whole
from fourfold.matching.folder.sides import Guides, Learners
from fourfold.matching.problem import NOBODY, Ints
from fourfold.matching.tables import Mistakes, Table


@dataclass(frozen=True)
class Pairs:
    """pairs.csv in canonical order: by need, then by guide."""

    need: Ints
    guide: Ints
    learner_rank: Ints
    guide_rank: Ints
    scores: Amounts
    # Where each pair's row was among the rows, for the scores; and the line it stood on.
    row: Ints
    line: Ints
    guides: int

    def find(self, need: Ints, guide: Ints) -> Ints:
        """The index of each (need, guide), or NOBODY where there is no such pair."""
        keys = self.need * self.guides + self.guide
        wanted = need * self.guides + guide
        place = np.searchsorted(keys, wanted)
        inside = np.minimum(place, len(keys) - 1)
        hit = (place < len(keys)) & (keys[inside] == wanted) if len(keys) else place < 0
        found: Ints = np.where(hit, place, NOBODY)
        return found


def read_pairs(folder: Path, learners: Learners, guides: Guides, mistakes: Mistakes) -> Pairs:
    """pairs.csv, with what is wrong in it added to `mistakes`."""
    table = Table(
        folder / "pairs.csv",
        ["learner_id", "guide_id", "score"],
        ["need", "learner_rank", "guide_rank"],
    )
    rows = _Rows(learners, guides)
    for line, cells in table.rows():
        if wrong := rows.add(line, *cells):
            mistakes.add(table.line(line), wrong)
    found = rows.in_order()
    _refuse_twice(table, found, learners, guides, mistakes)
    return found


class _Rows:
    """Rows of pairs.csv as columns of numbers; ten million of them fit."""

    def __init__(self, learners: Learners, guides: Guides) -> None:
        self._learners, self._guides = learners, guides
        self._needs, self._whom, self._lines = array("i"), array("i"), array("i")
        self._learner_ranks, self._guide_ranks = array("i"), array("i")
        self._scores = Amounts()
        # Every rank that was read once; few differ.
        self._ranks = {"": 0}

    def add(
        self, line: int, learner: str, guide: str, score: str, name: str, first: str, second: str
    ) -> str:
        """Take one row, or say what is wrong with it."""
        known = self._learners.index.get((learner, name))
        need = self._learners.need(learner, name) if known is None else known
        whom = self._guides.guide(guide)
        ranks = self._rank(first), self._rank(second)
        if isinstance(need, str) or isinstance(whom, str):
            return need if isinstance(need, str) else str(whom)
        if ranks[0] is None or ranks[1] is None:
            return _wrong_rank(first if ranks[0] is None else second)
        if not self._scores.add(score):
            return _wrong_score(score)
        self._needs.append(need)
        self._whom.append(whom)
        self._lines.append(line)
        self._learner_ranks.append(ranks[0])
        self._guide_ranks.append(ranks[1])
        return ""

    def in_order(self) -> Pairs:
        """All of them by need and guide."""
        kept = (self._needs, self._whom, self._learner_ranks, self._guide_ranks, self._lines)
        columns = [np.frombuffer(each, np.int32) for each in kept]
        order = np.lexsort((columns[1], columns[0])).astype(np.int64)
        need, guide, learner_rank, guide_rank, line = (
            column[order].astype(np.int64) for column in columns
        )
        many = len(self._guides.ids)
        return Pairs(need, guide, learner_rank, guide_rank, self._scores, order, line, many)

    def _rank(self, text: str) -> int | None:
        rank = self._ranks.get(text)
        if rank is None and (rank := whole(text, least=1)) is not None:
            self._ranks[text] = rank
        return rank


def _refuse_twice(
    table: Table, pairs: Pairs, learners: Learners, guides: Guides, mistakes: Mistakes
) -> None:
    same = (np.diff(pairs.need) == 0) & (np.diff(pairs.guide) == 0)
    for place in np.flatnonzero(same):
        first, second = sorted(pairs.line[place : place + 2].tolist())
        learner = learners.ids[learners.need_learner[pairs.need[place]]]
        mistakes.add(
            table.line(second),
            f"learner {learner} with guide {guides.ids[pairs.guide[place]]} "
            f"stands on line {first} already.",
        )


def _wrong_rank(found: str) -> str:
    return f"the rank {quoted(found)} is no whole number from 1. Leave it empty when unranked."


def _wrong_score(found: str) -> str:
    said = f"the score {quoted(found)} is no number" if found else "the score is missing"
    return f"{said}. Write one such as 640 or 0.64, at most {LARGEST_UNITS:,}."
