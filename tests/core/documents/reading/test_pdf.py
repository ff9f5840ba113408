"""PDF: paragraphs, columns, running heads and pages, with the place of every letter."""

from fourfold.documents.reading import read_document, read_noting
from tests.core.documents.writers import pdf


def test_lines_become_paragraphs_and_parted_words_whole_again():
    sentence = "The academic coach discusses individualized learning and professionalism. " * 4
    content = pdf(f"= Coaching\n{sentence}\n- One thing to do\n- Another thing", width=220)

    text = read_document(content, "guide.pdf").text

    assert text == f"Coaching\n\n{sentence.strip()}\n• One thing to do\n• Another thing\n"


def test_a_hyphen_that_belongs_to_the_word_survives_the_end_of_a_line():
    wide = "#set par(justify: false)\n#block(width: 100pt)[Coaches promote well-being of all.]"

    assert "well-being of all." in read_document(pdf(wide), "guide.pdf").text


def test_columns_written_line_by_line_are_read_one_after_the_other():
    rows = ", ".join(
        f"[Left side of row {row} on the coach], [Right side of row {row} on mentors]"
        for row in range(6)
    )
    content = pdf(f"#grid(columns: 2, column-gutter: 20pt, row-gutter: 4pt, {rows})", width=500)

    text = read_document(content, "guide.pdf").text

    assert text.index("Left side of row 5") < text.index("Right side of row 0")


def test_a_sentence_runs_over_the_page_and_heads_stand_once():
    pages = "A mentor who directs the program cannot be neutral and #pagebreak() sits elsewhere."
    content = pdf(
        f"{pages}\n#pagebreak()\nThe end.",
        head="Handbook 2026",
        foot="Page #counter(page).display() of 3",
    )

    found = read_document(content, "handbook.pdf")

    sentence = "A mentor who directs the program cannot be neutral and sits elsewhere."
    assert found.text == f"Handbook 2026\n\n{sentence}\n\nThe end.\n"
    places = [found.text.index(word) for word in ("neutral", "sits", "end")]
    assert [found.page_of(place) for place in places] == [1, 2, 3]


def test_rows_of_a_table_stand_on_one_line():
    table = "#table(columns: (100pt, 150pt), [Advisor], [Answers questions], [Mentor], [Shares])"

    text = read_document(pdf(table), "roles.pdf").text

    assert text.split("\n\n") == ["Advisor\tAnswers questions", "Mentor\tShares\n"]


def test_a_page_of_pictures_among_others_is_named():
    picture = "The coach asks. #pagebreak() #rect(fill: red) #pagebreak() The end of it."

    found = read_noting(pdf(picture), "scan.pdf")

    assert [issue.code for issue in found.issues] == ["page_without_text"]
    assert "page 2." in found.issues[0].message
