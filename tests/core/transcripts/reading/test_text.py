"""Text that names its speakers in labels or headings, and text that does not."""

import pytest

from fourfold.transcripts.transcript import UNKNOWN_SPEAKER
from tests.core.transcripts.reading.examples import issues, said, talk, times

TWO = [("Ana", "hi there"), ("Sam", "ho")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("[00:01:02] Ana: hi there\n[00:01:08] Sam: ho", [(62.0, 68.0), (68.0, None)]),
        ("00:01:02 Ana: hi there\n00:01:08 Sam: ho", [(62.0, 68.0), (68.0, None)]),
        ("1:02 - 1:05 Ana: hi there\n1:08 - 1:09 Sam: ho", [(62.0, 65.0), (68.0, 69.0)]),
        ("Ana (00:01:02): hi there\nSam (00:01:08): ho", [(62.0, 68.0), (68.0, None)]),
        ("Ana [1:02] hi there\nSam [1:08] ho", [(62.0, 68.0), (68.0, None)]),
        ("Ana: [1:02] hi there\nSam: [1:08] ho", [(62.0, 68.0), (68.0, None)]),
        ("Ana [1:02]\nhi there\n\nSam [1:08]\nho", [(62.0, 68.0), (68.0, None)]),
        ("[Ana] 00:01:02\nhi\nthere\n\n[Sam] 00:01:08\nho", [(62.0, 68.0), (68.0, None)]),
        ("Ana\n1:02\nhi there\n\nSam\n1:08\nho", [(62.0, 68.0), (68.0, None)]),
        ("1:02 Ana\nhi there\n\n1:08 Sam\nho", [(62.0, 68.0), (68.0, None)]),
        ("1:02\tAna\thi there\n1:08\tSam\tho", [(62.0, 68.0), (68.0, None)]),
        ("Ana\thi there\nSam\tho", [(None, None), (None, None)]),
        ("**Ana:** hi there\n\n**Sam**: ho", [(None, None), (None, None)]),
        ("1. Ana: hi there\n2. Sam: ho", [(None, None), (None, None)]),
        ("[Ana] 9:00:05 AM\nhi there\n\n[Sam] 1:00 PM\nho", [(32405.0, 46800.0), (46800.0, None)]),
        ("- Ana: hi there\n- Sam: ho", [(None, None), (None, None)]),
        ("Ana:\nhi there\n\nSam:\nho", [(None, None), (None, None)]),
        ("Ana：hi there\nSam：ho", [(None, None), (None, None)]),
    ],
)
def test_names_are_read_in_every_form(content, expected):
    assert said(content) == TWO
    assert times(content) == expected
    assert talk(content).format == "plain"


@pytest.mark.parametrize(
    "label",
    ["Dr. Ruiz", "GUIDE", "guide", "A", "Ana Ruiz, MD (she/her)", "Speaker 1", "speaker 1",
     "SPEAKER_00", "李明", "+1 415-555-0123", "Will", "Sean van der Berg", "O’Neil-Smith"],
)  # fmt: skip
def test_these_labels_are_speakers_even_once(label):
    assert said(f"{label}: hi\n\nSam: ho") == [(label, "hi"), ("Sam", "ho")]


@pytest.mark.parametrize(
    "line",
    ["Note: it is due.", "The thing is: go.", "Monday: rounds.", "5:30: too early.", "Step 1: ask.",
     "Side note: no.", "https://x.org is it", "Yes: that.", "What I want: sleep.", "2 Plans: both.",
     "He said. Well: no.", "\u201cOne\u201d: two"],
)  # fmt: skip
def test_these_labels_are_speech(line):
    content = f"Ana: hi\n\nSam: ho\n{line}\n\nAna: and\n\n{line}"
    assert said(content) == [("Ana", "hi"), ("Sam", f"ho {line}"), ("Ana", f"and {line}")]


