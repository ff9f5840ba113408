"""WebVTT and SubRip, with all that goes wrong in them."""

import pytest

from fourfold.transcripts.transcript import UNKNOWN_SPEAKER
from tests.core.transcripts.reading.examples import issues, said, talk, times

HEAD = "WEBVTT\n\n"


def cue(text, start="00:00:01.000", end="00:00:02.000"):
    return f"{start} --> {end}\n{text}\n\n"


def test_a_cue_without_name_belongs_to_the_voice_before():
    content = HEAD + cue("Ana Ruiz: Hi.") + cue("It is 5:30.") + cue("Sam: Note: yes.")
    assert said(content) == [("Ana Ruiz", "Hi. It is 5:30."), ("Sam", "Note: yes.")]


def test_a_first_cue_without_name_is_of_an_unknown_speaker():
    content = HEAD + cue("well I") + cue("Ana: Hi.") + cue("Sam: Yes.")
    assert said(content) == [(UNKNOWN_SPEAKER, "well I"), ("Ana", "Hi."), ("Sam", "Yes.")]
    assert ("unnamed", "line 3") in issues(content)


def test_two_voices_in_a_cue_share_its_time_by_words():
    content = HEAD + cue("- <v Ana>What else\nthen?</v>\n- <v.loud Sam>No.</v> <v Ana>Good.")
    assert said(content) == [("Ana", "What else then?"), ("Sam", "No."), ("Ana", "Good.")]
    assert times(content) == [(1.0, 1.6), (1.6, 1.8), (1.8, 2.0)]
    assert all(turn.approximate for turn in talk(content).turns)


def test_two_labels_in_a_cue_are_two_voices():
    content = "1\n00:00:01,000 --> 00:00:02,000\n- Ana: Hi\n- Sam: Ho\n"
    assert said(content) == [("Ana", "Hi"), ("Sam", "Ho")]


def test_entities_are_written_out_in_names_and_words():
    content = HEAD + cue("<v O&#39;Neil, Sam>R&amp;D &lt;3 &copy") + cue("<v Ana>Yes</v>")
    assert said(content) == [("O'Neil, Sam", "R&D <3 &copy"), ("Ana", "Yes")]


def test_text_without_a_voice_among_voices_is_of_an_unknown_speaker():
    content = HEAD + cue("<v Ana>Hi</v> there") + cue("who is this") + cue("<v >And this</v>")
    assert said(content) == [("Ana", "Hi there"), (UNKNOWN_SPEAKER, "who is this And this")]


def test_markup_is_taken_out_and_its_words_are_kept():
    content = (
        HEAD
        + cue("Ana: <i>Hi</i> <00:01.500><c.x>you</c>")
        + cue("Sam: <script>alert(1)</script> {\\an8}ho")
    )
    assert said(content) == [("Ana", "Hi you"), ("Sam", "alert(1) ho")]
    assert ("markup", "line 6") in issues(content)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("0:0:5.320", "0:1:6.5", (5.32, 66.5)),
        ("00:05.320", "01:06,500", (5.32, 66.5)),
        ("100:00:00.000", "100:00:01.1", (360_000.0, 360_001.1)),
        ("-00:00:03.000", "00:00:02.000", (0.0, 2.0)),
        ("-00:00:03.000", "-0:0:1", (0.0, 0.0)),
        ("00:00:04.000", "00:00:02.000", (4.0, 4.0)),
    ],
)
def test_times_are_read_in_every_form(start, end, expected):
    assert times(HEAD + cue("Ana: Hi", start, end) + "\n") == [expected]


def test_odd_times_keep_the_words_and_tell_the_line():
    content = HEAD + (
        cue("Ana: a", "-0:0:3.0", "0:0:2.0")
        + cue("Sam: b", "00:01.000", "00:04.000")
        + cue("Ana: c", "00:03.000", "00:03.000")
        + cue("Sam: d", "00:09.000", "00:08.000")
        + cue("Ana: e", "00:08.000", "00:09.000")
        + cue("Sam: f", "00:xx.000", "00:08.000")
    )
    assert [text for _, text in said(content)] == list("abcdef")
    assert issues(content) == [
        ("negative_time", "line 3"),
        ("overlap", "line 6"),
        ("equal_times", "line 9"),
        ("overlap", "line 9"),
        ("end_before_start", "line 12"),
        ("out_of_order", "line 15"),
        ("bad_time", "line 18"),
    ]


def test_notes_styles_regions_and_settings_are_no_speech():
    content = (
        "WEBVTT - Kind: captions\nX-TIMESTAMP-MAP=LOCAL:0\n\nSTYLE\n::cue {}\n\nNOTE one\nmore\n\n"
        "REGION\nid:a\n\nintro\n00:01.000 --> 00:02.000 align:start\nAna: Hi\n\nNOTE two\nmore\n\n"
        "end\n00:02.000 --> 00:03.000\nSam: Note it.\n"
    )
    assert said(content) == [("Ana", "Hi"), ("Sam", "Note it.")]
    assert issues(content) == []


def test_speech_that_looks_like_an_id_is_kept():
    content = "1\n00:01.0 --> 00:02.0\nAna: How many?\n2\n00:02.0 --> 00:03.0\nSam: 2\n\nor\n7\n"
    assert said(content) == [("Ana", "How many?"), ("Sam", "2 or 7")]


def test_what_stands_above_the_first_time_is_left_out_with_its_line():
    content = "A talk.\n\n00:01.000 --> 00:02.000\nAna: Hi\n\n00:03.000 --> 00:04.000\nSam: Ho\n"
    assert issues(content) == [("left_out", "line 1")]
    assert talk(content).format == "zoom-vtt"


def test_broken_json_in_a_cue_is_kept_as_it_stands():
    whole = '{"speakerName":"Ana","spokenText":"Hi &amp; ho"}'
    content = HEAD + cue(whole) + cue('{"speakerName":"Sam"')
    assert said(content)[0] == ("Ana", "Hi & ho")
    assert ("broken_cue", "line 6") in issues(content)


def test_many_issues_alike_end_in_a_number():
    cues = "".join(cue(f"{name}: hi") for name in ["Ana", "Sam"] * 20)
    found = [issue for issue in talk(HEAD + cues).issues if issue.code == "overlap"]
    assert len(found) == 21
    assert found[-1].message.startswith("The same goes for 19 more from here on")
