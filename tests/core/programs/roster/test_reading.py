"""Rows as people, and every mistake in them."""

import pytest

from fourfold.programs.roster import (
    Change,
    Columns,
    Kind,
    Known,
    Place,
    RefusedRow,
    Repeats,
    RosterRow,
    RowReader,
    compare,
    unknown_roles,
)
from fourfold.spreadsheet import safe, unmarked

HEADINGS = ["Name", "Email", "Role", "PGY", "ID", "Boss", "Places", "Status"]
COLUMNS = Columns(
    {
        "name": "Name",
        "email": "Email",
        "role": "Role",
        "cohort": "PGY",
        "external_id": "ID",
        "supervisor_email": "Boss",
        "capacity": "Places",
        "status": "Status",
    },
    role_words={"ward lead": "guide", "vendor": ""},
)
LENA = RosterRow(2, "lena@x.org", "Lena Lind", ("learner",), "PGY-2", external_id="0012")


def read(*cells: str) -> RosterRow | RefusedRow:
    full = (*cells, *[""] * (len(HEADINGS) - len(cells)))
    return RowReader(COLUMNS, HEADINGS).read(2, full)


def test_a_row_is_read_however_it_is_written():
    row = read(
        "Lind, Lena, MD", "Lena Lind <LENA@x.org>", "Internal Medicine Resident", "2", '="0012"'
    )

    assert row == LENA


@pytest.mark.parametrize(
    ("said", "roles"),
    [
        ("Faculty; Supervisor", ("guide", "supervisor")),
        ("Program Director and Faculty", ("guide", "director")),
        ("Fellow (PGY-5)", ("learner",)),
        ("Ward lead", ("guide",)),
        ("Vendor", ()),
    ],
)
def test_roles_are_known_by_our_words_and_the_program_s(said, roles):
    row = read("Lena", "l@x.org", said)

    assert isinstance(row, RosterRow)
    assert row.roles == roles


def test_every_mistake_of_a_row_is_named():
    row = read("", "lena.example.org", "Medical Director", "x" * 61, "", "", "-3")

    assert isinstance(row, RefusedRow)
    assert [issue.code for issue in row.issues] == ["email", "name", "role", "too_long", "capacity"]
    assert row.issues[2].message.startswith("Unknown role 'Medical Director'. Write one of:")


def test_formulas_stay_text_and_are_made_safe_for_spreadsheets():
    row = read('=HYPERLINK("x")', "l@x.org", "resident")

    assert isinstance(row, RosterRow)
    assert row.name == '=HYPERLINK("x")'
    assert read(safe(row.name), "l@x.org", "resident") == row


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "\n=cmd", " =1+1", "\u200b=1+1", "\uff1d1+1", "'=1+1", "\tx", "\ufeff@x"]
)
def test_whatever_a_spreadsheet_would_run_is_marked_and_comes_back(cell):
    assert safe(cell) == f"'{cell}"
    assert unmarked(safe(cell)) == cell


def test_unknown_words_for_roles_come_once_the_most_frequent_first():
    assert unknown_roles(["Sub-I", "Resident", "", "Boss", "Boss"], COLUMNS) == ["Boss", "Sub-I"]


def test_somebody_twice_in_a_file_is_refused_and_a_second_role_is_not():
    repeats = Repeats()
    rows = [
        LENA,
        RosterRow(3, "lena@x.org", "Lena Lind", ("guide",), external_id="0012"),
        RosterRow(4, "lena@x.org", "Lena Lind", ("learner",)),
        RosterRow(5, "nia@x.org", "Nia Bell", ("learner",), external_id="0012"),
        RosterRow(6, "lena@x.org", "Lena Lind", ("supervisor",), external_id="0013"),
    ]

    found = [repeats.check(row) for row in rows]

    assert [each and each.issues[0].code for each in found] == [
        None,
        None,
        "repeated",
        "two_addresses",
        "two_numbers",
    ]


def test_compare_adds_changes_and_leaves_alone():
    place = Place("PGY-2", external_id="0012")
    known = Known(1, "lena@x.org", "L. Lind", places={"learner": place})
    behind = Known(1, "lena@x.org", "L. Lind", places={"learner": Place("PGY-1", "Main")})

    assert compare(LENA) == Change(Kind.NEW, ("learner",), {"learner": place})
    assert compare(LENA, by_id=known, by_email=known) == Change(Kind.UNCHANGED)
    assert compare(LENA, by_email=behind) == Change(
        Kind.CHANGED, (), {"learner": Place("PGY-2", "Main", external_id="0012")}
    )


def test_an_address_follows_the_file_only_until_somebody_has_signed_in():
    place = Place("PGY-2", external_id="0012")
    fresh = Known(1, "old@x.org", "Lena Lind", may_correct=True, places={"learner": place})
    signed_in = Known(1, "old@x.org", "Lena Lind", places={"learner": place})

    assert compare(LENA, by_id=fresh) == Change(Kind.CHANGED, email="lena@x.org")
    assert compare(LENA, by_id=signed_in) == Change(Kind.UNCHANGED, asks_for="lena@x.org")


def test_two_people_cannot_trade_addresses_and_strangers_are_not_named():
    here = Known(1, "old@x.org", "Lena Lind", places={"learner": Place(external_id="0012")})
    gita = Known(2, "lena@x.org", "Gita Rao", places={"guide": Place(external_id="0031")})
    elsewhere = Known(3, "lena@x.org", "Otto Ort")

    assert "Gita Rao" in compare(LENA, by_id=here, by_email=gita).message
    assert "Otto" not in compare(LENA, by_id=here, by_email=elsewhere).message
    assert compare(LENA, by_email=gita).code == "number_differs"


def test_a_number_under_another_name_and_address_is_perhaps_somebody_else():
    nia = Known(1, "nia@x.org", "Nia Bell", True, {"learner": Place(external_id="0012")})
    lena = Known(1, "old@x.org", "Lind, LENA", True, {"learner": Place(external_id="0012")})

    assert compare(LENA, by_id=nia).code == "other_person"
    assert compare(LENA, by_id=lena).email == "lena@x.org"


def test_one_person_under_two_addresses_and_one_address_for_two_persons_are_refused():
    lena = Known(1, "old@x.org", "Lena Lind", places={"learner": Place(external_id="0012")})
    repeats = Repeats()
    rows = [
        (LENA, lena),
        (RosterRow(3, "lena@x.org", "Lena Lind", ("guide",), external_id="0012"), lena),
        (RosterRow(4, "other@x.org", "Lena Lind", ("learner",)), lena),
        (RosterRow(5, "old@x.org", "Max Roe", ("supervisor",)), lena),
        (RosterRow(6, "lena@x.org", "Max Roe", ("learner",)), None),
    ]

    found = [repeats.check_person(*row) for row in rows]

    assert [each and each.code for each in found] == [
        None,
        None,
        "repeated",
        "address_open",
        "address_open",
    ]
