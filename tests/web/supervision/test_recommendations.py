"""A supervisor's recommendation: for the learner alone, and for a mentor once passed on (B-4)."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.correspondence.actions import deliver_mail
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.engagements import actions as pair_actions
from fourfold_web.programs.models import Supervision
from fourfold_web.shared.conflict import Conflict
from fourfold_web.supervision import actions
from fourfold_web.supervision.models import PassedOn, Recommendation
from tests.cast import terms

pytestmark = pytest.mark.django_db
WORDS = "Talk to Dr. Rao about teaching."
MENTORING = FormOfGuidance.MENTORING


def page_of(cast) -> str:
    return reverse("supervision:recommend", args=[cast.sam.supervises.get().pk])


def text_of(page) -> str:
    """The page without what differs at every load."""
    return re.sub(r'(nonce|value|data-now)="[^"]*"', "", page.text)


def test_supervisor_sends_once_and_sees_nothing_again(cast, as_person):
    sam = as_person(cast.sam)

    sent = sam.post(page_of(cast), {"words": WORDS}, follow=True)

    kept = Recommendation.objects.get()
    theirs = reverse("supervision:recommendation", args=[kept.pk])
    assert "Sent to Lena, and to nobody else." in sent.text
    assert WORDS not in sent.text + sam.get(page_of(cast)).text
    assert sam.get(theirs).status_code == 404
    assert WORDS in as_person(cast.lena).get(theirs).text


def test_supervisor_cannot_tell_whether_there_is_a_mentor(cast, as_person):
    sam, overview = as_person(cast.sam), reverse("reports:supervision")
    before = [text_of(sam.get(each)) for each in (overview, page_of(cast))]
    pair = cast.pair(MENTORING)
    kept = cast.recommendation()
    actions.pass_on(learner=cast.lena, recommendation=kept, engagement=pair)

    after = [text_of(sam.get(each)) for each in (overview, page_of(cast))]

    assert after == before


def test_mail_tells_nothing_of_the_words_the_writer_or_mentoring(cast):
    kept = cast.recommendation(WORDS)
    actions.pass_on(learner=cast.lena, recommendation=kept, engagement=cast.pair(MENTORING))

    for each in OutgoingMail.objects.filter(kind__startswith="recommendation").order_by(
        "created_at"
    ):
        deliver_mail(mail_id=each.pk)

    told = " ".join(f"{each.subject} {each.body}" for each in mail.outbox)
    assert [each.to for each in mail.outbox] == [["lena@example.org"], ["gita@example.org"]]
    assert [
        word for word in ("Sam", "Rao", "teaching", "mentor", "upervisor") if word in told
    ] == []


def test_mentor_reads_after_passing_on_until_it_is_taken_back(cast, as_person):
    pair, kept = cast.pair(MENTORING), cast.recommendation(WORDS)
    gitas = reverse("supervision:passed_on", args=[pair.pk])
    before = as_person(cast.gita).get(gitas).text

    as_person(cast.lena).post(
        reverse("supervision:pass_on", args=[kept.pk]), {"pair": str(pair.pk)}
    )
    during = as_person(cast.gita).get(gitas).text
    row = PassedOn.objects.get()
    as_person(cast.lena).post(reverse("supervision:take_back", args=[row.pk]))
    after = as_person(cast.gita).get(gitas).text

    assert [WORDS in each for each in (before, during, after)] == [False, True, False]


def test_mentor_keeps_reading_after_the_end_and_nothing_new_is_passed_on(cast, as_person):
    pair, kept = cast.pair(MENTORING), cast.recommendation(WORDS)
    actions.pass_on(learner=cast.lena, recommendation=kept, engagement=pair)
    later = cast.recommendation("Something else.")
    pair_actions.end_engagement(by=cast.lena, engagement=pair)

    late = as_person(cast.lena).post(
        reverse("supervision:pass_on", args=[later.pk]), {"pair": str(pair.pk)}
    )

    page = as_person(cast.gita).get(reverse("supervision:passed_on", args=[pair.pk])).text
    assert late.status_code == 409
    assert (WORDS in page, "Something else." in page) == (True, False)


def test_pass_on_reaches_mentors_only(cast):
    coach, kept = cast.pair(), cast.recommendation()

    with pytest.raises(Conflict):
        actions.pass_on(learner=cast.lena, recommendation=kept, engagement=coach)

    assert not PassedOn.objects.exists()


def test_recommend_is_refused_with_the_words_when_supervision_ended(cast, as_person):
    supervision = cast.sam.supervises.get()
    Supervision.objects.all().delete()

    with pytest.raises(Conflict, match="Nothing was sent"):
        actions.recommend_to(supervisor=cast.sam, supervision=supervision, words=WORDS)

    assert not Recommendation.objects.exists()


def test_recommend_asks_to_look_at_what_may_point_to_a_patient(cast, as_person):
    sam, words = as_person(cast.sam), "See what you did with MRN 88123456."

    refused = sam.post(page_of(cast), {"words": words})
    looked = sam.post(page_of(cast), {"words": words, "not_a_patient": "on"})

    assert (refused.status_code, words in refused.text, looked.status_code) == (422, True, 302)


def test_one_learner_may_have_a_coach_and_a_mentor_at_once(cast, as_person):
    coaching = cast.pair()
    request = cast.sent(MENTORING, asked_guide=cast.gus)
    pair_actions.accept_request(guide=cast.gus, guidance_request=request)
    pair_actions.propose_agreement(
        by=cast.gus, agreement=request.agreement, terms=terms(MENTORING), seen_version=0
    )
    mentoring = pair_actions.sign_agreement(
        by=cast.lena, agreement=request.agreement, seen_version=1
    )

    home = as_person(cast.lena).get("/home/").text
    coach, mentor = (
        as_person(cast.lena).get(reverse("guidance_sessions:pair", args=[each.pk])).text
        for each in (coaching, mentoring)
    )
    assert ("Gita Rao" in home, "Gus Berg" in home) == (True, True)
    assert ("Your coach." in coach, "Your mentor." in mentor) == (True, True)
