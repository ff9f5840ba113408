"""A learner's draft begins."""

from fourfold_web.engagements import actions
from fourfold_web.engagements.models import GuidanceRequest
from tests.web.engagements.traces import all_mails, audited


def test_start_request_makes_an_empty_draft(cast):
    draft = actions.start_request(learner=cast.lena, program=cast.program)

    assert (draft.state, draft.learner, draft.text, draft.answers, draft.chosen_form) == (
        "draft",
        cast.lena,
        "",
        {},
        "",
    )
    assert audited("start_request") == [(cast.lena.pk, "guidancerequest", draft.pk, {})]
    assert all_mails() == []


def test_start_request_returns_to_the_draft_that_was_left(cast):
    left = cast.draft()

    assert actions.start_request(learner=cast.lena, program=cast.program) == left
    assert GuidanceRequest.objects.count() == 1


def test_start_request_begins_anew_beside_a_sent_one(cast):
    sent = cast.sent()

    assert actions.start_request(learner=cast.lena, program=cast.program) != sent
