"""What reaches paper: hostile words stay words, pages are counted, the PDF is tagged."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from fourfold_web.papers.printing import Paper, printed

AT = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
REVIEW = {
    "learner": "Lena Lind",
    "program": "Medicine",
    "made": "Not published.",
    "words": "",
    "goals": [],
    "meetings": [],
    "products": [],
    "statements": [],
    "may_see": "Only you.",
    "footer": "Fourfold",
}


def review(**changes) -> Paper:
    return printed("review", REVIEW | changes, at=AT, pages=2)


def text_of(paper: Paper) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(paper.pdf)).pages)


@pytest.mark.parametrize(
    "words",
    [
        '#eval("1+1") #read("/etc/passwd") #include "x.typ"',
        "$x^2$ @ref <label> *b* _i_ `raw` = Heading",
        "\\ // /* ]] [[ {{ }} \" ' ~ -- ...",
    ],
)
def test_words_are_never_read_as_code(words):
    shown = text_of(review(words=words))

    assert words.replace(" ", "") in shown.replace(" ", "").replace("\u200b", "")


@pytest.mark.parametrize("words", ["日本語", "😀 👩‍⚕️ fine", "\x00\ud800 odd", "\u202egnp.exe"])
def test_words_in_any_signs_are_printed(words):
    shown = text_of(review(words=f"before {words} after"))

    assert "before" in shown
    assert "after" in shown


def test_a_sign_that_no_font_has_is_a_box_and_said():
    shown = text_of(review(words="Read 日本語 daily"))

    assert "Read □□□ daily" in shown
    assert "□ stands for a sign that this paper cannot show." in shown


def test_words_from_right_to_left_keep_their_letters():
    assert {"ש", "ל", "م"} <= set(text_of(review(words="שלום مرحبا")))


def test_long_words_without_a_space_stay_on_the_paper():
    paper = review(words="x" * 10_000)

    lines = text_of(paper).splitlines()

    assert sum(line.count("x") for line in lines) >= 10_000
    assert max(map(len, lines)) < 150


def test_paper_is_tagged_and_says_what_it_is():
    reader = PdfReader(BytesIO(review(words="Hello").pdf))
    root = reader.trailer["/Root"]

    assert (root["/MarkInfo"]["/Marked"].value, root["/Lang"]) == (True, "en-US")
    assert reader.metadata.title == "Review summary"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_paper_counts_its_pages_and_leaves_no_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert [review(words="word " * many).pages for many in (1, 900, 9000)] == [1, 2, 10]
    assert list(Path.cwd().iterdir()) == []
