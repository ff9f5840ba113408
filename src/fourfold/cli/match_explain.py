"""`fourfold match explain`: why this guide, why not another, and what would change it."""

from pathlib import Path

import click
import numpy as np

from fourfold.cli.terminal import show, show_json
from fourfold.issues import FourfoldError, quoted
from fourfold.matching.explaining.explain import Explanation
from fourfold.matching.explaining.explain import explain as explained
from fourfold.matching.explaining.standing import standing_of
from fourfold.matching.folder import read_assignment, read_folder
from fourfold.matching.folder.reasons import read_reasons, read_refusals
from fourfold.matching.problem import Problem, Solution
from fourfold.matching.solve import solve
from fourfold.matching.terms import Method


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("learner")
@click.option("--need", help="Only this need of the learner.")
@click.option(
    "--method",
    type=click.Choice([each.value for each in Method]),
    default=Method.OPTIMAL.value,
    show_default=True,
    help="How the pairs are found.",
)
@click.option(
    "--pairs",
    type=click.Path(path_type=Path),
    help="Explain these pairs (a CSV of learner_id, need, guide_id) instead of solving.",
)
@click.option("--seed", default=0, show_default=True, help="Decides between equals; any number.")
@click.option("--json", "as_json", is_flag=True, help="Print the explanation as JSON.")
def explain(
    folder: Path,
    learner: str,
    need: str | None,
    method: str,
    pairs: Path | None,
    seed: int,
    as_json: bool,
) -> None:
    """Say why LEARNER has their guide, or none: points, who was better and why they were lost.

    Points of single reasons are shown where the folder was made by `propose`.
    """
    problem = read_folder(folder).problem
    solution = _given(pairs, problem) if pairs else solve(problem, Method(method), seed)
    standing = standing_of(problem, solution.assignment, Method(method))
    found = [
        explained(
            problem,
            solution,
            each,
            read_reasons(folder, *problem.need_of(each)),
            method=Method(method),
            standing=standing,
        )
        for each in _needs(problem, learner, need)
    ]
    kept_apart = [read_refusals(folder, each.learner_id, each.need) for each in found]
    if as_json:
        both = zip(found, kept_apart, strict=True)
        show_json([{**each.to_json(), "refused": refused} for each, refused in both])
    else:
        show("\n\n".join(map(_text, found, kept_apart)))


def _text(found: Explanation, refused: list[dict[str, str]]) -> str:
    lines = found.lines()
    if refused:
        lines += ["", "Nearest whom a rule keeps apart:"]
    lines += [f"  {one['guide_id']}: {one['says']} {one['change']}".rstrip() for one in refused]
    return "\n".join(lines)


def _given(path: Path, problem: Problem) -> Solution:
    assignment, wrong = read_assignment(path, problem)
    if wrong:
        raise FourfoldError("\n".join(wrong))
    return Solution(assignment)


def _needs(problem: Problem, learner: str, name: str | None) -> list[int]:
    if learner not in problem.learner_ids:
        raise FourfoldError(f"There is no learner {quoted(learner)} in learners.csv.")
    mine = np.flatnonzero(problem.need_learner == problem.learner_ids.index(learner)).tolist()
    wanted = [need for need in mine if name in (None, problem.need_names[need])]
    if not wanted:
        names = ", ".join(problem.need_names[need] for need in mine)
        raise FourfoldError(f"Learner {learner} has no need {quoted(name)}, only {names}.")
    return wanted
