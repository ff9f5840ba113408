"""The private report: coded by a job, read by the guide, corrected, shared, deleted."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fourfold.issues import FourfoldError
from fourfold.transcripts.moves import Move
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.engagements import actions as engagement_actions
from fourfold_web.jobs.models import Job, JobState
from fourfold_web.shared.conflict import Conflict
from fourfold_web.transcripts import actions
from fourfold_web.transcripts.access import reports_shared_with, words_readable_by
from fourfold_web.transcripts.models import ContestedMove, Transcript, TranscriptConsent
from fourfold_web.transcripts.queries import CODE, report_of
from tests.cast import TALK
from tests.web.transcripts.pages import url

ADVICE = 6


def test_report_finds_the_advice_in_a_coaching_talk(coded):
    found = report_of(coded)

    assert [(each.start_turn, each.end_turn, each.to_form) for each in found.drift] == [
        (ADVICE, ADVICE, "advising")
    ]


def test_report_page_shows_the_finding_and_links_its_turn(coded, gita):
    page = gita.get(url("report", coded)).text

    assert report_of(coded).findings[0].message in page
    assert f"{url('turns', coded)}?turn={ADVICE}#turn-{ADVICE}" in page


def test_report_waits_with_its_steps_until_it_is_coded(cast, gita):
    coded = cast.transcript(cast.pair())
    Transcript.objects.update(coded_at=None, codes=None)

    page = gita.get(url("report", coded)).text

    assert "Your report is being made" in page
    assert "Waits for its turn" in page


@pytest.mark.parametrize(("lease", "says"), [(60, "At work"), (-60, "Waits for its turn")])
def test_progress_says_whether_a_worker_is_at_it(coded, gita, lease, says):
    Transcript.objects.update(coded_at=None, codes=None)
    until = timezone.now() + timedelta(seconds=lease)
    Job.objects.filter(task_path=CODE).update(state=JobState.RUNNING, lease_until=until)

    page = gita.get(url("progress", coded), headers={"HX-Request": "true"}).text

    assert [each for each in ("At work", "Waits for its turn") if each in page] == [says]


def test_a_waiting_page_is_led_home_when_nothing_is_found(coded, gita, as_person, cast):
    actions.delete_transcript(by=cast.gita, transcript=Transcript.objects.get())

    response = gita.get(url("progress", coded), headers={"HX-Request": "true"})

    assert (response.status_code, response.headers["HX-Redirect"]) == (404, reverse("home"))
    assert "The report that you waited for is not there." in gita.get(reverse("home")).text


def test_a_waiting_page_tells_a_stranger_the_same(coded, cast, as_person):
    response = as_person(cast.otto).get(url("progress", coded), headers={"HX-Request": "true"})

    assert (response.status_code, response.headers["HX-Redirect"]) == (404, reverse("home"))


@pytest.mark.parametrize(("minutes", "more"), [(6, 1), (1, 0)])
def test_again_queues_the_coding_once_more_only_when_it_is_slow(coded, gita, minutes, more):
    asked_at = timezone.now() - timedelta(minutes=minutes)
    Transcript.objects.update(coded_at=None, codes=None, asked_at=asked_at)
    before = Job.objects.count()

    gita.post(url("again", coded))

    assert Job.objects.count() == before + more


def test_contest_recounts_the_report(coded, gita):
    sent = {"turn": str(ADVICE), "move": "reflect"}

    response = gita.post(url("contest", coded), sent)

    assert response.url == f"{url('turns', coded)}?turn={ADVICE}#turn-{ADVICE}"
    coded = Transcript.objects.get()
    assert report_of(coded).drift == ()
    assert report_of(coded).counts[Move.REFLECT] >= 1


def test_contest_taken_back_leaves_the_first_code(coded, gita):
    before = report_of(coded)
    gita.post(url("contest", coded), {"turn": str(ADVICE), "move": "reflect"})

    gita.post(url("contest", coded), {"turn": str(ADVICE), "move": "undo"})

    assert ContestedMove.objects.count() == 0
    assert report_of(Transcript.objects.get()) == before


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"turn": "6", "move": "wizardry"},
        {"turn": "-1", "move": "advise"},
        {"turn": "1", "move": "advise"},
    ],
)
def test_contest_refuses_what_is_no_turn_or_move(coded, gita, sent):
    response = gita.post(url("contest", coded), sent)

    assert response.status_code == 422
    assert ContestedMove.objects.count() == 0


def test_contest_of_a_learners_turn_is_refused(cast, coded):
    with pytest.raises(FourfoldError, match="not one of the guide's turns"):
        actions.contest_move(by=cast.gita, transcript=coded, turn_index=1, move=Move.ADVISE)


def test_report_is_nobody_elses(coded, statuses):
    found = statuses("get", url("report", coded))

    assert found == {"gita": 200, "lena": 404, "gus": 404, "dora": 404, "sam": 404, "otto": 404}


def test_sharing_opens_it_to_the_learner_and_taking_back_closes_it(cast, coded, client):
    def lena_finds() -> int:
        client.force_login(cast.lena, backend="django.contrib.auth.backends.ModelBackend")
        return client.get(url("shared", coded)).status_code

    found = [lena_finds()]
    actions.share_report(by=cast.gita, transcript=coded)
    found.append(lena_finds())
    actions.stop_sharing(by=cast.gita, transcript=coded)
    found.append(lena_finds())

    assert found == [404, 200, 404]


def test_shared_report_shows_findings_without_the_turns(cast, coded, as_person):
    actions.share_report(by=cast.gita, transcript=coded)

    page = as_person(cast.lena).get(url("shared", coded)).text

    assert report_of(coded).findings[0].message in page
    assert "This is wrong" not in page


def test_the_learner_reads_the_words_that_are_kept(cast, coded, as_person):
    page = as_person(cast.lena).get(url("words", coded)).text

    assert "So one question pulls you away from your own plan." in page


def test_delete_takes_words_codes_and_contests_along(cast, coded, gita):
    actions.contest_move(by=cast.gita, transcript=coded, turn_index=ADVICE, move=Move.INFORM)

    gita.post(url("delete", coded))

    assert (Transcript.objects.count(), ContestedMove.objects.count()) == (0, 0)


def test_a_gone_transcript_is_told_kindly_to_who_still_sees_its_page(cast, coded):
    same = Transcript.objects.get()
    actions.delete_transcript(by=cast.gita, transcript=same)

    with pytest.raises(Conflict, match="This was deleted"):
        actions.share_report(by=cast.gita, transcript=coded)


def test_sharing_ends_with_the_pair_and_taking_back_does_not(cast, coded):
    actions.share_report(by=cast.gita, transcript=coded)
    engagement_actions.end_engagement(by=cast.lena, engagement=coded.guidance_session.engagement)

    actions.stop_sharing(by=cast.gita, transcript=coded)

    assert Transcript.objects.get().shared_at is None
    with pytest.raises(Conflict, match="This pair has ended"):
        actions.share_report(by=cast.gita, transcript=coded)


def test_sharing_before_there_is_a_report_is_refused(cast, coded):
    Transcript.objects.update(coded_at=None, codes=None)

    with pytest.raises(Conflict, match="The report is not ready yet"):
        actions.share_report(by=cast.gita, transcript=coded)


def test_words_and_report_are_read_while_both_stand_behind_them(cast, coded):
    def found() -> tuple[int, int]:
        return words_readable_by(cast.lena).count(), reports_shared_with(cast.lena).count()

    kept = [found()]
    actions.share_report(by=cast.gita, transcript=coded)
    kept.append(found())
    TranscriptConsent.objects.filter(person=cast.gita).update(withdrawn_at=timezone.now())
    kept.append(found())

    assert kept == [(1, 0), (1, 1), (0, 1)]
    assert (words_readable_by(cast.gus).count(), reports_shared_with(cast.gus).count()) == (0, 0)


def test_a_refused_contest_shows_the_page_of_its_turn(cast, gita):
    coded = cast.transcript(cast.pair(), TALK * 6)

    response = gita.post(url("contest", coded), {"turn": "46", "move": "wizardry"})

    assert response.status_code == 422
    assert 'id="turn-46"' in response.text


def test_paper_shows_no_way_to_contest_or_delete(coded, gita):
    page = gita.get(url("report", coded)).text

    assert '<details class="turn__contest no-print">' in page
    assert f'<li class="no-print"><a href="{url("delete", coded)}">' in page


def shared_mails() -> list[bool]:
    """Whether each was dropped, the first one first."""
    mails = OutgoingMail.objects.filter(kind="report_shared").order_by("created_at")
    return [each.dropped_at is not None for each in mails]


def test_a_mail_of_sharing_does_not_leave_when_it_is_taken_back_and_the_next_does(cast, coded):
    actions.share_report(by=cast.gita, transcript=coded)
    actions.stop_sharing(by=cast.gita, transcript=coded)
    taken_back = shared_mails()

    again = actions.share_report(by=cast.gita, transcript=coded)
    twice = actions.share_report(by=cast.gita, transcript=coded)

    assert taken_back == [True]
    assert (again, twice, shared_mails()) == (True, False, [True, False])


def test_mails_that_lead_to_a_deleted_report_do_not_leave(cast, coded):
    actions.share_report(by=cast.gita, transcript=coded)

    actions.delete_transcript(by=cast.gita, transcript=coded)

    unsent = OutgoingMail.objects.filter(kind__in=["report_ready", "report_shared"], sent_at=None)
    assert unsent.filter(dropped_at=None).count() == 0
