"""Comments in copies of DOCX and PDF stand on the words that they are about."""

from io import BytesIO

import pypdf
import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn

from fourfold.documents.annotate import annotate, copy_name
from fourfold.documents.reading import read_document
from fourfold.documents.review import Code, Finding, Place
from fourfold.issues import FourfoldError
from tests.core.documents.writers import pdf, saved, slides, word

NAMED = "The guide also judges (coach)."
WHOLE = f"1. {NAMED}\nThe coach grades.\nSuggested words: Your coach never grades."


def finding(content, *quotes, code=Code.ASSESSOR_CONFLICT, rank=1):
    """A finding whose places are these words of the document."""
    text = read_document(content, "roles").text
    starts = [text.index(quote) for quote in quotes]
    places = [
        Place(quote, start, start + len(quote), 1, None)
        for quote, start in zip(quotes, starts, strict=True)
    ]
    return Finding(code, "coach", "The coach grades.", "Your coach never grades.", rank, places)


def commented(content):
    """Each comment of a DOCX with the words between its marks."""
    document = Document(BytesIO(content))
    found = []
    for comment in document.comments:
        words, inside = "", False
        for each in document.element.body.iter():
            if each.get(qn("w:id")) == str(comment.comment_id):
                inside = each.tag == qn("w:commentRangeStart")
            elif inside and each.tag == qn("w:t"):
                words += each.text
        found.append((words, comment.text))
    return found


def under(content):
    """Each comment of a PDF with the words under it, by page."""
    shown = pypdfium2.PdfDocument(content)
    found = []
    for number, page in enumerate(pypdf.PdfReader(BytesIO(content)).pages):
        for mark in page.get("/Annots", []):
            left, bottom, right, top = (float(side) for side in mark.get_object()["/Rect"])
            words = shown[number].get_textpage().get_text_bounded(left, bottom, right, top)
            found.append((number + 1, words.strip(), mark.get_object()["/Contents"]))
    return found


def test_word_comments_stand_on_exactly_the_words_and_leave_the_text_alone():
    document = Document()
    paragraph = document.add_paragraph("Every coach ")
    paragraph.add_run("grades").bold = True
    paragraph.add_run(" twice. The coach reports.")
    content = saved(document)

    copy = annotate(content, "a.docx", [finding(content, "coach grades tw", "coach reports")])

    assert copy.ending == ".docx"
    assert commented(copy.content) == [
        ("coach grades tw", WHOLE),
        ("coach reports", f"See comment 1: {NAMED}"),
    ]
    assert read_document(copy.content, "a").text == read_document(content, "a").text


def test_word_comments_on_a_footer_stand_at_the_end_with_its_words():
    document = Document()
    document.add_paragraph("The coach asks.")
    document.sections[0].footer.paragraphs[0].text = "Coaches grade"
    content = saved(document)

    copy = annotate(content, "a.docx", [finding(content, "Coaches grade")])

    beside = f"On “Coaches grade” beside the text: {WHOLE}"
    assert commented(copy.content) == [("The coach asks.", beside)]


def test_what_one_role_leaves_out_is_one_comment():
    content = word("The coach asks. More.")
    found = [
        finding(content, "coach", code=Code.MISSING_CONTROL, rank=2),
        finding(content, "coach", code=Code.MISSING_DURATION, rank=3),
    ]

    ((words, text),) = commented(annotate(content, "a.docx", found).content)

    assert words == "coach"
    assert "who leads" in text
    assert "how long and how often" in text


def test_pdf_comments_stand_on_the_words_even_over_a_page():
    content = pdf("The coach sits on the #pagebreak() committee and grades. The coach asks.")
    quotes = ("sits on the committee", "The coach asks")

    copy = annotate(content, "a.pdf", [finding(content, *quotes)])

    assert copy.ending == ".pdf"
    assert copy.content.startswith(content)
    assert under(copy.content) == [
        (1, "sits on the", WHOLE),
        (2, "committee", "The words above go on here."),
        (2, "The coach asks", f"See comment 1: {NAMED}"),
    ]


def test_a_pdf_that_is_locked_against_changes_says_what_to_do():
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(BytesIO(pdf("The coach grades."))))
    writer.encrypt("", owner_password="owner", algorithm="RC4-128")
    content = BytesIO()
    writer.write(content)

    with pytest.raises(FourfoldError, match=r"takes no comments.*Print it to a new PDF"):
        annotate(content.getvalue(), "a.pdf", [finding(content.getvalue(), "coach")])


def test_other_kinds_become_markdown_with_footnotes():
    content = slides(("Coaches", ["The coach grades"], ""))

    copy = annotate(content, "day.pptx", [finding(content, "coach grades")])

    note = WHOLE.replace("\n", "\n    ")
    assert copy.content.decode() == f"# Coaches\n\nThe coach grades[^1]\n\n[^1]: {note}\n"
    assert copy_name("a/day.pptx", copy.ending) == "day-reviewed.md"
