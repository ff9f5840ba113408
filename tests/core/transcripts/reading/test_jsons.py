"""JSON of Whisper and its relatives, and tables."""

import json

import pytest

from fourfold.issues import FourfoldError
from fourfold.transcripts.reading import read
from fourfold.transcripts.transcript import UNKNOWN_SPEAKER
from tests.core.transcripts.reading.examples import issues, said, talk, times

OTHER = '[{"speaker":"Ana","transcript":"a"},{"speaker":"Sam","words":[{"word":"b"}]}]'


def test_whisper_cpp_counts_in_milliseconds():
    entry = {"offsets": {"from": 1500, "to": 2000}, "text": " Hello", "speaker": "0"}
    assert times(json.dumps({"transcription": [entry]})) == [(1.5, 2.0)]


def test_words_of_two_speakers_part_a_segment():
    words = [
        {"word": "I", "start": 0, "end": 1},
        {"word": "know.", "speaker": "S1"},
        {"word": "Good.", "speaker": "S0", "start": 3, "end": 4},
    ]
    content = json.dumps(
        {"segments": [{"start": 0, "end": 4, "text": " I know. Good.", "words": words}]}
    )
    assert said(content) == [("S1", "I know."), ("S0", "Good.")]
    assert times(content) == [(0.0, 3.0), (3.0, 4.0)]


def test_equal_issues_of_one_line_are_told_once():
    found = talk(json.dumps([{"start": 0, "end": 2, "text": "a", "speaker": "S"}] * 4))
    assert [issue.message for issue in found.issues if issue.code == "overlap"] == [
        (
            "This cue starts before the one above it ends. The words of both are kept. "
            "The same goes for 2 more there."
        )
    ]


def test_words_that_are_not_the_text_do_not_part_it():
    words = [{"word": "I", "speaker": "S1"}, {"word": "no", "speaker": "S0"}]
    content = json.dumps({"segments": [{"text": "I know", "speaker": "S1", "words": words}]})
    assert said(content) == [("S1", "I know")]
    assert ("two_voices", "line 1") in issues(content)


def test_a_segment_without_speaker_is_of_an_unknown_one():
    content = '{"segments": [\n{"text": "a", "speaker": "S0"},\n{"text": "b", "start": "x"}\n]}'
    assert said(content) == [("S0", "a"), (UNKNOWN_SPEAKER, "b")]
    assert issues(content) == [("bad_time", "line 3"), ("unnamed", "line 3")]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ('[{"speaker":"Ana","text":"a"},{"speaker":{"name":"Sam"},"text":"b"}]', "json"),
        ('{"speaker":"Ana","text":"a"}\n{"speaker":"Sam","text":"b"}\n', "json"),
        ('{"result":{"utterances":' + OTHER + "}}", "json"),
        ("Speaker,Text\nAna,a\nSam,b\n", "csv"),
        ('\ufeffutterance_text;interlocutor\n"a";Ana\n"b";Sam\n', "csv"),
    ],
)  # fmt: skip
def test_other_lists_and_tables_are_read(content, name):
    assert said(content) == [("Ana", "a"), ("Sam", "b")]
    assert talk(content).format == name


def test_read_reads_what_it_wrote():
    found = talk("[0:01] Ana: Hi\n[0:02] Sam: Ho\n")
    assert talk(json.dumps(found.to_json())).turns == found.turns


def test_entries_without_text_are_left_out_with_their_line():
    content = '[\n{"speaker": "Ana", "text": "a"},\n5,\n{"speaker": "Sam", "text": "\\ud800b"}]'
    assert said(content) == [("Ana", "a"), ("Sam", "\ufffdb")]
    assert issues(content) == [("left_out", "line 2")]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('{"segments": [1,}', "Broken JSON in line 1, column 17: Expecting value."),
        ('{"a": 1}', "This JSON holds no list of segments."),
        ('{"segments": []}', "This JSON holds no list of segments."),
        ("[" + '{"a":[' * 50_000, "The JSON is nested too deeply for a transcript."),
        ('{"start": ' + "9" * 5_000 + "}", "A number in this JSON is too long."),
        ('{"segments": [{"text": " "}]}', "There are no words of a talk in this file."),
        ('speaker,text\nAna,"' + "a" * 140_000, "The table is broken in line 2:"),
    ],
)
def test_json_and_tables_that_hold_no_talk_are_refused(content, says):
    with pytest.raises(FourfoldError) as refused:
        read(content.encode())
    assert str(refused.value).startswith(says)
