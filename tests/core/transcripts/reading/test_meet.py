"""Google Meet: what is no speech in its documents, and times now and then."""

from tests.core.transcripts.reading.examples import issues, said, talk, times

TURNS = [("Ana Ruiz", "What would you like?"), ("Sam", "A plan, so: sleep.")]
OLDER = (
    "Coaching (2026-11-30 at 10:00 GMT-8) - Transcript\nAttendees\n"
    "Ana Ruiz, sam, Ana Ruiz's Presentation\n\n"
    "Ana Ruiz: What would\nAna Ruiz: \n\n00:05:00\n\nAna Ruiz: you like?\nSam: A plan, so: sleep.\n"
    "Meeting ended after 00:06:00 👋\nThis editable transcript was computer generated and might "
    "contain errors. People can also change the text after it was created.\n"
)
NEWER = (
    "📝 Notes\nNov 30\nSummary\nAna: was glad.\nTranscript\n\n📖 Transcript\nNov 30\n"
    "Coaching - Transcript\n00:00:00\n \nAna Ruiz: What would you like?\n \n00:05:00\n \n"
    "Sam: A plan, so: sleep.\n \nTranscription ended after 00:06:00\n"
)


def test_meet_gives_the_speech_only():
    markdown = NEWER.replace("\n00:", "\n### 00:").replace("Sam:", "**Sam:**")
    for content in (OLDER, NEWER, markdown.replace("Transcription", "### **Transcription")):
        assert said(content) == TURNS
        assert talk(content).format == "meet-text"
        assert issues(content) == []


def test_meet_notes_below_the_talk_are_dropped():
    content = "Attendees\nAna, Sam\nTranscript\nAna: Hi\nSam: Ho\n📝 Notes\nAna: was glad.\n"
    assert said(content) == [("Ana", "Hi"), ("Sam", "Ho")]


def test_meet_keeps_what_is_said_below_the_end():
    content = NEWER + "Sam: Oh, and\none more.\nThis editable transcript was computer generated.\n"
    assert said(content) == [TURNS[0], ("Sam", "A plan, so: sleep. Oh, and one more.")]
    assert times(content) == [(0.0, 300.0), (300.0, None)]


def test_meet_times_are_reckoned_between_those_of_the_file():
    assert times(OLDER) == [(0.0, 320.0), (320.0, 360.0)]
    assert [turn.approximate for turn in talk(OLDER).turns] == [True, True]
    assert times(NEWER) == [(0.0, 300.0), (300.0, 360.0)]


def test_meet_times_go_on_at_the_usual_pace_without_an_end():
    content = "Attendees\nAna, Sam\nTranscript\n00:00:00\nAna: a b\n00:00:10\nAna: c\nSam: d\n"
    assert times(content) == [(0.0, 15.0), (15.0, 20.0)]
