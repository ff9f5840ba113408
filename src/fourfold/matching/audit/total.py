"""What an assignment is worth, added up anew from its pairs."""

import numpy as np

from fourfold.matching.audit.frame import Frame
from fourfold.matching.audit.values import Total
from fourfold.matching.problem import NOBODY, Ints


def total_of(frame: Frame, pair_of: Ints) -> Total:
    """The parts of the objective; `pair_of` has one pair or NOBODY for each need."""
    problem, terms = frame.problem, frame.problem.terms
    chosen = pair_of[pair_of != NOBODY]
    kept = int(problem.pair_previous[chosen].sum())
    previous = int(problem.pair_previous.sum()) + problem.lost_previous
    return Total(
        scores=int(problem.pair_score[chosen].sum()),
        unmatched=terms.unmatched_penalty * (problem.needs - len(chosen)),
        moves=terms.move_penalty * (previous - kept),
        load=int(frame.cost(load_of(frame, pair_of)).sum()),
    )


def load_of(frame: Frame, pair_of: Ints) -> Ints:
    """How many needs each guide has."""
    chosen = pair_of[pair_of != NOBODY]
    guides = frame.problem.pair_guide[chosen]
    return np.bincount(guides, minlength=frame.problem.guides).astype(np.int64)
