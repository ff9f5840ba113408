"""A problem folder as a `Problem`: every mistake is told with its line, nothing is dropped."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from fourfold.issues import FourfoldError, quoted
from fourfold.matching.amounts import LARGEST_UNITS, MOST_DECIMALS, scale_of, whole
from fourfold.matching.folder.instance import NAME, InstanceFile
from fourfold.matching.folder.locks import refuse_contradictions
from fourfold.matching.folder.marks import MarkReader
from fourfold.matching.folder.pairs import Pairs, read_pairs
from fourfold.matching.folder.sides import Guides, Learners, read_guides, read_learners
from fourfold.matching.problem import Problem
from fourfold.matching.tables import Mistakes, Table
from fourfold.matching.terms import LeastMatched


@dataclass(frozen=True, eq=False)
class Folder:
    """What a problem folder holds, and what was read otherwise than it stands there."""

    problem: Problem
    notices: tuple[str, ...]


def read_folder(path: Path) -> Folder:
    """The problem in a folder; FourfoldError with all mistakes, each naming file and line."""
    if not path.is_dir():
        raise FourfoldError(f"There is no folder {quoted(str(path))}.")
    mistakes = Mistakes()
    learners, guides = read_learners(path, mistakes), read_guides(path, mistakes)
    mistakes.refuse()
    pairs = read_pairs(path, learners, guides, mistakes)
    mistakes.refuse()
    instance = InstanceFile(path / NAME, learners.groups)
    scale = scale_of((pairs.scores, instance.amounts))
    _refuse_large(pairs, instance, scale)
    marks = MarkReader(path, learners, guides, pairs, mistakes)
    forbidden, locks = marks.forbidden(), marks.locks()
    previous, gone, lost = marks.previous()
    quotas = _quotas(path, guides, mistakes)
    problem = replace(
        _problem(learners, guides, pairs),
        pair_score=pairs.scores.units(scale)[pairs.row],
        pair_forbidden=forbidden.flags(len(pairs.need)),
        pair_locked=locks.flags(len(pairs.need)),
        pair_previous=previous.flags(len(pairs.need)),
        lost_previous=lost + int((previous.pair < 0).sum()),
        terms=instance.terms(scale),
        scale=scale,
        quota_guide=np.array([guide for guide, _ in quotas], np.int64),
        quota_name=tuple(name for _, name in quotas),
        quota_limit=np.array(list(quotas.values()), np.int64),
    )
    refuse_contradictions(problem, locks, forbidden, mistakes)
    _refuse_short_cost(problem, mistakes)
    _refuse_large_counts(problem, mistakes)
    mistakes.refuse()
    return Folder(problem, (*gone, *_rounded(pairs, instance), *_never_open(problem)))


def _problem(learners: Learners, guides: Guides, pairs: Pairs) -> Problem:
    none = np.zeros(len(pairs.need), np.bool_)
    return Problem(
        learner_ids=learners.ids,
        groups=learners.groups,
        learner_group=learners.group_of,
        need_learner=learners.need_learner,
        need_names=learners.need_names,
        guide_ids=guides.ids,
        capacity=guides.capacity,
        min_if_open=guides.min_if_open,
        pair_need=pairs.need,
        pair_guide=pairs.guide,
        pair_score=np.zeros(len(pairs.need), np.int64),
        pair_learner_rank=pairs.learner_rank,
        pair_guide_rank=pairs.guide_rank,
        pair_forbidden=none,
        pair_locked=none,
        pair_previous=none,
    )


def _quotas(folder: Path, guides: Guides, mistakes: Mistakes) -> dict[tuple[int, str], int]:
    """quotas.csv: at most so many needs of one name with a guide (a capacity by form)."""
    table = Table(folder / "quotas.csv", ["guide_id", "need", "capacity"])
    rows: dict[tuple[int, str], int] = {}
    for line, (guide, need, capacity) in table.rows() if table.path.exists() else ():
        whom, limit = guides.guide(guide), whole(capacity)
        if isinstance(whom, str):
            mistakes.add(table.line(line), whom)
        elif limit is None:
            mistakes.add(table.line(line), f"capacity {quoted(capacity)} is no whole number.")
        elif (whom, need) in rows:
            mistakes.add(table.line(line), f"guide {guide} has a quota for {need} already.")
        else:
            rows[whom, need] = limit
    return dict(sorted(rows.items()))


def _refuse_large(pairs: Pairs, instance: InstanceFile, scale: int) -> None:
    for amounts, where in ((pairs.scores, "pairs.csv"), (instance.amounts, NAME)):
        if amounts.largest * scale > LARGEST_UNITS:
            raise FourfoldError(
                f"{where}: {amounts.largest:g} is too large beside amounts with "
                f"{len(str(scale)) - 1} decimals. Use at most {LARGEST_UNITS // scale:,}."
            )


def _refuse_short_cost(problem: Problem, mistakes: Mistakes) -> None:
    allowed = ~problem.pair_forbidden
    could = np.bincount(problem.pair_guide[allowed], minlength=problem.guides)
    most = int(np.minimum(problem.capacity, could).max(initial=0))
    length = len(problem.terms.load_cost)
    if length and length <= most:
        mistakes.add(
            NAME,
            f'"load_cost" has {length} entries, for loads 0 to {length - 1}, but a guide can have '
            f"{most}. Add the cost of loads up to {most}.",
        )


def _refuse_large_counts(problem: Problem, mistakes: Mistakes) -> None:
    for rule in problem.terms.group_rules:
        if isinstance(rule, LeastMatched):
            there = int((problem.need_group == problem.groups.index(rule.group)).sum())
            if rule.count > there:
                mistakes.add(
                    NAME,
                    f"at least {rule.count} needs of group {rule.group} are to have a guide, but "
                    f"it has {there} needs. Lower the count.",
                )


def _rounded(pairs: Pairs, instance: InstanceFile) -> list[str]:
    return [
        f"{where}: {amounts.rounded:,} amounts were rounded to {MOST_DECIMALS} decimals."
        for amounts, where in ((pairs.scores, "pairs.csv"), (instance.amounts, NAME))
        if amounts.rounded
    ]


def _never_open(problem: Problem) -> list[str]:
    return [
        f"guides.csv: guide {problem.guide_ids[guide]} takes nobody or at least "
        f"{problem.min_if_open[guide]}, with room for {problem.capacity[guide]}: so nobody."
        for guide in np.flatnonzero(problem.min_if_open > problem.capacity)
        if problem.capacity[guide]
    ]
