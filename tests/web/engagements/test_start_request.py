"""A learner's draft begins."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

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


def test_second_draft_in_a_program_is_refused_by_the_database(cast):
    cast.draft()

    with pytest.raises(IntegrityError), transaction.atomic():
        GuidanceRequest.objects.create(learner=cast.lena, program=cast.program)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(3))
def test_start_request_from_four_devices_at_once_makes_one_draft(cast, _round):
    ready = Barrier(4)

    def start(_) -> GuidanceRequest:
        ready.wait()
        try:
            return actions.start_request(learner=cast.lena, program=cast.program)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        drafts = list(threads.map(start, range(4)))

    assert drafts == [GuidanceRequest.objects.get()] * 4
    assert len(audited("start_request")) == 1
