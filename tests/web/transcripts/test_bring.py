"""Bringing words in: read or refused in words; nothing is kept before the guide says so."""

from html import unescape

import pytest
from django.test import Client

from fourfold.transcripts.reading import LARGEST_FILE
from fourfold_web.jobs.models import Job
from fourfold_web.jobs.worker import Worker
from fourfold_web.shared.conflict import Conflict
from fourfold_web.transcripts import actions
from fourfold_web.transcripts.models import Transcript, TranscriptDraft
from tests.cast import TALK, turns_of
from tests.web.transcripts.pages import ZOOM, file, url

TOO_LARGE = b"a" * (LARGEST_FILE + 1)
FAR_TOO_LARGE = b"a" * (LARGEST_FILE + 2 * 1024 * 1024)


def test_upload_reads_the_file_and_shows_what_was_found(held, gita):
    response = gita.post(url("upload", held), {"file": file(ZOOM)}, follow=True)

    draft = TranscriptDraft.objects.get()
    assert response.redirect_chain == [(url("check", draft), 302)]
    assert "2 turns" in response.text
    assert "Which of these is you?" in response.text
    assert "44 81 29 03" in response.text
    assert Transcript.objects.count() == 0


def test_upload_takes_pasted_words(held, gita):
    response = gita.post(url("upload", held), {"pasted": TALK}, follow=True)

    assert response.status_code == 200
    assert len(TranscriptDraft.objects.get().to_core().turns) == 10


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "Nothing came. Choose a file, or paste the words."),
        (
            {"pasted": TALK, "file": file(ZOOM)},
            "Both a file and pasted words came. Send one of them.",
        ),
        (
            {"file": file("")},
            (
                "The file “talk.vtt” is empty. Choose a file with the words of the talk, such as"
                " VTT, SRT, DOCX, JSON or plain text."
            ),
        ),
        (
            {"file": file(b"%PDF-1.7 ...", "talk.pdf")},
            (
                "The file “talk.pdf” is a PDF, not a transcript. Open it, copy its text and paste"
                " that, or export the talk as VTT, SRT, DOCX or plain text."
            ),
        ),
        (
            {"pasted": "Just some words that nobody is named for."},
            (
                "The transcript does not say who speaks. Write a name and a colon before each"
                " turn, such as “Guide: Good morning.”"
            ),
        ),
        (
            {"pasted": "Gita: I talk.\n\nGita: And I talk on.\n\nGita: Still me."},
            (
                "Only 'Gita' speaks in this transcript. It needs two voices, the guide’s and the"
                " learner’s: give each turn its speaker’s name."
            ),
        ),
        (
            {"file": file(TOO_LARGE)},
            (
                "The file “talk.vtt” is larger than 5 MB (5.0 MB); at most 5 MB are read. Upload"
                " the text of the talk only, or split it into parts."
            ),
        ),
        (
            {"file": file(FAR_TOO_LARGE)},
            "What you sent is larger than 5 MB. Bring in a part of the talk.",
        ),
        (
            {"pasted": FAR_TOO_LARGE.decode()},
            "What you sent is larger than 5 MB. Bring in a part of the talk.",
        ),
    ],
)
def test_upload_refuses_in_words_and_keeps_nothing(held, gita, sent, says):
    response = gita.post(url("upload", held), sent)

    assert response.status_code == 422
    assert says in unescape(response.text)
    assert TranscriptDraft.objects.count() == 0


def test_upload_asks_for_the_key_of_the_page(cast, held):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.gita, backend="django.contrib.auth.backends.ModelBackend")

    response = strict.post(url("upload", held), {"pasted": TALK})

    assert response.status_code == 403
    assert "Good to see you, Lena." in response.text
    assert TranscriptDraft.objects.count() == 0


def test_upload_shows_the_words_of_a_refused_file_for_mending(held, gita):
    response = gita.post(url("upload", held), {"file": file("No names in here at all.", "a.txt")})

    assert "No names in here at all.</textarea>" in response.text


def test_upload_of_a_second_transcript_is_refused(coded, gita):
    response = gita.post(url("upload", coded.guidance_session), {"pasted": TALK})

    assert response.status_code == 409
    assert "This session has its transcript already" in response.text
    assert "Delete that one first if you want to bring in another." in response.text


def test_upload_is_refused_once_the_agreement_says_no(held, gita, say_no):
    say_no(held)

    response = gita.post(url("upload", held), {"pasted": TALK})

    assert response.status_code == 409
    assert "Your agreement says no to transcripts" in response.text
    assert TranscriptDraft.objects.count() == 0


def test_add_transcript_is_refused_once_the_agreement_says_no(cast, say_no):
    draft = cast.transcript_draft(cast.pair())
    say_no(draft.guidance_session)

    with pytest.raises(Conflict, match="Your agreement says no to transcripts"):
        actions.add_transcript(guide=cast.gita, draft=draft, turns=turns_of(draft))

    assert Transcript.objects.count() == 0


def test_jobs_carry_ids_only(cast):
    cast.transcript(cast.pair())
    Worker().drain()

    for job in Job.objects.all():
        assert set(job.arguments["kwargs"]) <= {"mail_id", "transcript_id"}


def test_upload_of_signs_that_no_text_has_is_refused_in_one_sentence(held, gita):
    page = gita.post(url("upload", held), {"pasted": "Gita: One.\x00\n\nLena: Two."}).text

    assert "There are signs between the words that no text has." in page
    assert "Nothing came." not in page
