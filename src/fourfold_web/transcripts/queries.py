"""Reads that the pages of a session's words share."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.template.defaultfilters import pluralize
from django.utils.text import Truncator

from fourfold.confidentiality.small_cells import shown
from fourfold.guidance.catalog import FormOfGuidance
from fourfold.transcripts.coded import Coding
from fourfold.transcripts.fidelity import Fidelity, assess
from fourfold.transcripts.timeline import length
from fourfold.transcripts.transcript import Speaker
from fourfold.transcripts.transcript import Transcript as Talk
from fourfold.transcripts.two_voices import longest_turn
from fourfold_web.engagements.models import Engagement
from fourfold_web.engagements.queries import with_name
from fourfold_web.guidance_sessions.access import sessions_visible_to
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.guidance_sessions.queries import terms_of
from fourfold_web.jobs.models import Job, JobState
from fourfold_web.people.models import Person
from fourfold_web.programs.conflicts import seen_of
from fourfold_web.programs.models import Program
from fourfold_web.transcripts.access import transcripts_visible_to
from fourfold_web.transcripts.models import ShorterTime, Transcript, TranscriptConsent
from fourfold_web.transcripts.trends import Trend, trend_of

CODE = "fourfold_web.transcripts.tasks.code_transcript"
# Coding an hour takes seconds; who waits longer is told that no worker seems to run.
SLOW_AFTER = timedelta(minutes=5)
# Fewer sessions show chance rather than a course.
LEAST_FOR_TRENDS = 3
MOST_FOR_TRENDS = 12
# The two of a pair hear at least so long before their words go sooner than they knew.
NOTICE = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Consents:
    """Both sides' answers for one session; None while somebody has not answered."""

    learner: TranscriptConsent | None
    guide: TranscriptConsent | None

    @property
    def both(self) -> bool:
        """Whether both said yes, and nobody has taken it back."""
        return bool(self.learner and self.learner.holds and self.guide and self.guide.holds)


def consents_of(guidance_session: GuidanceSession) -> Consents:
    """What both have answered for this session."""
    engagement = guidance_session.engagement
    given = {each.person_id: each for each in guidance_session.transcript_consents.all()}
    return Consents(given.get(engagement.learner_id), given.get(engagement.guide_id))


def is_agreed(guidance_session: GuidanceSession) -> bool:
    """Whether the agreement of the pair allows transcripts at all."""
    terms = terms_of(guidance_session.engagement)
    return bool(terms and terms.transcripts)


def whole(transcripts: QuerySet[Transcript]) -> QuerySet[Transcript]:
    """These transcripts with their pair and all that a report is computed from."""
    return _with_pair(transcripts).prefetch_related("contests")


def without_words(transcripts: QuerySet[Transcript]) -> QuerySet[Transcript]:
    """The same for pages that read neither words nor codes, which may be megabytes."""
    return _with_pair(transcripts).defer("turns", "codes")


def _with_pair(transcripts: QuerySet[Transcript]) -> QuerySet[Transcript]:
    return transcripts.select_related(
        "guidance_session__engagement__learner",
        "guidance_session__engagement__guide",
        "guidance_session__engagement__program",
    )


def coding_and_report(transcript: Transcript) -> tuple[Coding, Fidelity]:
    """The coded words with the guide's corrections, and how they fit the declared form."""
    coding = transcript.to_core()
    return coding, assess(coding, declared_form=transcript.form)


def report_of(transcript: Transcript) -> Fidelity:
    """The second of both, for who does not need the words."""
    return coding_and_report(transcript)[1]


def is_slow(transcript: Transcript, *, now: datetime) -> bool:
    """Whether the report has been waited for longer than it takes."""
    return transcript.coded_at is None and now - transcript.asked_at > SLOW_AFTER


