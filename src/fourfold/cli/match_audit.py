"""`fourfold match audit`: proves or refutes an assignment, whoever made it."""

import sys
from pathlib import Path

import click

from fourfold.cli.terminal import show, show_json
from fourfold.matching.audit import certify
from fourfold.matching.explaining.report import report
from fourfold.matching.folder import read_assignment, read_folder
from fourfold.matching.problem import Solution
from fourfold.matching.terms import Method


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("assignment", type=click.Path(path_type=Path))
@click.option(
    "--method",
    type=click.Choice([each.value for each in Method]),
    help="What is claimed; without it, either is enough.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the whole report as JSON.")
def audit(folder: Path, assignment: Path, method: str | None, as_json: bool) -> None:
    """Check a CSV of learner_id, need, guide_id against a problem folder.

    Exit code 0: it keeps every rule, and nothing refutes what is claimed; what integer rules leave
    unproven is told as a distance from the best. 1: it is refuted, and why is named. 2: the files
    cannot be read.
    """
    read, how = read_folder(folder), Method(method) if method else None
    claimed, wrong = read_assignment(assignment, read.problem)
    certificate = certify(read.problem, claimed, rows=wrong)
    if as_json:
        show_json(
            report(read.problem, Solution(claimed), certificate, method=how, notices=read.notices)
        )
    else:
        show("\n".join(certificate.sentences()))
    if certificate.refutes(how):
        sys.exit(1)
