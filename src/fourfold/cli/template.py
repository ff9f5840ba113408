"""`fourfold template`: ways to run a program."""

import textwrap

import click

from fourfold.guidance.catalog import profiles
from fourfold.learning.lessons import lesson
from fourfold.programs.rule_changes import length_words
from fourfold.programs.templates import ProgramTemplate, template, templates

_WIDTH = 78


@click.command(name="template")
@click.argument("name", required=False)
def program_template(name: str | None) -> None:
    """Show the templates of programs, or all of one: NAME."""
    if name is None:
        click.echo("\n\n".join(_short(each) for each in templates().values()))
    else:
        click.echo(_whole(template(name)))


def _short(chosen: ProgramTemplate) -> str:
    return f"{chosen.name}\n{_lines(chosen.purpose)}"


def _whole(chosen: ProgramTemplate) -> str:
    forms = "\n".join(
        _lines(f"{profiles()[form].name}: {length_words(chosen.lengths[form])}")
        for form in chosen.forms_on
    )
    clauses = "\n".join(_lines(f"{each.title}. {each.says}") for each in chosen.clauses)
    steps = "\n".join(_lines(f"{at}. {step}") for at, step in enumerate(chosen.first_steps, 1))
    room = "no limit" if chosen.usual_room is None else str(chosen.usual_room)
    parts = [
        (chosen.title.upper(), _lines(chosen.purpose)),
        ("IT FITS", _lines(chosen.fits)),
        ("IT DOES NOT FIT", _lines(chosen.does_not_fit)),
        ("FORMS, AND HOW LONG", forms),
        ("ROOM A GUIDE STARTS WITH", _lines(room)),
        ("WHAT EVERY PAIR AGREES TO", clauses or _lines("nothing beyond the usual")),
        ("LESSONS FIRST", "\n".join(_lines(lesson(each).title) for each in chosen.lessons)),
        ("FIRST STEPS", steps),
    ]
    return "\n\n".join(f"{heading}\n{text}" for heading, text in parts)


def _lines(text: str) -> str:
    return textwrap.fill(text, _WIDTH, initial_indent="  ", subsequent_indent="  ")
