"""DOCX from Teams and others, and those that may do harm."""

import zipfile
from io import BytesIO

import pytest

from fourfold.issues import FourfoldError
from fourfold.transcripts.reading import read
from tests.core.transcripts.reading.examples import issues, said, talk, times
from tests.core.transcripts.reading.writers import docx, docx_of

TURNS = [("Ana Ruiz", "Shall we start?"), ("Sam", "Yes. At 5:30.")]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def document(body):
    return f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'


def packed(**parts):
    return docx_of(document("<w:p/>"), **parts)


def test_teams_docx_gives_the_speech_only():
    content = docx(
        [
            "Coaching-20261130_120000-Meeting Transcript",
            "30. November 2026, 12:00",
            "27m 42s",
            "Ana Ruiz started transcription",
            "Ana Ruiz   0:03\nShall we start?",
            "Sam   0:03",
            "Yes.",
            "At 5:30.",
            "Ana Ruiz stopped transcription",
        ]
    )
    assert said(content) == TURNS
    assert times(content) == [(3.0, 3.0), (3.0, 1662.0)]
    assert talk(content).format == "teams-docx"
    assert issues(content) == [("equal_times", "line 6")]


def test_docx_of_labels_is_read_and_its_title_is_left_out():
    content = docx(["Our talk", "", "Ana Ruiz: Shall we start?", "Sam: Yes.", "At 5:30."])
    assert said(content) == TURNS
    assert issues(content) == [("left_out", "line 1")]


def test_a_table_row_is_one_line():
    def cell(text):
        return f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    rows = (f"<w:tr>{cell(name)}{cell(text)}</w:tr>" for name, text in TURNS)
    content = docx_of(document(f"<w:tbl>{''.join(rows)}</w:tbl>"))
    assert said(content) == TURNS


def test_only_what_is_shown_is_read():
    body = (
        "<w:p><w:r><w:t>Ana Ruiz:</w:t><w:tab/><w:t>Shall we</w:t></w:r>"
        "<w:del><w:r><w:delText>not</w:delText></w:r></w:del>"
        "<w:r><w:instrText>PAGE</w:instrText><w:br/><w:t>start?</w:t></w:r></w:p>"
        "<w:p><Fallback><w:r><w:t>twice</w:t></w:r></Fallback><w:r><w:t>Sam: Yes. At</w:t></w:r>"
        "<w:r><w:t xml:space='preserve'> 5:30.</w:t></w:r></w:p>"
    )
    assert said(docx_of(document(body))) == TURNS


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (packed(bomb=b"\0" * 6_000_000), "This DOCX unpacks to more than 100 times its size"),
        (packed(bomb=b"\0" * 60_000_000), "This DOCX unpacks to more than 50 MB"),
        (
            packed(**{f"m{n}": b"" for n in range(1001)}),
            "This DOCX holds 1,003 files; at most 1,00",
        ),
        (packed(inner=packed()), "This DOCX holds another packed file"),
        (packed(**{"vbaProject.bin": b"x"}), "This DOCX carries macros"),
        (docx_of("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "This DOCX declares a document type"),
        (docx_of("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"), "This DOCX declares a document"),
        (docx_of(document("<w:p>")), "The text in this DOCX is damaged."),
        (docx_of("<?xml version='1.0' encoding='x-y'?><a/>"), "There are no words of a talk"),
        (packed(), "There are no words of a talk"),
        (packed()[:-30], "This DOCX is damaged."),
        (b"PK\x05\x06" + bytes(18), "This packed file is not a DOCX."),
    ],
)
def test_docx_that_may_do_harm_is_refused(content, says):
    with pytest.raises(FourfoldError) as refused:
        read(content)
    assert str(refused.value).startswith(says)


def test_docx_with_a_password_is_refused():
    content = bytearray(packed())
    # The bit that says so, in the list of files at the end.
    content[content.find(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(FourfoldError, match="protected by a password"):
        read(bytes(content))


def test_docx_that_lies_about_its_size_is_refused():
    content = bytearray(packed(bomb=b"\0" * 6_000_000))
    place = content.rfind(b"PK\x01\x02")
    content[place + 24 : place + 28] = (10).to_bytes(4, "little")
    with pytest.raises(FourfoldError):
        read(bytes(content))


def test_another_packed_file_is_refused():
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as files:
        files.writestr("talk.vtt", "WEBVTT")
    with pytest.raises(FourfoldError, match="This packed file is not a DOCX"):
        read(archive.getvalue())
