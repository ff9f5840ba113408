"""`fourfold match solve`: who guides whom, with the certificate of the result."""

import sys
from pathlib import Path

import click

from fourfold.cli.terminal import show, show_json
from fourfold.matching.audit import certify
from fourfold.matching.explaining.report import in_words, report
from fourfold.matching.folder import read_folder, write_assignment
from fourfold.matching.solve import solve as solved
from fourfold.matching.terms import Method


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--method",
    type=click.Choice([each.value for each in Method]),
    default=Method.OPTIMAL.value,
    show_default=True,
    help="The highest objective, or pairs of which no two others would rather have each other.",
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the pairs to this CSV."
)
@click.option("--seed", default=0, show_default=True, help="Decides between equals; any number.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole report as JSON.")
def solve(folder: Path, method: str, out: Path | None, seed: int, as_json: bool) -> None:
    """Find the pairs of a problem folder, and check them independently.

    The same folder gives the same pairs, whatever the order of its rows. Every result is audited
    before it is shown.
    """
    read, how = read_folder(folder), Method(method)
    solution = solved(read.problem, how, seed)
    certificate = certify(read.problem, solution.assignment, prices=solution.prices)
    found = report(read.problem, solution, certificate, method=how, notices=read.notices)
    if out is not None:
        write_assignment(out, read.problem, solution.assignment)
    if as_json:
        show_json(found)
    else:
        show(in_words(found))
        if out is not None:
            show(f"Written to {out}.")
    if not certificate.is_feasible:
        sys.exit(1)
