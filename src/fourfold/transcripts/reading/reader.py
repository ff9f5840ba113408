"""Reading a talk from the bytes of a file: what it is, its content tells, never its name."""

from fourfold.transcripts.reading.clean import one_line
from fourfold.transcripts.reading.content import check_kind, check_size, decoded
from fourfold.transcripts.reading.cue import Found, Line, lines_of
from fourfold.transcripts.reading.docx import docx_lines, is_zip
from fourfold.transcripts.reading.jsons import is_json, read_json
from fourfold.transcripts.reading.table import delimiter_of, read_table
from fourfold.transcripts.reading.text import read_text
from fourfold.transcripts.reading.timed import is_timed, read_timed, without_head
from fourfold.transcripts.reading.turns import transcript_of
from fourfold.transcripts.transcript import Transcript

_LONGEST_NAME = 80


def read(content: bytes, *, name: str = "") -> Transcript:
    """The talk in a file of any known format; `name` is only how a refusal calls the file.

    Times are seconds, rounded to milliseconds. FourfoldError when the file is empty, too large, no
    text, damaged, may do harm or holds no words; all else that is odd becomes an issue of the
    transcript, with its line.
    """
    # A program calls its standard input <stdin>, which says nothing to people.
    is_named = name and not name.startswith("<")
    called = f"The file “{one_line(name)[:_LONGEST_NAME]}”" if is_named else "The file"
    check_size(content, called)
    if is_zip(content):
        return transcript_of(_found(docx_lines(content), is_docx=True), ())
    check_kind(content, called)
    text, issues = decoded(content, called)
    if is_json(text):
        return transcript_of(read_json(text), issues)
    if delimiter := delimiter_of(text):
        return transcript_of(read_table(text, delimiter), issues)
    return transcript_of(_found(lines_of(text), is_docx=False), issues)


def _found(lines: tuple[Line, ...], *, is_docx: bool) -> Found:
    if is_timed(lines):
        return read_timed(lines, is_docx=is_docx)
    return read_text(without_head(lines), is_docx=is_docx)
