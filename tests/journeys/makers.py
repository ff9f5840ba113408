"""Rows in the state that a page is to show, and the way to that page."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from fourfold.goals.attainment import Scale
from fourfold.goals.change import Cause, IfThenPlan
from fourfold.goals.rhythm import Rhythm
from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.session import ClosingFeedback, GuideReflection, NextMeeting
from fourfold.scheduling.hours import HoursException
from fourfold.scheduling.rules import preset
from fourfold.transcripts.moves import Move
from fourfold_web.appointments import actions as appointment_actions
from fourfold_web.availability import actions as availability
from fourfold_web.correspondence.links import path_with_token, stop_token
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.goals import actions as goal_actions
from fourfold_web.goals.models import CheckIn, Goal
from fourfold_web.guidance_sessions import actions as session_actions
from fourfold_web.guidance_sessions.actions.notes import Typed
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.papers.actions import add_statement, keep_choice
from fourfold_web.papers.summary import Choice, Part
from fourfold_web.roster.actions import offer_to_guide
from fourfold_web.techniques import actions as technique_actions
from fourfold_web.transcripts import actions as transcript_actions
from fourfold_web.transcripts.models import Transcript
from fourfold_web.wishes import actions as wish_actions
from fourfold_web.wishes.models import Need
from tests.cast import GOAL, TALK, Cast, person


def asked_by_mail(cast: Cast) -> OutgoingMail:
    goal_actions.set_rhythm(goal=cast.goal(), rhythm=Rhythm.WEEK)
    goal_actions.ask_how_far(now=timezone.now() + timedelta(days=8))
    return OutgoingMail.objects.get(kind="goal_check_in")


def by_link(cast: Cast) -> str:
    return path_with_token(asked_by_mail(cast))


def stop_page(cast: Cast) -> str:
    return f"/mail/stop/{stop_token(asked_by_mail(cast))}/"


def undelivered(cast: Cast) -> str:
    cast.pair()
    OutgoingMail.objects.filter(to=cast.lena).update(undeliverable_at=timezone.now())
    return "/mail/"


def planned_session(cast: Cast) -> str:
    return f"/sessions/{new_meeting(cast).pk}/open/"


def for_the_supervisor(cast: Cast) -> str:
    return f"/pairs/{cast.pair().pk}/input/"


def prepared_session(cast: Cast) -> str:
    return f"/sessions/{new_meeting(cast).pk}/prepare/"


def new_meeting(cast: Cast) -> GuidanceSession:
    return cast.planned(cast.pair())


def open_session(cast: Cast) -> str:
    return f"/sessions/{cast.open_session(cast.pair()).pk}/"


def two_texts(cast: Cast) -> str:
    """Both wrote at the same time, and the guide has shared a note before."""
    held = cast.open_session(cast.pair())
    for by, kind, words in (
        (cast.gita, "private", "She found the pattern herself."),
        (cast.gita, "shared", "Plan first, then the story."),
        (cast.lena, "shared", "One line before we start."),
    ):
        typed = Typed(words=words, version=0, page=uuid4(), page_save=1)
        session_actions.save_note(by=by, guidance_session=held, kind=kind, typed=typed)
    session_actions.share_note(by=cast.gita, guidance_session=held)
    return f"/sessions/{held.pk}/"


def to_close(cast: Cast) -> str:
    return f"/sessions/{cast.ended_session(cast.pair()).pk}/close/"


def half_closed(cast: Cast) -> GuidanceSession:
    """Lena has closed; Gita has not."""
    held = cast.ended_session(cast.pair())
    session_actions.give_closing_feedback(
        learner=cast.lena,
        guidance_session=held,
        feedback=ClosingFeedback(usefulness=4, stayed_in_role=5, next_step="Present on Friday."),
        words="Good questions.",
        open_reply=True,
    )
    return held


def complete(cast: Cast) -> GuidanceSession:
    """Both have closed, after a switch of role."""
    held = half_closed(cast)
    session_actions.give_reflection(
        guide=cast.gita,
        guidance_session=held,
        reflection=GuideReflection(stayed_in_role=4, moment="The first line."),
    )
    session_actions.set_next_meeting(
        by=cast.gita, guidance_session=held, next_meeting=NextMeeting(at=None, none_planned=True)
    )
    return held


def closed(made: Callable[[Cast], GuidanceSession], page: str = "") -> Callable[[Cast], str]:
    return lambda cast: f"/sessions/{made(cast).pk}/{page}"


def at(path: str) -> Callable[[Cast], str]:
    return lambda cast: path


def full_home(cast: Cast) -> str:
    """Something of every kind waits on the home page."""
    pair = cast.pair()
    cast.open_session(pair)
    cast.ended_session(cast.pair(FormOfGuidance.MENTORING))
    cast.proposed()
    cast.draft()
    cast.sent()
    return "/home/"


def sample_home(cast: Cast) -> str:
    cast.program.is_sample = True
    cast.program.save()
    return "/home/"


def waiting_list(cast: Cast) -> str:
    cast.sent()
    cast.proposed()
    cast.ended_session(cast.pair())
    return "/program/"


def supervised(cast: Cast) -> str:
    cast.ended_session(cast.pair())
    return "/program/supervision/"


def pair_page(made: Callable[[Cast], GuidanceSession]) -> Callable[[Cast], str]:
    return lambda cast: f"/pairs/{made(cast).engagement_id}/"


def talk_page(made: Callable[[Cast], GuidanceSession]) -> Callable[[Cast], str]:
    return lambda cast: f"/sessions/{made(cast).pk}/transcript/"


def not_allowed(cast: Cast) -> GuidanceSession:
    """The agreement says no to transcripts."""
    held = cast.ended_session(cast.pair())
    version = held.engagement.agreement.versions.get()
    version.terms = version.terms | {"transcripts": False}
    version.save()
    return held


def draft_with_patients(cast: Cast) -> str:
    words = f"{TALK}\nLena: She was Mrs. Okonkwo, born on March 3, 1951, phone 555-010-4477."
    return f"/transcripts/drafts/{cast.transcript_draft(cast.pair(), words).pk}/"


def draft_waits(cast: Cast) -> str:
    draft = cast.transcript_draft(cast.pair())
    return f"/sessions/{draft.guidance_session_id}/transcript/"


def draft_with_strangers(cast: Cast) -> str:
    """Neither voice bears the name of one of the two."""
    words = "Speaker 1: Whom did you see?\n\nSpeaker 2: Mrs. Okonkwo and Mrs. Abernathy."
    return f"/transcripts/drafts/{cast.transcript_draft(cast.pair(), words).pk}/"


def draft_with_very_many_patients(cast: Cast) -> str:
    seen = [f"Lena: Medical record number {20_000_000 + 37 * each}." for each in range(300)]
    words = "\n\nGita: Who else?\n\n".join([TALK, *seen])
    return f"/transcripts/drafts/{cast.transcript_draft(cast.pair(), words).pk}/"


def report_to_come(cast: Cast) -> str:
    coded = cast.transcript(cast.pair())
    long_ago = timezone.now() - timedelta(hours=1)
    Transcript.objects.update(coded_at=None, codes=None, asked_at=long_ago)
    return f"/transcripts/{coded.pk}/"


def long_report(cast: Cast) -> str:
    """Several pages of turns, with a code that Gita has contested."""
    coded = cast.transcript(cast.pair(), TALK * 6)
    transcript_actions.contest_move(
        by=cast.gita, transcript=coded, turn_index=6, move=Move.SHARE_EXPERIENCE
    )
    return f"/transcripts/{coded.pk}/"


def three_talks(cast: Cast) -> str:
    pair = cast.pair()
    for _ in range(3):
        cast.transcript(pair)
    return "/transcripts/over-time/"


def full_goal(cast: Cast) -> Goal:
    """A shared goal with older words, levels, a plan, answers, steps and a comment."""
    pair = cast.pair()
    goal = cast.goal(pair, "Get better at rounds.")
    terms = goal_actions.GoalTerms(is_work=True)
    goal_actions.change_goal(goal=goal, words=GOAL, terms=terms)
    scale = Scale(("Ten minutes", "Seven", "Five", "Five, and the plan first", "Three"))
    goal_actions.set_scale(goal=goal, scale=scale, today=timezone.localdate())
    plan = IfThenPlan("A question comes.", Cause.LOSS, "it comes early", "I read my one line")
    goal_actions.set_obstacle(goal=goal, plan=plan)
    goal_actions.share(by=cast.lena, item=goal.obstacle, engagement=pair)
    for days, level in ((9, -1), (0, 1)):
        look = goal_actions.look_at_goal(goal=goal, level=level)
        CheckIn.objects.filter(pk=look.pk).update(answered_at=timezone.now() - timedelta(days=days))
    past = timezone.localdate() - timedelta(days=2)
    for owner in (cast.lena, cast.gita):
        goal_actions.add_step(
            by=cast.lena,
            learner=cast.lena,
            text="Time one presentation.",
            due=past,
            owner=owner,
            engagement=pair,
            goal=goal,
        )
    words = "What would three mornings change?"
    goal_actions.comment_on_goal(by=cast.gita, goal=goal, engagement=pair, words=words)
    goal_actions.add_habit(learner=cast.lena, words="One line a day", times_a_week=4)
    return goal


def times_of_a_guide(cast: Cast) -> str:
    """Hours, days away, a feed, and two calendars of which one cannot be read any more."""
    availability.add_hours(person=cast.gita, hours=preset("noon").hours)
    today = timezone.localdate()
    away = HoursException(today, today + timedelta(days=3))
    availability.add_exception(person=cast.gita, exception=away)
    availability.make_feed(person=cast.gita)
    for problem in ("", "gone"):
        source = cast.gita.calendar_sources.create(
            url="https://a.test/", host="a.test", problem=problem
        )
        source.busy_times.create(
            person=cast.gita, start=timezone.now(), end=timezone.now() + timedelta(hours=1)
        )
    return "/times/"


def mentoring_products(cast: Cast) -> str:
    return f"/pairs/{cast.product(cast.pair(FormOfGuidance.MENTORING)).engagement_id}/products/"


def add_product(cast: Cast) -> str:
    return f"{mentoring_products(cast)}add/"


def picked_summary(cast: Cast) -> str:
    pair = cast.pair(FormOfGuidance.MENTORING)
    cast.ended_session(pair)
    choice = Choice(
        since=timezone.localdate(),
        goals={str(cast.goal().pk): frozenset(Part)},
        meetings=True,
        products=frozenset({str(cast.product(pair).pk)}),
        words="I want to lead rounds next year.",
    )
    keep_choice(learner=cast.lena, program=cast.program, choice=choice)
    return "/review-summary/preview/"


def published(cast: Cast) -> str:
    snapshot = cast.snapshot()
    add_statement(by=cast.lena, snapshot=snapshot, words="One more thing.")
    return f"/review-summaries/{snapshot.pk}/"


def offered_to_guide(cast: Cast) -> str:
    forms = [FormOfGuidance.COACHING]
    offer_to_guide(by=cast.lena, program=cast.program, about="First papers.", forms=forms)
    return "/program/people/"


def new_need(cast: Cast) -> str:
    return f"/matching/rounds/{cast.matching_round().pk}/need/"


def full_wishes(cast: Cast) -> Need:
    """Lena's need with an order of two guides, in a round where much is said."""
    need = cast.need()
    cast.offers(field="Medicine", stage="faculty", expertise=("Ward rounds",))
    cast.office_hours()
    cast.offers(cast.gus, interests=("teaching",))
    extra = [person(name) for name in ("Ada Guide", "Bo Guide")]
    for guide, forms in zip(extra, (("coaching",), ("mentoring",)), strict=True):
        cast.program.memberships.create(person=guide, role="guide")
        cast.offers(guide, forms=forms, ready=forms)
    ranks = {cast.gita.pk: 1, cast.gus.pk: 1}
    wish_actions.rank_guides(learner=cast.lena, need=need, ranks=ranks)
    wish_actions.rank_needs(guide=cast.gita, matching_round=need.round, ranks={need.pk: 1})
    wish_actions.avoid(by=cast.lena, program=cast.program, other=extra[1])
    cast.first_talk()
    return need


def proposed_times(cast: Cast) -> str:
    pair = cast.pair()
    cast.hours()
    cast.proposal(pair)
    return f"/pairs/{pair.pk}/times/"


def times_of_a_pair(cast: Cast) -> str:
    return f"/pairs/{half_closed(cast).engagement_id}/times/"


def times_beside_a_plan(cast: Cast) -> str:
    pair = cast.pair()
    cast.planned(pair)
    return f"/pairs/{pair.pk}/times/"


def on_waiting_list(cast: Cast) -> str:
    place = cast.office_hours()
    place.person.weekly_hours.all().delete()
    appointment_actions.join_waiting_list(learner=cast.lena, membership=place)
    appointment_actions.ask_who_waits()
    return f"/meet/{place.pk}/"


def to_share(cast: Cast) -> str:
    technique_actions.invite(program=cast.program, guide=cast.gita)
    return "/techniques/new/"


def technique_page(cast: Cast) -> str:
    return f"/techniques/{cast.technique().pk}/"


def hidden_technique(cast: Cast) -> str:
    page = technique_page(cast)
    technique_actions.hide_technique(
        by=cast.dora, technique=cast.gita.techniques.get(), reason="One can tell who it is."
    )
    return page
