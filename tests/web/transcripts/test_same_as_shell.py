"""The shell and the web say the same of the same file."""

import json

import pytest
from click.testing import CliRunner

from fourfold.cli.main import main
from fourfold_web.transcripts import actions
from fourfold_web.transcripts.models import Transcript, TranscriptDraft
from fourfold_web.transcripts.queries import report_of
from tests.cast import TALK
from tests.web.transcripts.pages import file, url


@pytest.mark.parametrize("content", [TALK, TALK * 3], ids=["short", "long"])
def test_the_shell_and_the_web_judge_a_file_alike(held, gita, content):
    gita.post(url("upload", held), {"file": file(content, "talk.txt")})
    gita.post(url("check", TranscriptDraft.objects.get()), {"guide": "Gita", "learner": "Lena"})
    kept = Transcript.objects.get()
    actions.code_transcript(transcript_id=kept.pk)

    shell = CliRunner().invoke(
        main, ["fidelity", "-", "--guide", "Gita", "--form", "coaching", "--json"], input=content
    )

    assert report_of(Transcript.objects.get()).to_json() == json.loads(shell.stdout)
