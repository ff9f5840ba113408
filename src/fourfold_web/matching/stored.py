"""A matching problem and its assignment as bytes, for the row of a run; nobody else reads them."""

import io
import json
from dataclasses import asdict, fields

import numpy as np

from fourfold.matching.problem import Assignment, Problem
from fourfold.matching.terms import GroupRule, LargestMeanGap, LeastMatched, Terms

VERSION = 1
RULES = {rule.__name__: rule for rule in (LeastMatched, LargestMeanGap)}
NAMES = ("learner_ids", "groups", "need_names", "guide_ids", "quota_name")


def packed(problem: Problem, assignment: Assignment, **more: np.ndarray) -> bytes:
    """The problem and who got whom, compressed; `more` are arrays that go with them."""
    arrays = {
        each.name: getattr(problem, each.name)
        for each in fields(Problem)
        if isinstance(getattr(problem, each.name), np.ndarray)
    }
    rules = [[type(rule).__name__, asdict(rule)] for rule in problem.terms.group_rules]
    head = {
        "version": VERSION,
        "names": {name: list(getattr(problem, name)) for name in NAMES},
        "terms": {**asdict(problem.terms), "group_rules": rules},
        "lost_previous": problem.lost_previous,
        "scale": problem.scale,
    }
    buffer = io.BytesIO()
    text = np.frombuffer(json.dumps(head).encode(), np.uint8)
    np.savez_compressed(buffer, head=text, assignment=assignment.pair_of, **arrays, **more)
    return buffer.getvalue()


def unpacked(stored: bytes) -> tuple[Problem, Assignment, dict[str, np.ndarray]]:
    """What `packed` was given: problem, assignment, and the further arrays."""
    with np.load(io.BytesIO(bytes(stored)), allow_pickle=False) as found:
        arrays = dict(found)
    head = json.loads(arrays.pop("head").tobytes())
    assignment = Assignment(arrays.pop("assignment"))
    known = {each.name for each in fields(Problem)}
    problem = Problem(
        **{name: tuple(values) for name, values in head["names"].items()},
        **{name: arrays.pop(name) for name in list(arrays) if name in known},
        terms=_terms(head["terms"]),
        lost_previous=head["lost_previous"],
        scale=head["scale"],
    )
    return problem, assignment, arrays


def _terms(stored: dict) -> Terms:
    rules: list[GroupRule] = [RULES[name](**values) for name, values in stored["group_rules"]]
    return Terms(**{**stored, "load_cost": tuple(stored["load_cost"]), "group_rules": tuple(rules)})
