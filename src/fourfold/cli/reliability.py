"""`fourfold reliability`: how far two codings of the same turns concur."""

from collections.abc import Mapping
from typing import BinaryIO, get_args

import click

from fourfold.cli.talks import name_of
from fourfold.cli.terminal import counted, plain, show, show_json
from fourfold.issues import FourfoldError, unknown
from fourfold.transcripts.codebook import Coarse
from fourfold.transcripts.json_lines import objects
from fourfold.transcripts.moves import Move
from fourfold.transcripts.reliability import (
    REPLICATES,
    ClassFigures,
    Interval,
    Reliability,
    Unit,
    compare,
    read_labels,
)

_SHOWN = 5
_CODEBOOK: Mapping[str, tuple[str, ...]] = {"move": tuple(Move), "coarse": get_args(Coarse)}


@click.command()
@click.argument("first", type=click.File("rb"))
@click.argument("second", type=click.File("rb"))
@click.option("--field", default="move", help="What to compare: move, coarse or another key.")
@click.option("--seed", default=1, help="Chooses the samples of the intervals.")
@click.option("--samples", default=REPLICATES, type=click.IntRange(0, 100_000), show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
def reliability(
    first: BinaryIO, second: BinaryIO, field: str, seed: int, samples: int, as_json: bool
) -> None:
    """Compare two codings of the same turns.

    FIRST and SECOND hold JSON lines like {"conversation_id": 1, "turn": 0, "move": "ask_open"}.
    FIRST is what SECOND is measured against, such as your own people's coding.
    """
    one = _labels(first, field, name_of(first) or "the first file")
    other = _labels(second, field, name_of(second) or "the second file")
    found = compare(one, other, field=field, seed=seed, replicates=samples)
    if as_json:
        show_json({"field": field, "seed": seed, "samples": samples, **found.to_json()})
    else:
        show(in_words(found))


def _labels(file: BinaryIO, field: str, name: str) -> Mapping[Unit, str]:
    """The labels of one coder; FourfoldError names the line of one that the codebook lacks."""
    lines = file.readlines()
    labels = read_labels(lines, field=field, name=name)
    for number, row in objects(lines, name=name) if field in _CODEBOOK else ():
        if (label := row.get(field) or "") not in ("", *_CODEBOOK[field]):
            raise FourfoldError(
                f"Line {number} of {name}: {unknown(field, label, _CODEBOOK[field])}"
            )
    return labels


def in_words(found: Reliability) -> str:
    """The comparison as lines for a person."""
    figures = found.figures
    turns, talks = counted(found.compared, "turn"), counted(found.conversations, "conversation")
    lines = [
        f"{turns} of {talks} compared.",
        "",
        f"Concordance    {figures.concordance:.1%}{_parts(found.concordance_interval)}",
        f"Cohen's kappa  {_number(figures.kappa)}{_interval(found.kappa_interval)}",
        f"Macro-F1       {figures.macro_f1:.3f}{_interval(found.macro_f1_interval)}",
        "",
        *_table(found.classes),
        "",
        "Where they differ most (first, then second)",
        *_differences(found),
        *_left_out("first", found.only_first),
        *_left_out("second", found.only_second),
        *(plain(issue.message) for issue in found.issues),
    ]
    return "\n".join(lines)


def _number(value: float | None) -> str:
    return "not defined" if value is None else f"{value:.3f}"


def _interval(found: Interval | None) -> str:
    return "" if found is None else f"  (95 %: {found[0]:.3f} to {found[1]:.3f})"


def _parts(found: Interval | None) -> str:
    return "" if found is None else f"  (95 %: {found[0]:.1%} to {found[1]:.1%})"


def _table(classes: tuple[ClassFigures, ...]) -> list[str]:
    wide = max(len("class"), *(len(plain(each.label)) for each in classes))
    head = f"{'class':{wide}}  precision  recall     F1  first  second"
    return [
        head,
        *(
            f"{plain(each.label):{wide}}  {each.precision:>9.3f}  {each.recall:>6.3f}  "
            f"{each.f1:>5.3f}  {each.support:>5}  {each.found:>6}"
            for each in classes
        ),
    ]


def _differences(found: Reliability) -> list[str]:
    pairs = sorted(
        (-count, one, other)
        for one, row in found.confusion.items()
        for other, count in row.items()
        if one != other
    )
    shown = [f"{-count:>5}  {plain(one)} / {plain(other)}" for count, one, other in pairs[:_SHOWN]]
    return shown or ["Nowhere."]


def _left_out(which: str, units: tuple[Unit, ...]) -> list[str]:
    if not units:
        return []
    named = "; ".join(f"{plain(talk)} turn {plain(turn)}" for talk, turn in units[:_SHOWN])
    more = f" and {len(units) - _SHOWN:,} more" if len(units) > _SHOWN else ""
    return ["", f"Only in the {which} file: {named}{more}."]
