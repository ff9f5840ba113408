"""What time does to a request: reminders, then it goes on; nothing twice, nobody blamed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.engagements import actions
from fourfold_web.engagements.models import GuidanceRequest
from fourfold_web.engagements.queries import overdue_requests, requests_to_remind_of
from fourfold_web.engagements.tasks import look_after_requests
from tests.web.engagements.test_propose import address as propose
from tests.web.engagements.test_propose import fields
from tests.web.engagements.traces import all_mails, audited, mailed


def after(days: float) -> None:
    """So many days pass, and the recurring task runs twice."""
    long_ago = timezone.now() - timedelta(days=days)
    GuidanceRequest.objects.update(waits_since=long_ago)
    look_after_requests.func()
    look_after_requests.func()


def test_reminder_goes_out_once_on_its_day(cast):
    sent = cast.sent(asked_guide=cast.gita)

    after(2.9)
    before = mailed("request_reminder")
    after(3.1)

    sent.refresh_from_db()
    assert (before, sent.nudges, sent.state) == ([], 1, "waiting")
    assert mailed("request_reminder") == [("Gita", f"/requests/{sent.pk}/", {})]


def test_reminders_that_were_missed_count_as_one(cast):
    sent = cast.sent()

    after(6)

    sent.refresh_from_db()
    assert sent.nudges == 2
    assert sorted(who for who, _, _ in mailed("request_reminder")) == ["Gita", "Gus"]


def test_request_that_cannot_be_handled_holds_up_no_other(cast):
    broken, late = cast.sent(), cast.sent(asked_guide=cast.gita, also=[cast.gus])
    GuidanceRequest.objects.filter(pk=broken.pk).update(afterwards="nowhere")

    for days in (3, 7):
        with pytest.raises(ValueError, match="nowhere"):
            after(days)

    late.refresh_from_db()
    assert (late.asked_guide, late.nudges) == (cast.gus, 0)
    assert ("request_reminder", "Gita") in all_mails()


def test_round_takes_a_thousand_requests_at_most(cast):
    sent, late = cast.sent(), timezone.now() + timedelta(days=8)
    same = ("learner", "program", "state", "chosen_form", "waits_since")
    fields = {name: getattr(sent, name) for name in same}
    GuidanceRequest.objects.bulk_create(GuidanceRequest(**fields) for _ in range(1_000))

    assert (len(overdue_requests(late)), len(requests_to_remind_of(late))) == (1_000, 1_000)


def test_time_out_goes_on_to_the_next_choice_and_keeps_it_without_blame(cast):
    sent = cast.sent(asked_guide=cast.gita, also=[cast.gus])

    after(7)

    sent.refresh_from_db()
    [answer] = sent.guide_answers.all()
    assert (sent.state, sent.asked_guide) == ("waiting", cast.gus)
    assert (answer.guide, answer.get_kind_display()) == (cast.gita, "Went on without an answer")
    assert len(mailed("request_moved_on")) == 1
    assert audited("time_out_request") == [(None, "guidancerequest", sent.pk, {"state": "waiting"})]


@pytest.mark.parametrize(
    ("route", "state"),
    [({}, "no_guide"), ({"afterwards": "program"}, "no_guide")],
)
def test_time_out_without_a_next_choice_is_for_the_program(cast, route, state):
    sent = cast.sent(asked_guide=cast.gita if route else None, **route)

    after(7)

    sent.refresh_from_db()
    assert sent.state == state
    assert mailed("request_unguided") == [("Dora", "/program/", {})]


def test_time_out_of_an_offer_frees_the_guide_and_asks_the_learner(cast):
    actions.offer_form(
        guide=cast.gita,
        guidance_request=cast.sent(),
        form_of_guidance=FormOfGuidance.MENTORING,
        phrase="",
    )

    after(7)

    mine = GuidanceRequest.objects.get()
    assert (mine.state, mine.guide, mine.offered_form) == ("declined", None, "")
    assert ("request_moved_on", "Gita") in all_mails()


def test_time_out_of_a_guide_who_accepted_and_wrote_nothing_goes_on(cast):
    accepted = cast.accepted()

    after(7)

    accepted.refresh_from_db()
    assert (accepted.state, accepted.asked_guide, accepted.guide) == ("waiting", None, None)
    assert [who for who, _, _ in mailed("request_waiting")].count("Gus") == 2


def test_terms_typed_too_late_are_shown_again_and_leave_it_with_the_next(cast, as_person):
    accepted = cast.accepted()
    after(7)
    actions.accept_request(guide=cast.gus, guidance_request=accepted)

    page = as_person(cast.gita).post(propose(accepted), fields(covered="Morning rounds."))

    accepted.refresh_from_db()
    assert (page.status_code, accepted.guide) == (409, cast.gus)
    assert "Morning rounds." in page.text
    assert accepted.agreement.newest is None


def test_terms_that_were_proposed_stay_with_the_two(cast):
    proposed = cast.proposed()

    after(30)

    proposed.refresh_from_db()
    assert proposed.state == "accepted"
    assert mailed("request_reminder") == [("Lena", f"/requests/{proposed.pk}/agreement/", {})]


def test_time_out_of_a_wait_that_has_changed_meanwhile_does_nothing(cast):
    sent = cast.sent(asked_guide=cast.gita)
    after(6.9)
    [(request_id, since)] = overdue_requests(timezone.now() + timedelta(days=1))
    actions.accept_request(guide=cast.gita, guidance_request=sent)

    actions.time_out(request_id=request_id, since=since)

    sent.refresh_from_db()
    assert (sent.state, sent.guide) == ("accepted", cast.gita)


def test_guide_who_comes_too_late_is_told_that_it_went_on(cast, as_person):
    sent = cast.sent(asked_guide=cast.gita, also=[cast.gus])
    after(7)

    page = as_person(cast.gita).get(reverse("engagements:guidance_request", args=[sent.pk]))

    assert page.status_code == 409
    assert "This request has gone on" in page.text


def test_clocks_follow_the_pace_of_the_program(cast):
    cast.program.reply_within_days, cast.program.nudge_days = 3, [1]
    cast.program.save()
    sent = cast.sent()

    after(1.5)
    nudged = GuidanceRequest.objects.get().nudges
    after(3)

    sent.refresh_from_db()
    assert (nudged, sent.state) == (1, "no_guide")
