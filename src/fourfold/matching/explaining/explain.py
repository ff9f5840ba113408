"""Why a need has the guide it has, or nobody, and why nobody better was chosen.

Every answer comes from the closed lists of `data/matching_answers.toml`; numbers are exact where
prices prove an optimum, and left out where none do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from fourfold.matching.answers import said, who
from fourfold.matching.explaining.standing import Standing, standing_of
from fourfold.matching.explaining.why_nobody import Nobody, why_nobody
from fourfold.matching.explaining.why_not import Lost, why_not
from fourfold.matching.problem import NOBODY, Problem, Solution
from fourfold.matching.terms import Method

# The points of each reason, in words, by guide id.
Reasons = Mapping[str, Sequence[tuple[str, int | float]]]

_MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer for one need. `guide_id` is "" and `nobody` is told when it has nobody.

    `score` is as people wrote it; `all_reasons` has the points of each reason, by guide id. `lost`
    are the candidates with a better score or rank, or all of them for nobody: the best first.
    """

    learner_id: str
    need: str
    guide_id: str
    says: str
    score: int | float | None
    nobody: Nobody | None
    lost: tuple[Lost, ...]
    all_reasons: Reasons = field(default_factory=dict)

    def lines(self, most: int = _MOST_SHOWN) -> list[str]:
        """The answer as lines for a person, with at most so many lost candidates."""
        lines = [self.says, *self._reasons(self.guide_id)]
        if self.lost:
            lines += ["", said("explain", "others" if self.guide_id else "all")]
        for each in self.lost[:most]:
            lines += [f"  {each.says} {each.change}".rstrip(), *self._reasons(each.guide_id)]
        if len(self.lost) > most:
            lines.append(said("explain", "more", more=len(self.lost) - most))
        return lines

    def to_json(self) -> dict[str, Any]:
        """The answer as plain values."""
        return {
            "learner_id": self.learner_id,
            "need": self.need,
            "guide_id": self.guide_id or None,
            "says": self.says,
            "score": self.score,
            "reasons": self._reason_values(self.guide_id),
            "unmatched": self.nobody and {"code": self.nobody.code, "says": self.nobody.says},
            "lost": [
                {
                    "guide_id": each.guide_id,
                    "score": each.score,
                    "learner_rank": each.learner_rank,
                    "code": each.code,
                    "says": each.says,
                    "short": each.short,
                    "change": each.change,
                    "reasons": self._reason_values(each.guide_id),
                }
                for each in self.lost
            ],
        }

    def _reasons(self, guide: str) -> list[str]:
        reasons = self.all_reasons.get(guide, ())
        return [
            said("explain", "reason", points=f"{points:>6,}", says=says) for says, points in reasons
        ]

    def _reason_values(self, guide: str) -> list[dict[str, Any]]:
        return [{"says": s, "points": points} for s, points in self.all_reasons.get(guide, ())]


def explain(
    problem: Problem,
    solution: Solution,
    need: int,
    reasons: Reasons | None = None,
    *,
    method: Method = Method.OPTIMAL,
    standing: Standing | None = None,
) -> Explanation:
    """Explain one need; `need` is its index. Whoever explains many passes one `standing`."""
    standing = standing or standing_of(problem, solution.assignment, method)
    pair = int(standing.pair_of[need])
    learner, name = problem.need_of(need)
    guide = "" if pair == NOBODY else problem.guide_ids[problem.pair_guide[pair]]
    nobody = why_nobody(standing, need) if pair == NOBODY else None
    lost = tuple(why_not(standing, each) for each in better_pairs(standing, need))
    return Explanation(
        learner_id=learner,
        need=name,
        guide_id=guide,
        says=nobody.says if nobody else _headline(standing, need, pair),
        score=None if pair == NOBODY else problem.in_points(int(problem.pair_score[pair])),
        nobody=nobody,
        lost=lost,
        all_reasons=reasons or {},
    )


def better_pairs(standing: Standing, need: int) -> list[int]:
    """The pairs of a need with a better score or rank than its own, the best first; all of them
    when it has nobody."""
    problem, own = standing.problem, int(standing.pair_of[need])
    low, high = (int(each) for each in standing.first_pair[need : need + 2])
    pairs = np.arange(low, high)
    score, rank = problem.pair_score[low:high], problem.pair_learner_rank[low:high]
    place = np.where(rank > 0, rank, int(rank.max(initial=0)) + 1)
    if own != NOBODY:
        better = (score > score[own - low]) | (place < place[own - low])
        pairs, score, place = pairs[better], score[better], place[better]
    by_rank_first = standing.method is Method.STABLE
    order = np.lexsort((-score, place) if by_rank_first else (place, -score))
    found: list[int] = pairs[order].tolist()
    return found


def _headline(standing: Standing, need: int, pair: int) -> str:
    problem = standing.problem
    rank = int(problem.pair_learner_rank[pair])
    facts = {
        "who": who(problem, need),
        "guide": problem.guide_ids[problem.pair_guide[pair]],
        "score": problem.in_points(int(problem.pair_score[pair])),
        "rank": rank,
    }
    words = [said("explain", "has_ranked" if rank else "has", **facts)]
    if problem.pair_locked[pair]:
        words.append(said("explain", "locked"))
    elif problem.pair_previous[pair]:
        words.append(said("explain", "kept"))
    return " ".join(words)
