"""Why a need did not get somebody else: every candidate with why it lost, and who was none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from fourfold.matching.explaining.explain import better_pairs
from fourfold.matching.explaining.standing import Standing, standing_of
from fourfold.matching.explaining.why_not import why_not
from fourfold.matching.fit.facts import criteria
from fourfold.matching.problem import NOBODY, Ints, Problem
from fourfold_web.matching.candidates import Look
from fourfold_web.matching.causes import method_of
from fourfold_web.matching.inputs import inputs_of, places_of_needs
from fourfold_web.matching.models import Proposal
from fourfold_web.matching.shown import SOMEBODY, ids_in, names_of, with_names
from fourfold_web.matching.stored import unpacked

MOST_CANDIDATES, MOST_REFUSED = 12, 12
_GAPS = 2


@dataclass(frozen=True, slots=True)
class Alternative:
    """A guide whom the need did not get. `score` is None for somebody whom a rule keeps from it."""

    guide_id: str
    guide: str
    words: tuple[str, ...]
    change: str = ""
    score: int | None = None

    @property
    def may_pin(self) -> bool:
        """Whether a pin could hold: no rule is in the way."""
        return self.score is not None


def alternatives_of(proposal: Proposal) -> list[Alternative]:
    """The candidates of a need, the best first, then guides whom a rule keeps from it now."""
    problem, assignment, more = unpacked(proposal.run.problem)
    settings = proposal.run.to_settings()
    key = (str(proposal.need.learner_id), proposal.form_of_guidance)
    need = [problem.need_of(each) for each in range(problem.needs)].index(key)
    standing = standing_of(problem, assignment, method_of(settings))
    found = list(_candidates(standing, need, more["points"]))
    inputs = inputs_of(proposal.run.round)
    if inputs.is_anybody_there:
        found += _refused(Look(inputs, settings), key, problem, need)
    return _with_names(found)


def _candidates(standing: Standing, need: int, points: Ints) -> Iterator[Alternative]:
    problem, own = standing.problem, int(standing.pair_of[need])
    better = better_pairs(standing, need)
    low, high = (int(each) for each in standing.first_pair[need : need + 2])
    others = [pair for pair in range(low, high) if pair != own and pair not in set(better)]
    others.sort(key=lambda pair: -int(problem.pair_score[pair]))
    for pair in [*better, *others][:MOST_CANDIDATES]:
        lost = why_not(standing, pair)
        behind = "" if own == NOBODY else _behind(points, pair, own)
        yield Alternative(
            lost.guide_id,
            lost.guide_id,
            tuple(filter(None, (lost.says, behind))),
            lost.change,
            int(problem.pair_score[pair]) // problem.scale,
        )


def _behind(points: Ints, pair: int, own: int) -> str:
    """Where the chosen pair earns more, in one sentence; points have a column a pair."""
    gaps = points[:, own].astype(np.int64) - points[:, pair]
    titles = [each.title.lower() for each in criteria().values()]
    most = sorted(zip(gaps.tolist(), titles, strict=True), reverse=True)[:_GAPS]
    told = [f"{title} ({gap:,})" for gap, title in most if gap > 0]
    return f"Fewer points for {' and '.join(told)}." if told else ""


def _refused(
    look: Look, key: tuple[str, str], problem: Problem, need: int
) -> Sequence[Alternative]:
    """Guides who were no candidates, those who would fit best first, with the rule in the way."""
    first = problem.first_pair
    were = {problem.guide_ids[each] for each in problem.pair_guide[first[need] : first[need + 1]]}
    features = look.features
    others = [place for place, each in enumerate(features.guide_ids) if each not in were]
    needs = places_of_needs(features)
    if key not in needs or not others:
        return ()
    told = sorted(look.reasons(needs[key], others), key=lambda each: -each.score)
    return [
        Alternative(each.guide, each.guide, (each.refused[0].says,), each.refused[0].would_change)
        for each in told
        if each.refused
    ][:MOST_REFUSED]


def _with_names(found: list[Alternative]) -> list[Alternative]:
    names = names_of(ids_in([(each.guide_id, each.words, each.change) for each in found]))
    return [
        replace(
            each,
            guide=names.get(each.guide_id, SOMEBODY),
            words=tuple(with_names(line, names) for line in each.words),
            change=with_names(each.change, names),
        )
        for each in found
    ]
