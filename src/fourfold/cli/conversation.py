"""Asking a learner at the terminal: own words first, then only what is still worth asking."""

import click

from fourfold.guidance.intake import Intake, Question, question
from fourfold.guidance.recommend import recommend


def ask() -> Intake:
    """The intake that the learner gives; Enter skips a question."""
    click.echo("What do you need guidance for? Say it in your own words, or press Enter.")
    text = click.prompt(">", default="", show_default=False, prompt_suffix=" ")
    answers: dict[str, str] = {}
    skipped: set[str] = set()
    while key := _next_key(Intake(answers, text), skipped):
        if value := _answer(question(key)):
            answers[key] = value
        else:
            skipped.add(key)
    click.echo()
    return Intake(answers, text)


def _next_key(intake: Intake, skipped: set[str]) -> str:
    left = (key for key in recommend(intake).still_to_ask if key not in skipped)
    return next(left, "")


def _answer(asked: Question) -> str:
    click.echo(f"\n{asked.ask} {asked.help}")
    for number, choice in enumerate(asked.choices, start=1):
        click.echo(f"  {number}  {choice.label}. {choice.help}")
    numbers = click.IntRange(0, len(asked.choices))
    chosen: int = click.prompt(
        "Number, or Enter to skip", type=numbers, default=0, show_default=False
    )
    return asked.choices[chosen - 1].value if chosen else ""
