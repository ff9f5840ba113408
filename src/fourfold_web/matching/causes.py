"""Why a need was left without a guide, and what would help, from the core's closed lists."""

from collections import Counter

import numpy as np

from fourfold.matching.explaining.explain import Explanation, explain
from fourfold.matching.explaining.standing import Standing, standing_of
from fourfold.matching.problem import Problem
from fourfold.matching.terms import Method
from fourfold_web.matching.candidates import Look
from fourfold_web.matching.run_settings import RunSettings, Way
from fourfold_web.matching.solving import Solved

# So many reasons are told of guides whom rules keep from a need.
_MOST_RULES = 3


def standing_in(done: Solved, settings: RunSettings) -> Standing:
    """Where everybody stands once pairs are found; made once for many questions."""
    return standing_of(done.problem, done.solution.assignment, method_of(settings))


def method_of(settings: RunSettings) -> Method:
    """By what a run can be explained."""
    return Method.STABLE if settings.way is Way.STABLE else Method.OPTIMAL


def cause_of(look: Look, done: Solved, standing: Standing, need: int) -> dict[str, str]:
    """The cause, its sentence, and what would help; people stand in it by their ids."""
    told = explain(done.problem, done.solution, need, method=standing.method, standing=standing)
    words, change = told.says, _what_helps(told)
    if not _has_pairs(done.problem, need):
        words, change = _refused(look, need)
    elif _all_weak(done.problem, need, look.settings):
        floor = look.settings.position.floor
        words = f"Every guide who could take it stays below {floor:,} points."
        change = "A balance further toward a guide for everybody."
    code = told.nobody.code if told.nobody else ""
    return {"code": code, "words": words, "change": change}


def _what_helps(told: Explanation) -> str:
    changes = (each.change for each in told.lost if each.change)
    return next(changes, "")


def _has_pairs(problem: Problem, need: int) -> bool:
    first = problem.first_pair
    return bool(first[need] < first[need + 1])


def _all_weak(problem: Problem, need: int, settings: RunSettings) -> bool:
    first = problem.first_pair
    scores = problem.pair_score[first[need] : first[need + 1]]
    return bool((scores < settings.position.floor * problem.scale).all())


def _refused(look: Look, need: int) -> tuple[str, str]:
    """The rules that keep every guide from a need, and the guide who is nearest to it."""
    every = np.arange(look.features.guides).tolist()
    told = [each for each in look.reasons(need, every) if each.refused]
    counted = Counter(each.refused[0].says.rstrip(".") for each in told).most_common(_MOST_RULES)
    rules = "; ".join(f"{says} ({number} of {len(every)})" for says, number in counted)
    nearest = min(told, key=lambda each: (len(each.refused), -each.score, each.guide))
    change = nearest.refused[0].would_change
    helps = f"Nearest is {nearest.guide}. {change}" if len(nearest.refused) == 1 else change
    return f"Rules keep every guide from it: {rules}.", helps
