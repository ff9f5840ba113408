"""`fourfold need`: does an organization or unit need coaching, mentoring, both or neither?"""

import sys
from collections.abc import Iterator
from typing import BinaryIO

import click

from fourfold.cli.given import parsed
from fourfold.cli.terminal import show, show_json, wrapped
from fourfold.programs.need_checklist import (
    Need,
    Plan,
    Question,
    criteria,
    need_of,
    questions,
    read_answers,
)


@click.command()
@click.argument("file", required=False, type=click.File("rb"))
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def need(file: BinaryIO | None, as_json: bool) -> None:
    """Find out what an organization or a unit needs: coaching, mentoring, both or neither.

    FILE holds JSON like {"skills_soon": "yes", "together": "group"}; - reads from standard input.
    Without FILE you are asked.
    """
    if file is None and sys.stdin.isatty():
        answers = _asked()
    else:
        answers = read_answers(parsed((file or sys.stdin.buffer).read()))
    found = need_of(answers)
    if as_json:
        show_json(found.to_json())
    else:
        show(in_words(found))


def _asked() -> dict[str, str]:
    answers: dict[str, str] = {}
    click.echo("Think of one organization or unit. Enter means: not sure.")
    for question in questions():
        if value := _answer(question):
            answers[question.id] = value
    click.echo()
    return answers


def _answer(question: Question) -> str:
    labels = (f"{number} {each.label}" for number, each in enumerate(question.choices, start=1))
    click.echo(f"\n{question.ask}\n  {'   '.join(labels)}")
    numbers = click.IntRange(0, len(question.choices))
    chosen: int = click.prompt("Number", type=numbers, default=0, show_default=False)
    return question.choices[chosen - 1].value if chosen else ""


def in_words(found: Need) -> str:
    """The result as lines for a person to read."""
    return "\n".join(_lines(found)).rstrip()


def _lines(found: Need) -> Iterator[str]:
    yield wrapped(found.says)
    yield from (wrapped(each.says, "- ", "  ") for each in found.reasons)
    if found.find_out:
        yield "\nNot sure yet. Find out first:"
        yield from (wrapped(each.says, "- ", "  ") for each in found.find_out)
    for plan in found.plans:
        yield from _plan(plan)
    if found.plans:
        yield "\nSide by side"
        yield from (_row(row.about, row.coaching, row.mentoring) for row in criteria())


def _plan(plan: Plan) -> Iterator[str]:
    yield f"\n{plan.name}, step by step"
    for number, stage in enumerate(plan.stages, start=1):
        yield wrapped(stage.says, f"{number}. ", "   ")
    yield f"\nWhat {plan.name.lower()} asks of you"
    for demand in plan.demands:
        yield wrapped(demand.says, f"- {demand.about}: ", "  ")
    yield from (wrapped(f"Mind: {each.says}", "! ", "  ") for each in plan.warnings)


def _row(about: str, coaching: str, mentoring: str) -> str:
    return wrapped(
        f"{about}: coaching {coaching.lower()}; mentoring {mentoring.lower()}", "- ", "  "
    )
