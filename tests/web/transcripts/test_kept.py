"""How long words are kept: a shorter time waits for its notice, and one fault stops no other."""

from datetime import timedelta

import pytest
from django.db.models.signals import pre_delete
from django.urls import reverse
from django.utils import timezone

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.engagements.models import Engagement
from fourfold_web.programs.models import Program
from fourfold_web.shared.models import AuditEntry
from fourfold_web.transcripts import actions
from fourfold_web.transcripts.models import ShorterTime, Transcript
from fourfold_web.transcripts.queries import seen_kept


@pytest.fixture
def ended(cast) -> Transcript:
    """Words of a pair that ended 100 days ago, in a program that keeps them for a year."""
    kept = cast.transcript(cast.pair())
    Engagement.objects.update(ended_at=timezone.now() - timedelta(days=100))
    Program.objects.filter(pk=cast.program.pk).update(transcripts_kept_days=365)
    cast.program.refresh_from_db()
    return kept


def test_a_shorter_time_is_shown_told_and_holds_two_weeks_later(cast, as_person, ended):
    dora, address = as_person(cast.dora), reverse("transcripts:kept")
    sent, now = {"days": "30", "seen": seen_kept(cast.program)}, timezone.now()

    looked = dora.post(address, sent)
    nothing_yet = ShorterTime.objects.exists()
    dora.post(address, sent | {"do": "shorten"})
    untold = actions.delete_kept_long_enough(now=now + timedelta(days=40))
    actions.tell_of_shorter_time(shorter_id=ShorterTime.objects.get().pk)
    waits = dora.get(address)
    gone = [actions.delete_kept_long_enough(now=now + timedelta(days=each)) for each in (13, 15)]

    assert "Transcripts of fewer than five pairs, or none," in looked.text
    assert "A shorter time waits: 30 days" in waits.text
    assert (nothing_yet, untold, gone) == (False, 0, [0, 1])
    told = OutgoingMail.objects.filter(kind="words_go_sooner")
    assert {mail.to for mail in told} == {cast.lena, cast.gita}
    cast.program.refresh_from_db()
    assert cast.program.transcripts_kept_days == 30


def test_saving_the_days_that_hold_takes_a_shorter_time_back(cast, as_person, ended):
    dora, address = as_person(cast.dora), reverse("transcripts:kept")
    old = seen_kept(cast.program)
    dora.post(address, {"days": "30", "seen": old, "do": "shorten"})

    stale = dora.post(address, {"days": "365", "seen": old})
    dora.post(address, {"days": "365", "seen": seen_kept(cast.program)})

    assert stale.status_code == 409
    assert not ShorterTime.objects.exists()
    assert actions.delete_kept_long_enough(now=timezone.now() + timedelta(days=40)) == 0


def test_one_faulty_session_stops_no_other(cast, ended):
    good = cast.transcript(cast.pair(FormOfGuidance.MENTORING))
    Engagement.objects.update(ended_at=timezone.now() - timedelta(days=400))

    def refuse(instance, **_):
        if instance.pk == ended.pk:
            raise RuntimeError("This row cannot be deleted.")

    pre_delete.connect(refuse, sender=Transcript)
    try:
        with pytest.raises(RuntimeError):
            actions.delete_kept_long_enough(now=timezone.now())
    finally:
        pre_delete.disconnect(refuse, sender=Transcript)

    assert list(Transcript.objects.all()) == [ended]
    assert AuditEntry.objects.get(verb="delete_transcript").of_id == good.pk
    assert AuditEntry.objects.get(verb="delete_kept_long_enough").facts == {"transcripts": 1}
