"""Whatever comes in, it is read or refused with one sentence, and no word is lost."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fourfold.issues import FourfoldError
from fourfold.transcripts.reading import read
from tests.core.transcripts.reading.writers import ALL, Said

TALK = [
    Said("Ana Ruiz", "What would you like?", 0, 4),
    Said("Sam", "Note: a plan by 5:30.", 4, 9),
    Said("Ana Ruiz", "Good.", 9, 10),
    Said("Sam", "So what now?", 10, 12),
]
SEEDS = [write(TALK) for write in ALL.values()]
SEEDS += [path.read_bytes() for path in Path("tests/data/transcripts").iterdir()]
PIECES = [
    b"\0", b"\xff", b"\n", b"\r\n", b"\n\n", b":", b" --> ", b"-", b"<v ", b"</v>", b"<", b"&#39;",
    b"{", b'{"', b"[", b"WEBVTT", b"NOTE\n", b"00:00:01.000", b"\xef\xbb\xbf", b"\xff\xfe", b"\t",
    b"PK\x03\x04", b"9" * 30, b"Ana: ", b"\xed\xa0\x80", "\u202e".encode(), b"1e999", b"NaN",
    b"\\ud800", b'"', b",",
]  # fmt: skip

_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


@st.composite
def damaged(draw):
    content = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(content)))
        cut = draw(st.integers(0, 40))
        content = content[:start] + draw(st.sampled_from([b"", *PIECES])) + content[start + cut :]
    return content


def _read(content):
    try:
        return read(content)
    except FourfoldError:
        return None


def _holds(talk):
    for number, turn in enumerate(talk.turns):
        assert turn.index == number
        assert turn.text == " ".join(turn.text.split()) != ""
        assert not _STEERING.search(turn.speaker + turn.text)
        assert turn.start is None or turn.start >= 0
        assert turn.end is None or turn.start is None or turn.end >= turn.start
    neighbors = zip(talk.turns, talk.turns[1:], strict=False)
    assert all(before.speaker != after.speaker for before, after in neighbors)
    assert str(talk.to_json()).encode()


@given(damaged())
@settings(max_examples=150, deadline=None, derandomize=True)
def test_read_never_fails_on_damaged_files(content):
    if talk := _read(content):
        _holds(talk)


@given(
    st.binary(max_size=300)
    | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))
)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_read_never_fails_on_anything(content):
    if talk := _read(content):
        _holds(talk)


@given(
    st.lists(st.sampled_from([piece.decode("utf-8", "replace") for piece in PIECES]), max_size=40)
)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_read_never_fails_on_pieces_of_files(pieces):
    if talk := _read("".join(pieces).encode("utf-8", "replace")):
        _holds(talk)


@pytest.mark.parametrize(
    "piece", ["a", "a: ", "<v ", "<a", "&a", "{\\", "(", "1:", "[0:00] ", "\u00e9", "Ana  0:01 "]
)
def test_read_takes_one_very_long_line(piece):
    content = (piece * (500_000 // len(piece))).encode()
    assert sum(turn.words for turn in read(content).turns) > 0
    assert read(b"WEBVTT\n\n00:01.0 --> 00:02.0\n" + content) is not None
