"""Published examples of stable matching: who ranks whom, and the matching that was printed."""

import tomllib
from pathlib import Path

import numpy as np

from fourfold.matching.problem import NOBODY, Problem


def examples() -> dict[str, dict]:
    """Every example by its name."""
    return tomllib.loads(Path(__file__).with_name("examples.toml").read_text(encoding="utf-8"))


def problem_of(example: dict) -> Problem:
    """The example as a problem: whoever is not ranked by both sides is no pair."""
    learners, guides = sorted(example["learners"]), sorted(example["guides"])
    pairs = [
        (n, g, example["learners"][learner].index(guide), example["guides"][guide].index(learner))
        for n, learner in enumerate(learners)
        for g, guide in enumerate(guides)
        if guide in example["learners"][learner] and learner in example["guides"][guide]
    ]
    need, guide, ours, theirs = np.array(pairs, np.int64).T
    nothing = np.zeros(len(pairs), np.bool_)
    return Problem(
        learner_ids=tuple(learners),
        groups=(),
        learner_group=np.full(len(learners), NOBODY),
        need_learner=np.arange(len(learners)),
        need_names=("any",) * len(learners),
        guide_ids=tuple(guides),
        capacity=np.array([example["places"].get(guide, 1) for guide in guides]),
        min_if_open=np.zeros(len(guides), np.int64),
        pair_need=need,
        pair_guide=guide,
        pair_score=np.zeros(len(pairs), np.int64),
        pair_learner_rank=ours + 1,
        pair_guide_rank=theirs + 1,
        pair_forbidden=nothing,
        pair_locked=nothing,
        pair_previous=nothing,
    )