def test_labels_of_speech_are_names_where_every_turn_has_one():
    content = "Me: hi\n\nHer: ho\n\nMe: so\n\nHer: no"
    assert said(content) == [("Me", "hi"), ("Her", "ho"), ("Me", "so"), ("Her", "no")]


def test_a_colon_under_headings_is_speech():
    content = (
        "Ana  0:49\nSam: he said so.\n\nSam  0:55\nAna: no.\n5:30\n\nsam two  1:02\nyes at 5:30\n"
    )
    assert said(content) == [
        ("Ana", "Sam: he said so."),
        ("Sam", "Ana: no. 5:30"),
        ("sam two", "yes at 5:30"),
    ]
    assert talk(content).format == "otter"


def test_names_above_words_are_headings_where_each_block_has_one():
    content = "Ana\nWhat now?\n\nSam\nI will\nsee.\n\nAna\nGood.\n\nSam\nYes"
    assert said(content) == [
        ("Ana", "What now?"),
        ("Sam", "I will see."),
        ("Ana", "Good."),
        ("Sam", "Yes"),
    ]
    assert talk(content).format == "plain"


def test_a_head_is_left_out_and_a_sentence_is_kept():
    content = "Talk 3\nDate: May 3\nand so on.\n\nAna: hi\n\nSam: ho\n"
    assert said(content) == [(UNKNOWN_SPEAKER, "and so on."), *[("Ana", "hi"), ("Sam", "ho")]]
    assert issues(content) == [("left_out", "line 1"), ("unnamed", "line 3")]


def test_times_without_names_are_read():
    content = "0:21  \nEverybody did.\n\n0:24\nAnd thanks.\n\nTranscribed by https://otter.ai\n"
    assert said(content) == [(UNKNOWN_SPEAKER, "Everybody did. And thanks.")]
    assert times(content) == [(21.0, None)]


def test_text_without_speakers_is_an_error_that_says_what_to_do():
    found = talk("So we talked.\n\nThen: yes, at 5:30.\n")
    assert [turn.text for turn in found.turns] == ["So we talked. Then: yes, at 5:30."]
    assert [(each.code, each.severity) for each in found.issues] == [("no_speakers", "error")]
    assert "such as “Guide: …”" in found.issues[0].message


def test_pictures_beside_a_name_are_no_part_of_it():
    content = "🧑\u200d⚕\ufe0f Gita: hi\n\n★ Lena 🎓: ho\n\nGita: so\n\n👍: yes\n"
    assert said(content) == [("Gita", "hi"), ("Lena", "ho"), ("Gita", "so 👍: yes")]


def test_one_speaker_alone_is_a_warning():
    found = talk("Ana: hi\n\nAna: ho\n")
    assert [(each.code, each.severity) for each in found.issues] == [("one_speaker", "warning")]


def test_spellings_of_a_name_are_one_speaker():
    content = "Ana Ruiz (she/her): a\nSam: b\nANA  Ruiz: c\nSam: d\nAna Ruiz, MD: e\nSam (Peds): f"
    assert [name for name, _ in said(content)] == ["Ana Ruiz (she/her)", "Sam"] * 3
    assert issues(content) == [
        ("same_speaker", "line 3"),
        ("same_speaker", "line 5"),
        ("same_speaker", "line 6"),
    ]


def test_names_that_differ_in_who_they_are_stay_apart():
    content = "Sam (Peds): a\nSam (ICU): b\nSam: c\niPhone (1): d\niPhone (2): e\n"
    names = ["Sam (Peds)", "Sam (ICU)", "Sam", "iPhone (1)", "iPhone (2)"]
    assert [name for name, _ in said(content)] == names


def test_markup_in_a_name_is_taken_out():
    content = "<b>Ana</b>\u202e: hi\nSam: ho\n<script>x</script>Eve: hi\n"
    assert [name for name, _ in said(content)] == ["Ana", "Sam", "xEve"]
