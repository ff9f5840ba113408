"""Files as offices save them, and files that are none."""

import re
from io import BytesIO

import pytest

from fourfold.issues import FourfoldError
from fourfold.programs.roster import odd_words, open_table

HEADINGS = ("Name", "Email", "Role")
LENA = ("Lena Lind", "lena@x.org", "Resident")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Name,Email,Role\nLena Lind,lena@x.org,Resident\n", "utf-8"),
        ("Name;Email;Role\r\nLena Lind;lena@x.org;Resident", "utf-8-sig"),
        ("Name\tEmail\tRole\nLena Lind\tlena@x.org\tResident\n", "utf-16"),
        ("Name\tEmail\tRole\nLena Lind\tlena@x.org\tResident\n", "utf-16-le"),
        ('Roster 2026,,\n\n"Name",Email,Role\n"Lena Lind",lena@x.org,Resident\n', "utf-8"),
        ("sep=;\nName;Email;Role\nLena Lind;lena@x.org;Resident;;\n", "cp1252"),
    ],
)
def test_rows_are_the_same_however_the_file_was_saved(text, encoding):
    table = open_table(BytesIO(text.encode(encoding)))

    assert table.headings == HEADINGS
    assert [cells for _, cells in table.rows()] == [LENA]


def test_rows_count_as_a_spreadsheet_does_and_keep_line_breaks_in_quotes():
    content = 'Name,Email,Role\n"Lena\nLind",lena@x.org,Resident\n\nIda,ida@x.org,Fellow,more\n'

    rows = list(open_table(BytesIO(content.encode())).rows())

    assert rows == [
        (2, ("Lena\nLind", "lena@x.org", "Resident")),
        (4, ("Ida", "ida@x.org", "Fellow", "more")),
    ]


def test_headings_are_told_apart_and_old_windows_letters_are_read():
    content = "Name,Name,,Email\nJosé,Núñez,x,j@x.org\n".encode("cp1252")

    table = open_table(BytesIO(content))

    assert table.letters_are_guessed
    assert odd_words(cells for _, row in table.rows() for cells in row) == ["José", "Núñez"]
    assert table.headings == ("Name", "Name (2)", "Column 3", "Email")
    assert table.samples() == [(2, ("José", "Núñez", "x", "j@x.org"))]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty."),
        (b"PK\x03\x04rest", "This is a workbook and no CSV file."),
        (b"\x00\x01\x02\x00\x00\x00garbage", "This file holds zero bytes (NUL) and so no text."),
        ("Name,Email\n".encode("utf-32"), "This file is UTF-32"),
        ("Name,Email\n".encode("utf-32-be"), "This file is UTF-32"),
        (("Name,Email\n" * 900 + "\0,b\n").encode(), "Line 901 holds a zero byte (NUL)"),
        (b"one\ntwo\n", "No row with two or more columns"),
        (b"a,b\nc,d\n", "No heading is known in row 1: 'a', 'b'."),
    ],
)
def test_what_is_no_list_is_refused_with_what_to_do(content, says):
    with pytest.raises(FourfoldError, match=re.escape(says)):
        list(open_table(BytesIO(content)).rows())
