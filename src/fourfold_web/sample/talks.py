"""The words of one sample meeting, brought in by the same actions that a guide uses."""

from datetime import timedelta
from importlib.resources import files

from fourfold.transcripts.reading import read
from fourfold.transcripts.two_voices import likely_voice, of_the_two
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.jobs.models import Job, JobState
from fourfold_web.sample.clock import date_back
from fourfold_web.transcripts import actions
from fourfold_web.transcripts.actions.forget import FORGET
from fourfold_web.transcripts.models import TranscriptDraft

TO_BRING_IN = timedelta(hours=2)


def add_talk(name: str, *, guidance_session: GuidanceSession) -> None:
    """Both say yes, the guide brings the file in, and it is coded at once."""
    engagement = guidance_session.engagement
    for person in (engagement.guide, engagement.learner):
        actions.answer_consent(by=person, guidance_session=guidance_session, is_yes=True)
    content = files("fourfold_web.sample").joinpath("files", name).read_bytes()
    draft = actions.keep_draft(
        guide=engagement.guide, guidance_session=guidance_session, talk=read(content, name=name)
    )
    talk = draft.to_core()
    guide, learner = (
        likely_voice([each.name for each in talk.speakers], person.name) or ""
        for person in (engagement.guide, engagement.learner)
    )
    transcript = actions.add_transcript(
        guide=engagement.guide,
        draft=draft,
        turns=of_the_two(talk.turns, guide=guide, learner=learner),
    )
    actions.code_transcript(transcript_id=transcript.pk)
    _date_back(guidance_session)
    # What these would do is done.
    if not TranscriptDraft.objects.exists():
        Job.objects.filter(task_path=FORGET, state=JobState.READY).delete()
    Job.objects.filter(arguments__kwargs__transcript_id=str(transcript.pk)).delete()


def _date_back(guidance_session: GuidanceSession) -> None:
    at = guidance_session.ended_at + TO_BRING_IN
    for consent in guidance_session.transcript_consents.all():
        date_back(consent, answered_at=guidance_session.ended_at)
    transcript = guidance_session.transcript
    date_back(transcript, created_at=at, asked_at=at, started_at=at, coded_at=at)
