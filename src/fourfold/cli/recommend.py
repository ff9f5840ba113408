"""`fourfold recommend`: the form of guidance that fits, from JSON or in conversation."""

import json
import sys
from collections.abc import Mapping
from typing import Any, BinaryIO

import click

from fourfold.cli.conversation import ask
from fourfold.cli.given import parsed
from fourfold.guidance.catalog import profile
from fourfold.guidance.intake import Intake, question, read_intake
from fourfold.guidance.recommend import Recommendation
from fourfold.guidance.recommend import recommend as recommend_form
from fourfold.issues import FourfoldError


@click.command()
@click.argument("file", required=False, type=click.File("rb"))
@click.option("--json", "as_json", is_flag=True, help="Print the recommendation as JSON.")
def recommend(file: BinaryIO | None, as_json: bool) -> None:
    """Recommend a form of guidance.

    FILE holds JSON like {"text": "my own words", "answers": {"wants": "answer"}}, or a list of
    these; - reads from standard input. Without FILE you are asked.
    """
    if file is None and sys.stdin.isatty():
        _show(recommend_form(ask()), as_json)
        return
    data = parsed((file or sys.stdin.buffer).read())
    if isinstance(data, list):
        _show_all([recommend_form(intake) for intake in _intakes(data)], as_json)
    else:
        _show(recommend_form(read_intake(data)), as_json)


def _intakes(data: list[object]) -> list[Intake]:
    found = []
    for index, item in enumerate(data):
        try:
            found.append(read_intake(item))
        except FourfoldError as refused:
            raise FourfoldError(f"Item {index}: {refused}") from refused
    return found


def _show(found: Recommendation, as_json: bool) -> None:
    _print(_json(found.to_json()) if as_json else in_words(found))


def _show_all(found: list[Recommendation], as_json: bool) -> None:
    if as_json:
        _print(_json([each.to_json() for each in found]))
        return
    for index, each in enumerate(found):
        _print(f"Item {index}\n{in_words(each)}\n")


def _print(text: str) -> None:
    # JSON may hold half a character, which no terminal can show.
    click.echo(text.encode("utf-8", "replace"))


def _json(data: Mapping[str, Any] | list[dict[str, Any]]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)


def in_words(found: Recommendation) -> str:
    """The recommendation as lines for a person to read."""
    lines = [_headline(found), ""]
    lines += [f"- {each.says} ({each.answer})" for each in found.reasons]
    if found.prompts:
        lines += ["", "Think about these first:", *(f"- {each}" for each in found.prompts)]
    if found.near_miss:
        name = profile(found.near_miss.form_of_guidance).name
        lines += ["", f"It would be {name.lower()} with {_labels(found.near_miss.if_)}."]
    if found.still_to_ask:
        asked = (question(key).ask for key in found.still_to_ask)
        lines += ["", "Your answer here could still change this:", *(f"- {each}" for each in asked)]
    lines += ["", *found.warnings] if found.warnings else []
    return "\n".join(lines).rstrip()


def _headline(found: Recommendation) -> str:
    if found.combination:
        one, other = (profile(form).name for form in found.combination)
        return f"{one} together with {other.lower()} fits what you describe."
    if found.form_of_guidance:
        about = profile(found.form_of_guidance)
        return f"{about.name} fits what you describe. {about.purpose}"
    return "It is not clear yet which form of guidance fits. That is a fine place to start."


def _labels(changes: str) -> str:
    pairs = (change.partition("=") for change in changes.split(" and "))
    return " and ".join(f"“{question(key).choice(value).label}”" for key, _, value in pairs)
