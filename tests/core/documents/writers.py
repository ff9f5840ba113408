"""Documents made for the tests by the programs that people use, or as they write them."""

import zipfile
from io import BytesIO

import typst
from docx import Document
from pptx import Presentation

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(body, *, head="", foot="", columns=1, width=400):
    """A PDF of Typst markup, with the same head on every page."""
    page = f"#set page(width: {width}pt, height: 500pt, columns: {columns}, "
    page += f"header: [{head}], footer: context [{foot}])\n"
    return typst.compile(f"{page}#set text(size: 10pt, hyphenate: true)\n{body}".encode())


def word(*paragraphs):
    """A DOCX of (style, text) or of plain paragraphs."""
    document = Document()
    for each in paragraphs:
        style, text = each if isinstance(each, tuple) else (None, each)
        document.add_paragraph(text, style=style)
    return saved(document)


def slides(*decks):
    """A PPTX of (title, lines, notes)."""
    deck = Presentation()
    for title, lines, notes in decks:
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text_frame.text = "\n".join(lines)
        slide.notes_slide.notes_text_frame.text = notes
    return saved(deck)


def saved(document):
    """The bytes of a document of python-docx or python-pptx."""
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def with_parts(content, parts):
    """A packed file with some of its parts replaced or added."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(packed, "w", 8) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return packed.getvalue()


def body(xml):
    """The main part of a DOCX with this inside."""
    return f'<w:document xmlns:w="{W}"><w:body>{xml}</w:body></w:document>'
