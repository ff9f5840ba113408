"""Headings of exports and spreadsheets, and what is missing in a choice of columns."""

import pytest

from fourfold.programs.roster import Columns, check_columns, guess_columns, looks_like


@pytest.mark.parametrize(
    ("headings", "row", "chosen", "system"),
    [
        (
            ["UserID", "Last Name", "First Name", "E-mail", "User Type", "Level"],
            ["12", "Lind", "Lena", "l@x.org", "Resident", "2"],
            {
                "external_id": "UserID",
                "last_name": "Last Name",
                "first_name": "First Name",
                "email": "E-mail",
                "role": "User Type",
                "cohort": "Level",
            },
            "medhub",
        ),
        (
            ["Person ID", "Name", "Primary Email", "Personnel Type", "Status Type", "Division"],
            ["12", "Lind, Lena", "l@x.org", "Resident", "PGY 2", "Cardiology"],
            {
                "external_id": "Person ID",
                "name": "Name",
                "email": "Primary Email",
                "role": "Personnel Type",
                "site": "Division",
            },
            "new_innovations",
        ),
        (
            ["Mentor name", "Mentor email", "Max mentees", "Supervisor"],
            ["Gita Rao", "g@x.org", "3", "sam@x.org"],
            {
                "name": "Mentor name",
                "email": "Mentor email",
                "capacity": "Max mentees",
                "supervisor_email": "Supervisor",
            },
            "spreadsheet",
        ),
    ],
)
def test_columns_are_guessed_from_headings_and_contents(headings, row, chosen, system):
    guess = guess_columns(headings, [row])

    found = guess.columns.headings
    assert {name: found.get(name) for name in chosen} == chosen
    assert guess.system == system


def test_a_file_is_named_by_its_system_and_an_unknown_one_is_a_spreadsheet():
    assert [looks_like(each) for each in ("medhub", "spreadsheet", "")] == [
        "an export of MedHub",
        "a spreadsheet",
        "a spreadsheet",
    ]


def test_a_supervisor_column_without_addresses_is_not_taken():
    guess = guess_columns(["Name", "Email", "Supervisor"], [["Lena", "l@x.org", "Sam Osei"]])

    assert "supervisor_email" not in guess.columns.headings


def test_check_names_what_is_missing_or_twice():
    columns = Columns({"name": "Who", "first_name": "Who"})

    issues = check_columns(columns, ["Who", "Mail"])

    assert [(issue.code, issue.where) for issue in issues] == [
        ("column_twice", "first_name"),
        ("no_email", "email"),
        ("no_role", "role"),
    ]
