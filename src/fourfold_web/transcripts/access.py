"""Who may see and do what with a session's words: asks the core's policy for each pair."""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from fourfold_web.engagements.access import grants_on_engagement, is_party
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.people.models import Person
from fourfold_web.transcripts.models import Transcript, TranscriptConsent, TranscriptDraft


def transcripts_visible_to(person: Person) -> QuerySet[Transcript]:
    """Transcripts of the pairs that `person` belongs to.

    Each stands on two consents: taking one back deletes it in the same transaction (B-12).
    """
    return Transcript.objects.filter(is_party(person, "guidance_session__engagement__"))


def reports_shared_with(person: Person) -> QuerySet[Transcript]:
    """Of these, the ones whose report is ready and shared by its guide (A-12)."""
    return transcripts_visible_to(person).filter(coded_at__isnull=False, shared_at__isnull=False)


def words_readable_by(person: Person) -> QuerySet[Transcript]:
    """Of these, the ones for which the yes of both sides holds."""
    holding = TranscriptConsent.objects.filter(
        guidance_session=OuterRef("guidance_session"), is_yes=True, withdrawn_at=None
    )
    pair = "guidance_session__engagement__"
    return transcripts_visible_to(person).filter(
        Exists(holding.filter(person=OuterRef(f"{pair}learner"))),
        Exists(holding.filter(person=OuterRef(f"{pair}guide"))),
    )


def drafts_visible_to(person: Person) -> QuerySet[TranscriptDraft]:
    """What `person` brought in and has not decided on, for as long as it is kept."""
    return TranscriptDraft.objects.filter(guide=person, expires_at__gt=timezone.now())


def held_until_now(person: Person, draft_id: UUID) -> bool:
    """Whether `person` brought this in, also when its time is up and nothing has deleted it yet."""
    return TranscriptDraft.objects.filter(guide=person, pk=draft_id).exists()


def grants_on(person: Person, guidance_session: GuidanceSession, datum: str) -> frozenset[str]:
    """What `person` may do with `datum` of this session."""
    return grants_on_engagement(person, guidance_session.engagement, datum)
