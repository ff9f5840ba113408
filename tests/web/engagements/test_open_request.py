"""Sending a draft: the recommendation is frozen, the learner's choice stands beside it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.intake import Intake
from fourfold.guidance.recommend import Recommendation, recommend
from fourfold_web.engagements import actions
from fourfold_web.engagements.models import GuidanceRequest
from fourfold_web.programs.models import Membership, MembershipRole
from fourfold_web.shared.conflict import Conflict
from tests.cast import ANSWERS, WORDS
from tests.web.engagements.traces import audited, mailed


def test_open_request_freezes_the_recommendation_as_shown(cast):
    shown = recommend(Intake(answers=ANSWERS, text=WORDS))

    sent = cast.sent(FormOfGuidance.COACHING)

    assert sent.shown_recommendation == shown
    assert (sent.state, sent.form_of_guidance, sent.is_override, sent.guide) == (
        "waiting",
        FormOfGuidance.COACHING,
        False,
        None,
    )
    assert timezone.now() - sent.sent_at < timedelta(minutes=1)


def test_open_request_shows_the_frozen_recommendation_when_the_rules_have_changed(cast):
    sent = cast.sent()
    once = Recommendation(form_of_guidance=FormOfGuidance.MENTORING)
    GuidanceRequest.objects.update(recommendation=once.to_json())

    sent.refresh_from_db()

    assert sent.shown_recommendation == once
    assert sent.is_override


def test_open_request_keeps_the_override(cast):
    sent = cast.sent(FormOfGuidance.MENTORING)

    assert sent.form_of_guidance is FormOfGuidance.MENTORING
    assert sent.shown_recommendation.form_of_guidance is FormOfGuidance.COACHING
    assert sent.is_override


def test_open_request_is_no_override_when_nothing_was_recommended(cast):
    sent = actions.open_request(
        learner=cast.lena,
        guidance_request=cast.draft("Something is off.", focus="event"),
        chosen=FormOfGuidance.ADVISING,
        asked_guide=None,
    )

    assert sent.shown_recommendation.form_of_guidance is None
    assert not sent.is_override


@pytest.mark.parametrize(("form", "override"), [("coaching", False), ("mentoring", True)])
def test_open_request_tells_the_audit_trail_form_and_override(cast, form, override):
    sent = cast.sent(FormOfGuidance(form))

    assert audited("open_request") == [
        (cast.lena.pk, "guidancerequest", sent.pk, {"chosen": form, "override": override})
    ]


def test_open_request_to_anyone_mails_every_guide_of_the_program(cast):
    sent = cast.sent()

    path, facts = f"/requests/{sent.pk}/", {"reply_within_days": 7}
    assert sorted(mailed("request_waiting")) == [("Gita", path, facts), ("Gus", path, facts)]


def test_open_request_to_one_guide_mails_that_guide_only(cast):
    sent = cast.sent(asked_guide=cast.gus)

    assert sent.asked_guide == cast.gus
    assert mailed("request_waiting") == [("Gus", f"/requests/{sent.pk}/", {"reply_within_days": 7})]


def test_open_request_does_not_mail_a_learner_who_also_guides(cast):
    Membership.objects.create(program=cast.program, person=cast.lena, role=MembershipRole.GUIDE)

    cast.sent()

    assert sorted(who for who, _, _ in mailed("request_waiting")) == ["Gita", "Gus"]


def test_open_request_sends_once(cast):
    draft = cast.draft()
    how = {"learner": cast.lena, "chosen": FormOfGuidance.COACHING, "asked_guide": None}
    actions.open_request(guidance_request=draft, **how)

    with pytest.raises(Conflict):
        actions.open_request(guidance_request=draft, **how)

    assert len(mailed("request_waiting")) == 2


def test_open_request_waits_for_the_program_when_there_is_no_guide(cast):
    Membership.objects.filter(program=cast.program, role=MembershipRole.GUIDE).delete()

    sent = cast.sent()

    sent.refresh_from_db()
    assert (sent.state, sent.form_of_guidance) == ("no_guide", FormOfGuidance.COACHING)
    assert mailed("request_waiting") == []
    assert len(audited("open_request")) == 1
