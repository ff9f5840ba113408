"""From profiles to a matching problem, with all that its reasons are told from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.issues import FourfoldError
from fourfold.matching.candidates.engines import Engine
from fourfold.matching.candidates.finding import USUAL_K, Candidates, candidates
from fourfold.matching.candidates.similarity import Floats, Likeness, likeness_of_vectors
from fourfold.matching.candidates.texts import likeness_of_profiles
from fourfold.matching.fit.features import Features, features_of
from fourfold.matching.fit.people import Guide, Learner, Need, Profiles
from fourfold.matching.fit.reasons import PairReasons, reasons_of_need
from fourfold.matching.fit.scoring import Weights, weights_of
from fourfold.matching.fit.ties import ranks_of
from fourfold.matching.marking import IdPair, marked
from fourfold.matching.problem import NOBODY, Ints, Problem
from fourfold.matching.terms import Terms

_USUAL_TERMS = Terms()
Needs = list[tuple[int, Need]]


@dataclass(frozen=True, eq=False)
class Proposed:
    """A problem and what it was made of. Needs and guides have the same indices in all parts."""

    problem: Problem
    features: Features
    weights: Weights
    likeness: Likeness
    candidates: Candidates

    def reasons(self, need: int, guides: Sequence[int]) -> tuple[PairReasons, ...]:
        """What speaks for a need with each of these guides, or which rules refuse it."""
        alike = self.likeness.block(np.array([need]), np.asarray(guides, np.int64))[0]
        return reasons_of_need(self.features, self.weights, need, guides, alike)

    def reasons_of_candidates(self, need: int) -> tuple[PairReasons, ...]:
        """The reasons of every pair of a need, in the order of the problem."""
        first = self.problem.first_pair
        return self.reasons(need, self.problem.pair_guide[first[need] : first[need + 1]].tolist())


def propose(
    profiles: Profiles,
    terms: Terms = _USUAL_TERMS,
    *,
    weights: Mapping[FormOfGuidance, Mapping[str, int]] | None = None,
    k: int = USUAL_K,
    vectors: tuple[Floats, Floats] | None = None,
    locks: Sequence[IdPair] = (),
    forbidden: Sequence[IdPair] = (),
    previous: Sequence[IdPair] = (),
    engine: Engine = Engine.THREADS,
    workers: int | None = None,
    seed: int = 0,
) -> Proposed:
    """Candidates, scores and rankings of everybody, as one problem.

    `vectors` come from the program's own model, a row for each text of `texts_of`; without them
    words are compared. What is refused is told at `features_of`, `weights_of`, `candidates` and
    `problem_of`.
    """
    features, worth = features_of(profiles), weights_of(weights)
    likeness = likeness_of_vectors(*vectors) if vectors else likeness_of_profiles(profiles)
    pinned = [_indices(features, lock) for lock in locks]
    keep = [*pinned, *_still_there(features, previous)]
    found = candidates(
        features, worth, likeness, k, keep=keep, engine=engine, workers=workers, seed=seed
    )
    _check_locks(features, worth, pinned)
    problem = problem_of(profiles, found, terms, locks, forbidden, previous)
    return Proposed(problem, features, worth, likeness, found)


def problem_of(
    profiles: Profiles,
    found: Candidates,
    terms: Terms = _USUAL_TERMS,
    locks: Sequence[IdPair] = (),
    forbidden: Sequence[IdPair] = (),
    previous: Sequence[IdPair] = (),
) -> Problem:
    """The problem whose pairs are these candidates; scores are whole points.

    Pairs are given as (learner id, name of the need, guide id). FourfoldError for an unknown one, a
    lock that a rule, a ban, a capacity or another lock contradicts, a load cost that ends too
    early, and needs that are not named by their form where guides have places by form. A previous
    pair that is no candidate counts as lost.
    """
    learners = sorted(profiles.learners, key=lambda each: each.id)
    guides = sorted(profiles.guides, key=lambda each: each.id)
    needs = [
        (place, need)
        for place, learner in enumerate(learners)
        for need in sorted(learner.needs, key=lambda each: each.name)
    ]
    _check_cost(terms, guides)
    groups = tuple(sorted({each.group for each in learners if each.group}))
    group_of = {group: number for number, group in enumerate(groups)}
    rank, no_pair = _ranks(learners, needs, guides, found), np.zeros(len(found), np.bool_)
    quotas = list(_quotas(learners, needs, guides))
    problem = Problem(
        learner_ids=tuple(each.id for each in learners),
        groups=groups,
        learner_group=_ints([group_of.get(each.group, NOBODY) for each in learners]),
        need_learner=_ints([place for place, _ in needs]),
        need_names=tuple(need.name for _, need in needs),
        guide_ids=tuple(each.id for each in guides),
        capacity=_ints([each.capacity for each in guides]),
        min_if_open=_ints([each.min_if_open for each in guides]),
        pair_need=found.need,
        pair_guide=found.guide,
        pair_score=found.score,
        pair_learner_rank=rank[:, 0],
        pair_guide_rank=rank[:, 1],
        pair_forbidden=no_pair,
        pair_locked=no_pair,
        pair_previous=no_pair,
        quota_guide=_ints([guide for guide, _, _ in quotas]),
        quota_name=tuple(name for _, name, _ in quotas),
        quota_limit=_ints([limit for _, _, limit in quotas]),
        terms=terms,
    )
    return marked(problem, locks, forbidden, previous)


def _ints(numbers: Sequence[int]) -> Ints:
    return np.array(numbers, np.int64)


def _indices(features: Features, pair: IdPair) -> tuple[int, int]:
    learner, need, guide = pair
    return features.need_index(learner, need), features.guide_index(guide)


def _still_there(features: Features, pairs: Sequence[IdPair]) -> Iterator[tuple[int, int]]:
    """The pairs of whom nobody left."""
    for pair in pairs:
        try:
            yield _indices(features, pair)
        except FourfoldError:
            continue


def _check_locks(features: Features, weights: Weights, pinned: Sequence[tuple[int, int]]) -> None:
    """FourfoldError with the sentence of a rule that refuses a locked pair."""
    for need, guide in pinned:
        told = reasons_of_need(features, weights, need, [guide], np.zeros(1, np.int64))[0]
        for refusal in told.refused[:1]:
            raise FourfoldError(
                f"“{told.learner}” (need “{told.need}”) is locked to guide “{told.guide}”, and a"
                f" rule refuses this pair: {refusal.says} Take the lock back."
            )


def _ranks(
    learners: Sequence[Learner], needs: Needs, guides: Sequence[Guide], found: Candidates
) -> Ints:
    """Both sides' ranks of each candidate pair, shape (pairs, 2); 0 for none."""
    ranks = ranks_of(learners, needs, guides)
    ranked = np.repeat(np.arange(len(needs)), np.diff(ranks.first)) * len(guides) + ranks.guide
    codes = found.need * len(guides) + found.guide
    is_pair = np.isin(ranked, codes)
    both = np.zeros((len(codes), 2), np.int64)
    both[np.searchsorted(codes, ranked[is_pair])] = ranks.values[is_pair]
    return both


