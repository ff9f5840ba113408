"""A pair that does not meet: the two hear of it first, and the program sees a number later."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.issues import FourfoldError
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.engagements import actions as engagement_actions
from fourfold_web.guidance_sessions.actions.silence import look_at_pair, notice_silence
from fourfold_web.guidance_sessions.models import GuidanceSession, MeetingWatch
from fourfold_web.guidance_sessions.quiet import pairs_not_meeting

# The cast agrees on “every two to four weeks”, so that six weeks are silence.
LONG, WEEK = timedelta(days=43), timedelta(days=7)


@pytest.fixture
def later():
    return timezone.now() + LONG


def told() -> list[str]:
    return sorted(mail.to.name for mail in OutgoingMail.objects.filter(kind="pair_is_quiet"))


def test_silence_is_told_to_both_once(cast, later):
    cast.pair()

    notice_silence(now=later - timedelta(days=2))
    before = told()
    for days in (0, 8, 16):
        notice_silence(now=later + timedelta(days=days))

    assert (before, told()) == ([], ["Gita Rao", "Lena Lind"])


def test_silence_reaches_the_program_a_week_later_as_a_number(cast, later):
    cast.pair()
    notice_silence(now=later)

    numbers = [pairs_not_meeting([cast.program], now=later + days) for days in (timedelta(), WEEK)]

    assert numbers == [0, 1]


def test_silence_ends_for_the_program_with_a_meeting_or_a_pause(cast, later):
    pair = cast.pair()
    notice_silence(now=later)
    engagement_actions.pause_engagement(by=cast.lena, engagement=pair, until=None)

    resting = pairs_not_meeting([cast.program], now=later + WEEK)
    engagement_actions.resume_engagement(by=cast.lena, engagement=pair)
    meeting = cast.planned(pair)
    meeting.planned_for = later + 2 * WEEK
    meeting.save()

    assert (resting, pairs_not_meeting([cast.program], now=later + WEEK)) == (0, 0)


def advising(cast, later):
    cast.pair(FormOfGuidance.ADVISING)


def paused(cast, later):
    engagement_actions.pause_engagement(by=cast.lena, engagement=cast.pair(), until=None)


def planned(cast, later):
    cast.planned(cast.pair())
    GuidanceSession.objects.update(planned_for=later + WEEK)


def ended(cast, later):
    engagement_actions.end_engagement(by=cast.lena, engagement=cast.pair())


@pytest.mark.parametrize("arrange", [advising, paused, planned, ended])
def test_silence_is_not_told_to_pairs_that_are_not_meant_to_meet(cast, later, arrange):
    arrange(cast, later)

    notice_silence(now=later)

    assert told() == []


def test_silence_is_not_told_to_a_pair_that_ended_after_it_was_found(cast, later):
    pair = cast.pair()
    engagement_actions.end_engagement(by=cast.lena, engagement=pair)

    look_at_pair(pair_id=pair.pk, now=later)

    assert (told(), MeetingWatch.objects.count()) == ([], 0)


def test_silence_of_a_pair_is_told_though_another_cannot_be_read(cast, later):
    broken, silent = cast.pair(), cast.pair()
    broken.agreement.versions.update(terms={"tempo": ""})

    with pytest.raises(FourfoldError, match="tempo"):
        notice_silence(now=later)

    assert (told(), MeetingWatch.objects.get().engagement) == (["Gita Rao", "Lena Lind"], silent)


def test_silence_offers_to_plan_rest_or_end_on_the_pairs_page(cast, as_person, later):
    pair = cast.pair()
    notice_silence(now=later)

    text = as_person(cast.lena).get(reverse("guidance_sessions:pair", args=[pair.pk])).text

    section = text.split('aria-labelledby="quiet"')[1].split("</section>")[0]
    for name in ("guidance_sessions:times", "engagements:pause", "engagements:end"):
        assert reverse(name, args=[pair.pk]) in section


def test_silence_is_a_number_without_names_on_the_directors_page(cast, as_person):
    pair = cast.pair()
    notice_silence(now=timezone.now() + LONG)
    pair.watch.told_at = timezone.now() - WEEK
    pair.watch.save()
    pair.refresh_from_db()

    text = as_person(cast.dora).get(reverse("reports:waiting")).text

    assert "1 pair has not met" in text
    assert "Lena" not in text.split("<main")[1].split("</main>")[0]
