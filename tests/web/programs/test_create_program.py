"""The first step of a real installation."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from fourfold_web.programs.models import Membership, Program

ARGUMENTS = ("Internal Medicine", "--director", "dora@example.org", "--name", "Dora Diaz")


@pytest.mark.django_db
def test_create_program_makes_its_first_director_and_says_what_is_next():
    out = StringIO()

    call_command("create_program", *ARGUMENTS, stdout=out)

    director = Membership.objects.select_related("person", "program").get()
    assert (director.program.name, director.role, director.person.email) == (
        "Internal Medicine",
        "director",
        "dora@example.org",
    )
    assert director.program.crisis_contact == "In an emergency call your local emergency number."
    assert "Dora Diaz signs in at http://localhost:8000/account/sign-in/" in out.getvalue()


@pytest.mark.django_db
def test_create_program_refuses_a_name_that_is_taken():
    call_command("create_program", *ARGUMENTS, stdout=StringIO())

    with pytest.raises(CommandError, match="A program “Internal Medicine” exists already"):
        call_command("create_program", *ARGUMENTS)


@pytest.mark.django_db
def test_create_program_refuses_an_address_that_is_none_and_keeps_nothing():
    with pytest.raises(CommandError, match="Enter a valid email address"):
        call_command("create_program", "Surgery", "--director", "dora", "--name", "Dora Diaz")

    assert not Program.objects.exists()


@pytest.mark.django_db
def test_create_program_starts_with_a_template_or_names_them():
    call_command("create_program", *ARGUMENTS, "--template", "mentoring_year", stdout=StringIO())

    with pytest.raises(CommandError, match=r"Unknown template 'year'\. Choose one of: advi"):
        call_command("create_program", "Surgery", *ARGUMENTS[1:], "--template", "year")

    program = Program.objects.get()
    assert (program.template, program.forms_on, program.transcripts_kept_days) == (
        "mentoring_year",
        ["advising", "mentoring"],
        365,
    )
