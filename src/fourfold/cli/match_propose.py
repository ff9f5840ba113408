"""`fourfold match propose`: from profiles to a problem folder with reasons."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from fourfold.cli.terminal import counted, show
from fourfold.issues import FourfoldError, quoted
from fourfold.matching.candidates.engines import Engine
from fourfold.matching.candidates.finding import USUAL_K
from fourfold.matching.candidates.nearest import nearest_refused
from fourfold.matching.fit.people import Profiles
from fourfold.matching.fit.profile_checks import check_profiles
from fourfold.matching.fit.reasons import PairReasons
from fourfold.matching.folder import write_folder
from fourfold.matching.folder.reasons import write_reasons
from fourfold.matching.profiles import read_columns, read_profiles
from fourfold.matching.proposing import Proposed
from fourfold.matching.proposing import propose as proposed
from fourfold.matching.terms import Terms

# A need without a guide costs twice the best score, so that people come before points.
USUAL_TERMS = Terms(unmatched_penalty=20_000)
_TOLD = 8


@click.command()
@click.argument("learners", type=click.Path(path_type=Path))
@click.argument("guides", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder to write; it must not hold a problem yet.",
)
@click.option(
    "--columns", type=click.Path(path_type=Path), help="A TOML file with headings of your own."
)
@click.option("--candidates", default=USUAL_K, show_default=True, help="Guides kept for each need.")
@click.option(
    "--week-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The week in which hours of several time zones are compared; else the present one.",
)
@click.option(
    "--engine",
    type=click.Choice([each.value for each in Engine]),
    default=Engine.THREADS.value,
    show_default=True,
    help="What looks through the pairs; the result is the same.",
)
def propose(
    learners: Path,
    guides: Path,
    out: Path,
    columns: Path | None,
    candidates: int,
    week_of: datetime | None,
    engine: str,
) -> None:
    """Score every pair that no rule forbids, and write a problem folder for `solve`.

    LEARNERS and GUIDES are CSV files of profiles (docs/matching.md). Beside the problem it writes
    reasons.csv, whose points add up to each score, and refused.csv, the nearest pairs that a rule
    keeps apart.
    """
    if (out / "pairs.csv").exists():
        raise FourfoldError(f"{quoted(str(out))} holds a problem already. Name another folder.")
    day = (week_of or datetime.now().astimezone()).date()
    named = read_columns(columns) if columns else None
    read = read_profiles(learners, guides, week_of=day, columns=named)
    _refuse(read.profiles)
    found = proposed(read.profiles, USUAL_TERMS, k=candidates, engine=Engine(engine))
    write_folder(out, found.problem)
    write_reasons(out, _reasons(found), _refused(found))
    show("\n".join([*_summary(found, out), *read.notices, *_warnings(read.profiles)]))


def _refuse(profiles: Profiles) -> None:
    wrong = [each.message for each in check_profiles(profiles) if each.severity == "error"]
    if wrong:
        raise FourfoldError("\n".join(wrong))


def _warnings(profiles: Profiles) -> list[str]:
    return [each.message for each in check_profiles(profiles) if each.severity == "warning"]


def _reasons(found: Proposed) -> Iterator[PairReasons]:
    for need in range(found.problem.needs):
        yield from found.reasons_of_candidates(need)


def _refused(found: Proposed) -> Iterator[PairReasons]:
    needs = range(found.problem.needs)
    for told in nearest_refused(found.features, found.weights, found.likeness, needs):
        yield from told


def _summary(found: Proposed, out: Path) -> list[str]:
    problem = found.problem
    short = [need for need in found.candidates.short().tolist() if not _has_pair(found, need)]
    lines = [
        f"{counted(problem.pairs, 'pair')} for {counted(problem.needs, 'need')} written to {out}."
    ]
    told = nearest_refused(found.features, found.weights, found.likeness, short[:_TOLD])
    for need, nearest in zip(short, told, strict=False):
        learner, name = problem.need_of(need)
        why = [f"Nearest is {one.guide}: {one.refused[0].says}" for one in nearest[:1]]
        lines.append(" ".join([f"{learner} ({name}) can have nobody.", *why]))
    if len(short) > _TOLD:
        lines.append(f"… and {counted(len(short) - _TOLD, 'more need')} without any guide.")
    return lines


def _has_pair(found: Proposed, need: int) -> bool:
    first = found.problem.first_pair
    return bool(first[need] < first[need + 1])
