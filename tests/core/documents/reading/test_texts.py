"""Web pages, Markdown, slides and plain text in every encoding."""

import pytest

from fourfold.documents.reading import read_document, read_noting
from tests.core.documents.writers import slides

PAGE = """<!DOCTYPE html><html><head><title>Mercy</title><style>p {}</style></head><body>
<header><a href="/">Home</a></header><div class="main-menu"><ul><li><a>Mentors</a></ul></div>
<h1>Coaching &amp; you</h1><p>The <b>coach</b>
asks.<!-- not --> Always.</p><ul><li>One<li><p>Two</p></ul><ol><li>First</ol>
<table><tr><th>Role<th>Task<tr><td>Mentor<td>Shares</table>
<footer>Since 1999</footer></body></html>"""


def read(content, name="roles"):
    return read_document(content if isinstance(content, bytes) else content.encode(), name).text


def test_a_web_page_is_read_without_menus_and_scripts():
    assert read(PAGE) == (
        "# Coaching & you\n\nThe coach asks. Always.\n\n- One\n- Two\n\n1. First\n\n"
        "Role\tTask\nMentor\tShares\n\n"
    )


def test_a_web_page_may_name_its_encoding():
    page = '<?xml version="1.0" encoding="koi8-r"?><html><body><p>Наставник</p></body></html>'

    assert read(page.encode("koi8-r")) == "Наставник\n\n"


def test_markdown_loses_marks_inside_of_lines_and_keeps_its_lines():
    text = (
        "# Title\n\nThe **coach** sees [the list](http://a.b/c).\n| A | B |\n|---|---|\n- _one_\n"
    )

    assert read(text) == "# Title\n\nThe coach sees the list.\nA\tB\n\n- one\n"


def test_slides_are_pages_with_their_notes():
    found = read_document(
        slides(("Mentors", ["Share", "Listen"], "Say who."), ("Coaches", ["Ask"], "")), "day.pptx"
    )

    assert found.text == "# Mentors\n\n- Share\n- Listen\n\nSay who.\n\n# Coaches\n\nAsk\n\n"
    assert found.page_of(found.text.index("Ask")) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_unicode_is_read_with_and_without_its_mark(encoding):
    assert read("Café coach\r\n“asks”\r".encode(encoding)) == "Café coach\n“asks”\n"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Café – the coach’s talk".encode("cp1252"), "Café – the coach’s talk"),
        ("Café\n".encode() + "naïve".encode("cp1252"), "Café\nnaïve"),
        ("Наставник говорит о карьере".encode("cp1251"), "Наставник говорит о карьере"),
    ],
)
def test_other_encodings_are_guessed_and_said(content, text):
    found = read_noting(content, "roles.txt")

    assert found.document.text == text
    assert [issue.code for issue in found.issues] == ["encoding"]


@pytest.mark.parametrize("sign", ["<!-- ", "[", "**a ", "_a ", "| - ", "![", "<a "])
def test_marks_without_an_end_cost_no_time(sign):
    assert len(read(f"{sign * 100_000}\n**b**")) > 100_000
