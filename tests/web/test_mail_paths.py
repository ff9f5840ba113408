"""Every mail's button leads to a page of this site, whatever happened between two people."""

from collections import defaultdict
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.urls import resolve
from django.utils import timezone

from fourfold.goals.rhythm import Rhythm
from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.cycle import CycleStep
from fourfold_web.appointments import actions as appointments
from fourfold_web.coaching_cycle.actions import put_in, write_step
from fourfold_web.correspondence.actions import send_weekly_lists
from fourfold_web.correspondence.links import code_of
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.engagements import actions
from fourfold_web.engagements.models import Engagement, GuidanceRequest
from fourfold_web.goals import actions as goal_actions
from fourfold_web.guidance_sessions import actions as session_actions
from fourfold_web.guidance_sessions.actions.silence import notice_silence
from fourfold_web.learning import actions as learning
from fourfold_web.library import actions as library
from fourfold_web.library.queries import all_shown
from fourfold_web.matching import actions as matching_actions
from fourfold_web.policy import mail_rules
from fourfold_web.programs.actions import add_person
from fourfold_web.programs.models import Membership, MembershipRole
from fourfold_web.reports.actions import tell_directors
from fourfold_web.roster import actions as roster
from fourfold_web.roster.actions import accept_offer, offer_to_guide
from fourfold_web.roster.models import RollOver
from fourfold_web.supervision.actions import pass_on
from fourfold_web.techniques import actions as techniques
from fourfold_web.transcripts import actions as transcript_actions
from fourfold_web.transcripts.models import ShorterTime
from fourfold_web.transcripts.queries import seen_kept
from fourfold_web.wishes import actions as wish_actions
from tests.cast import Cast


@pytest.fixture
def mailed(cast) -> dict[str, set[str]]:
    """The pages that each kind of mail led to, by URL name, after everything that is mailed."""
    somebody = {"email": "nora@example.org", "name": "Nora Ny", "role": MembershipRole.LEARNER}
    add_person(by=cast.dora, program=cast.program, **somebody)
    take_an_offer(cast)
    wait_too_long(cast)
    actions.withdraw_request(learner=cast.lena, guidance_request=cast.accepted())
    coded = cast.transcript(cast.pair())
    transcript_actions.share_report(by=cast.gita, transcript=coded)
    pair = coded.guidance_session.engagement
    session_actions.call_off_session(by=cast.gita, guidance_session=cast.planned(pair))
    find_times(cast, pair)
    go_round(cast, pair)
    notice_silence(now=timezone.now() + timedelta(days=99))
    goal_actions.set_rhythm(goal=cast.goal(), rhythm=Rhythm.WEEK)
    goal_actions.ask_how_far(now=timezone.now() + timedelta(days=8))
    actions.pause_engagement(by=cast.lena, engagement=pair, until=None)
    actions.resume_engagement(by=cast.lena, engagement=pair)
    actions.end_engagement(by=cast.lena, engagement=pair)
    keep_shorter(cast)
    cast.snapshot()
    wish(cast)
    learn(cast)
    step_over(cast)
    recommend_and_read_on(cast)
    turn_the_year(cast)
    leave_out_of_the_week()
    pages = defaultdict(set)
    for mail in OutgoingMail.objects.all():
        pages[mail.kind].add(resolve(urlsplit(mail.path).path).view_name)
    return dict(pages)


def go_round(cast: Cast, pair: Engagement) -> None:
    """A supervisor puts something in, and a coaching round begins."""
    put_in(supervisor=cast.sam, engagement=pair, words="Presentations run over time.")
    first = CycleStep.REFLECTION
    write_step(by=cast.lena, engagement=pair, number=1, step=first, answers={"goal": "Be short."})


def leave_out_of_the_week() -> None:
    """A reminder that was one too many, and the list that tells of it."""
    OutgoingMail.objects.filter(kind="goal_check_in").update(held_since=timezone.now())
    send_weekly_lists(now=timezone.now() + timedelta(days=7))


def keep_shorter(cast: Cast) -> None:
    """A program that keeps words for a shorter time."""
    seen = seen_kept(cast.program)
    transcript_actions.keep_transcripts_for(by=cast.dora, program=cast.program, days=30, seen=seen)
    transcript_actions.tell_of_shorter_time(shorter_id=ShorterTime.objects.get().pk)


def find_times(cast: Cast, pair: Engagement) -> None:
    """Times that are proposed, moved, missed and waited for, with a pair and without."""
    appointments.decline_times(by=cast.lena, proposal=cast.proposal(pair))
    moved = cast.planned(pair)
    session_actions.move_session(
        by=cast.lena,
        guidance_session=moved,
        planned_for=moved.planned_for + timedelta(weeks=1),
        minutes=None,
    )
    visit = cast.visit()
    visit.starts_at = timezone.now() - timedelta(hours=1)
    visit.save()
    appointments.mark_missed(by=cast.gita, appointment=visit, missed_by=cast.lena)
    place = Membership.objects.get(person=cast.gita)
    appointments.join_waiting_list(learner=cast.lena, membership=place)
    appointments.ask_who_waits()


def wish(cast: Cast) -> None:
    """A matching round in which the guides have not said whom they would like, and its pair."""
    need = cast.need()
    wish_actions.remind_of_wishes(now=need.round.wishes_until - timedelta(days=1))
    matching_actions.publish_run(by=cast.dora, run=cast.finished_run(need))


