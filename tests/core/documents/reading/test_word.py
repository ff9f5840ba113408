"""DOCX: headings, lists, tables, text boxes and what stands beside the text."""

from io import BytesIO

from docx import Document

from fourfold.documents.reading import read_document
from tests.core.documents.writers import body, saved, with_parts, word


def read(content):
    return read_document(content, "roles.docx").text


def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_headings_and_lists_keep_their_marks():
    content = word(
        ("Heading 1", "Faculty coach"),
        "The coach asks.",
        ("List Bullet", "Meets monthly"),
        ("List Number", "Watches once"),
        "The end.",
    )

    assert read(content) == (
        "# Faculty coach\n\nThe coach asks.\n\n- Meets monthly\n- Watches once\n\nThe end.\n\n"
    )


def test_a_table_is_read_by_rows_and_long_cells_as_paragraphs():
    document = Document()
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["Role", "Task", "Mentor", "Shares"], strict=True):
        cell.text = text
    table.cell(1, 1).add_paragraph("Introduces")
    document.sections[0].footer.paragraphs[0].text = "Mercy Hospital"

    assert read(saved(document)) == (
        "Role\tTask\n\nMentor\n\nShares\n\nIntroduces\n\nMercy Hospital\n\n"
    )


def test_boxes_and_tracked_changes_are_read_as_they_stand():
    inside = f"<w:txbxContent><w:p>{run('In a box')}</w:p></w:txbxContent>"
    changed = f"<w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins>{run('new')}</w:ins>"
    paragraph = f"<w:p>{run('The ')}{changed}<w:r><w:pict>{inside}</w:pict></w:r></w:p>"
    content = with_parts(word(), {"word/document.xml": body(paragraph)})

    assert read(content) == "The new\n\nIn a box\n\n"


def test_reading_leaves_the_file_as_it_is():
    content = word("The coach asks.")
    before = Document(BytesIO(content)).element.xml

    read(content)

    assert Document(BytesIO(content)).element.xml == before