def _quotas(
    learners: Sequence[Learner], needs: Needs, guides: Sequence[Guide]
) -> Iterator[tuple[int, str, int]]:
    """(guide, form, places) wherever a guide has fewer places in a form of these needs than in all.

    A need counts by its name, so where there are any, it must be named by its form.
    """
    forms = sorted({need.form for _, need in needs})
    found = [
        (place, form.value, guide.capacity_by_form[form])
        for place, guide in enumerate(guides)
        for form in forms
        if guide.capacity_by_form.get(form, guide.capacity) < guide.capacity
    ]
    for place, need in needs if found else ():
        if need.name.partition(":")[0] != need.form:
            raise FourfoldError(
                f"“{guides[found[0][0]].id}” has places by form, and needs count by what stands"
                f" before the colon of their names. Name need “{need.name}” of learner"
                f" “{learners[place].id}” “{need.form}:{need.name}”."
            )
    yield from found


def _check_cost(terms: Terms, guides: Sequence[Guide]) -> None:
    most = max((guide.capacity for guide in guides), default=0)
    if terms.load_cost and len(terms.load_cost) <= most:
        raise FourfoldError(
            f"The cost of load is given for loads up to {len(terms.load_cost) - 1}, but a guide has"
            f" {most} places. Add the cost of loads up to {most}."
        )