def is_at_work(transcript: Transcript, *, now: datetime) -> bool:
    """Whether a worker holds a job for this transcript right now."""
    jobs = Job.objects.filter(task_path=CODE, state=JobState.RUNNING, lease_until__gt=now)
    return jobs.filter(arguments__kwargs__transcript_id=str(transcript.pk)).exists()


def minutes_of(talk: Talk) -> int | None:
    """How long the talk took, in whole minutes; None when its file has no times."""
    seconds = length(talk.turns)
    return None if seconds is None else round(seconds / 60)


def voice_help(speaker: Speaker, talk: Talk) -> str:
    """What tells one voice from another: how much it said, and its longest turn's beginning."""
    longest = longest_turn(talk, speaker.name)
    turns = f"{speaker.turns} turn{pluralize(speaker.turns)}"
    begins = Truncator(longest.text if longest else "").words(14)
    return f"{turns}, {speaker.words} words: “{begins}”"


def unseen_reports_of(person: Person) -> QuerySet:
    """Reports that are ready and that their guide has not opened yet, newest first."""
    ready = transcripts_visible_to(person).filter(
        guide=person, coded_at__isnull=False, seen_at=None
    )
    named = ready.annotate(with_name=with_name(person, "guidance_session__engagement__"))
    return named.values("pk", "coded_at", "with_name")


def consents_asked_of(person: Person) -> QuerySet:
    """Sessions for which the other side said yes and `person` has not answered."""
    answered = TranscriptConsent.objects.filter(person=person).values("guidance_session")
    asked = sessions_visible_to(person).filter(
        transcript_consents__is_yes=True,
        transcript_consents__withdrawn_at=None,
        engagement__ended_at=None,
    )
    asked = asked.exclude(pk__in=answered).annotate(with_name=with_name(person, "engagement__"))
    return asked.values("pk", "opened_at", "planned_for", "with_name")


def trends_of(person: Person) -> list[Trend]:
    """The guide's own latest reports by declared form, for nobody else (A-12)."""
    rows = (
        whole(transcripts_visible_to(person))
        .filter(guide=person, coded_at__isnull=False)
        .order_by("-guidance_session__opened_at")[:MOST_FOR_TRENDS]
    )
    found: dict[FormOfGuidance, list[tuple[Transcript, Fidelity]]] = {}
    for row in reversed(rows):
        found.setdefault(row.form, []).append((row, report_of(row)))
    return [trend_of(form, found[form]) for form in FormOfGuidance if form in found]


def seen_kept(program: Program) -> str:
    """A sign of how long words are kept here, and of a shorter time that waits."""
    waiting = ShorterTime.objects.filter(program=program).values_list("pk", flat=True)
    return "-".join([seen_of(program, "kept"), *map(str, waiting)])


def is_shorter(days: int | None, than: int | None) -> bool:
    """Whether words would go sooner; None means that they stay."""
    return days is not None and (than is None or days < than)


def with_words_past(program: Program, days: int, at: datetime) -> QuerySet[GuidanceSession]:
    """The sessions with a transcript whose pair ended so many days before a moment, or longer."""
    return GuidanceSession.objects.filter(
        engagement__program=program,
        engagement__ended_at__lte=at - timedelta(days=days),
        transcript__isnull=False,
    ).select_related("engagement")


def ended_with_words(program: Program) -> QuerySet[Engagement]:
    """The pairs that have ended and of which a transcript is still there."""
    of_words = GuidanceSession.objects.filter(transcript__isnull=False).values("engagement")
    return program.engagements.filter(ended_at__isnull=False, pk__in=of_words)


def would_go(program: Program, days: int, at: datetime) -> tuple[int | None, int | None]:
    """How many transcripts, of how many pairs, would go at that moment; in whole steps of five.

    None is for fewer than five pairs: a smaller number could point to somebody.
    """
    due = with_words_past(program, days, at)
    pairs = due.order_by().values("engagement").distinct().count()
    return shown(due.count(), behind=pairs), shown(pairs)
