"""Bytes: encodings that are found out, and files that are refused."""

import pytest

from fourfold.issues import FourfoldError
from fourfold.transcripts.reading import LARGEST_FILE, MOST_CUES, read
from tests.core.transcripts.reading.examples import issues, said

TEXT = "Ana: Größe\r\nSam: naïve café\r\n"
TURNS = [("Ana", "Größe"), ("Sam", "naïve café")]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r", "\u2028"])
def test_read_finds_out_encoding_and_line_ends(encoding, ending):
    content = TEXT.replace("\r\n", ending).encode(encoding)
    assert said(content) == TURNS
    assert issues(content) == []


def test_read_guesses_windows_letters_and_says_so():
    content = b"Ana: hello\n" + TEXT.encode("cp1252")
    assert said(content) == [("Ana", "hello Größe"), ("Sam", "naïve café")]
    assert issues(content) == [("encoding", "line 2")]


def test_read_keeps_whole_letters_beside_broken_ones():
    content = TEXT.encode() + b"Ana: \xc3\n"
    assert said(content) == [*TURNS, ("Ana", "\ufffd")]
    assert issues(content) == [("encoding", "line 3")]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file “talk” is empty."),
        (b"\xef\xbb\xbf \r\n\t", "The file “talk” is empty."),
        (b"a" * (LARGEST_FILE + 1), "The file “talk” is larger than 5 MB (5.0 MB)"),
        (b"%PDF-1.7 x", "The file “talk” is a PDF, not a transcript."),
        (b"\x89PNG\r\n", "The file “talk” is a picture, not a transcript."),
        (b"\0\0\0\x18ftypmp42", "The file “talk” is a recording, not a transcript. Transcribe it"),
        (b"ID3\x03", "The file “talk” is a recording, not a transcript."),
        (b"\x1f\x8b\x08", "The file “talk” is a packed file, not a transcript."),
        (b"{\\rtf1 x}", "The file “talk” is an old Word file (DOC or RTF), not a transcript."),
        (b"  <html><p>", "The file “talk” is a web page or XML, not a transcript."),
        (bytes(range(1, 32)) * 9, "The file “talk” is not text."),
        (b"WEBVTT\n\nNOTE nothing\n", "There are no words of a talk in this file."),
    ],
)
def test_read_refuses_what_is_no_talk(content, says):
    with pytest.raises(FourfoldError) as refused:
        read(content, name="talk")
    assert str(refused.value).startswith(says)


@pytest.mark.parametrize(
    "content",
    [
        "00:01.000 --> 00:02.000\nhi\n\n" * (MOST_CUES + 1),
        "Ana: a\nSam: b\n" * (MOST_CUES // 2 + 1),
        "[" + ",".join(['{"text":"a"}'] * (MOST_CUES + 1)) + "]",
        "speaker,text\n" + "Ana,a\n" * (MOST_CUES + 1),
    ],
)
def test_read_refuses_more_cues_than_a_talk_has(content):
    with pytest.raises(FourfoldError, match=r"has 20,00\d cues; at most 20,000 are read"):
        read(content.encode())


def test_read_refuses_more_lines_than_a_talk_has():
    with pytest.raises(FourfoldError, match="more than 200,000 lines"):
        read(b"a\n" * 300_000)