def learn(cast: Cast) -> None:
    """A reminder of first lessons, and a technique that is asked for, shared and hidden."""
    learning.remind_of_lessons(by=cast.dora, program=cast.program)
    techniques.hide_technique(by=cast.dora, technique=cast.technique(), reason="One can tell.")


def recommend_and_read_on(cast: Cast) -> None:
    """A recommendation that reaches a mentor, titles that are mailed on, and news."""
    mentoring = cast.pair(FormOfGuidance.MENTORING)
    pass_on(learner=cast.lena, recommendation=cast.recommendation(), engagement=mentoring)
    shown = all_shown(cast.dora)[0]
    for address in ("", cast.gita.email):
        library.mail_on(by=cast.dora, shown=shown, email=address)
    library.follow_news(person=cast.lena)
    library.write_news(by=cast.dora, program=cast.program, title="A book", words="Read it.")


def turn_the_year(cast: Cast) -> None:
    """A Monday on which something waits, a new address in a list, and a learner who leaves."""
    cast.sent()
    tell_directors(now=timezone.now() + timedelta(days=(7 - timezone.now().weekday()) % 7))
    roster.ask_for_address(program=cast.program, person_id=cast.gita.pk, email="g@example.org")
    asked = {
        "by": cast.gita,
        "asked_id": cast.gita.new_addresses.get().pk,
        "email": "g@example.org",
    }
    roster.send_code(**asked)
    code = code_of(OutgoingMail.objects.get(kind="new_address_code"))
    roster.take_address(**asked, code=code)
    cast.pair()
    roll_over = cast.roll_over()
    RollOver.objects.update(pairs_end_at=timezone.now() + timedelta(days=20))
    roster.move_cohorts(roll_over_id=roll_over.pk)
    roster.let_leavers_go(roll_over_id=roll_over.pk)


def step_over(cast: Cast) -> None:
    """A learner offers to guide others and becomes a guide."""
    offer = offer_to_guide(
        by=cast.lena, program=cast.program, about="Papers.", forms=[FormOfGuidance.COACHING]
    )
    accept_offer(by=cast.dora, offer=offer)


def wait_too_long(cast: Cast) -> None:
    """A request that is reminded of, goes on, and finds nobody."""
    for days in (3, 8):
        cast.sent(asked_guide=cast.gita, afterwards="program")
        GuidanceRequest.objects.filter(state="waiting").update(
            waits_since=timezone.now() - timedelta(days=days)
        )
        actions.let_time_pass(now=timezone.now())


def take_an_offer(cast: Cast) -> None:
    offered = actions.offer_form(
        guide=cast.gita,
        guidance_request=cast.sent(),
        form_of_guidance=FormOfGuidance.MENTORING,
        phrase="",
    )
    actions.answer_offer(
        learner=cast.lena, guidance_request=offered, seen_guide=cast.gita.pk, accept=True
    )


def test_mails_of_every_kind_lead_to_the_page_that_they_are_about(mailed):
    assert mailed == {
        "person_added": {"account_login"},
        "request_waiting": {"engagements:guidance_request"},
        "request_answered": {"engagements:guidance_request"},
        "request_withdrawn": {"engagements:queue"},
        "request_moved_on": {"engagements:guidance_request"},
        "request_reminder": {"engagements:guidance_request"},
        "request_unguided": {"reports:waiting"},
        "agreement_waiting": {"engagements:agreement"},
        "agreement_settled": {"guidance_sessions:pair"},
        "session_planned": {"guidance_sessions:pair", "appointments:appointment"},
        "session_called_off": {"guidance_sessions:pair"},
        "session_moved": {"guidance_sessions:pair"},
        "session_missed": {"appointments:appointment"},
        "time_freed": {"guidance_sessions:pair"},
        "times_proposed": {"guidance_sessions:times"},
        "times_unsuitable": {"guidance_sessions:times"},
        "time_is_free": {"appointments:guide_times"},
        "closing_waiting": {"guidance_sessions:close"},
        "pair_is_quiet": {"guidance_sessions:pair"},
        "engagement_paused": {"guidance_sessions:pair"},
        "engagement_resumed": {"guidance_sessions:pair"},
        "engagement_ended": {"guidance_sessions:pair"},
        "goal_check_in": {"goals:check_in"},
        "weekly_digest": {"home"},
        "director_week": {"reports:health"},
        "entry_kept": {"library:entry"},
        "entry_sent": {"library:entry"},
        "news_arrived": {"library:news"},
        "recommendation_arrived": {"supervision:recommendation"},
        "recommendation_passed_on": {"supervision:passed_on"},
        "new_address": {"roster:new_address"},
        "new_address_code": {"roster:new_address"},
        "address_changed": {"roster:new_address"},
        "pair_will_end": {"guidance_sessions:pair"},
        "words_go_sooner": {"guidance_sessions:pair"},
        "lessons_left": {"learning:lessons"},
        "technique_invited": {"techniques:techniques"},
        "technique_hidden": {"techniques:technique"},
        "cycle_turn": {"coaching_cycle:cycle"},
        "input_arrived": {"coaching_cycle:cycle"},
        "consent_asked": {"transcripts:talk"},
        "report_ready": {"transcripts:report"},
        "report_shared": {"transcripts:shared"},
        "review_published": {"papers:snapshot"},
        "guide_offered": {"roster:people"},
        "guide_offer_answered": {"roster:offer_to_guide"},
        "round_opened": {"wishes:needs", "wishes:guiding"},
        "round_ends_soon": {"wishes:needs", "wishes:guiding"},
        "pair_published": {"matching:pair"},
    }
    assert set(mailed) == set(mail_rules())
