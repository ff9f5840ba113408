"""The pair's page: who may open it, what it shows to each side, planning and calling off."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fourfold.guidance import session as core
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.engagements import actions as engagement_actions
from fourfold_web.guidance_sessions import actions
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.shared.models import AuditEntry
from tests.cast import opening, terms
from tests.web.guidance_sessions.conftest import NEXT_JULY, NEXT_JULY_TYPED


def page(engagement):
    return reverse("guidance_sessions:pair", args=[engagement.pk])


def plan(engagement):
    return reverse("guidance_sessions:plan", args=[engagement.pk])


def closed_session(cast, engagement, next_step=""):
    held = cast.ended_session(engagement)
    actions.give_closing_feedback(
        learner=cast.lena,
        guidance_session=held,
        feedback=core.ClosingFeedback(usefulness=4, stayed_in_role=5, next_step=next_step),
        words="",
        open_reply=False,
    )
    actions.give_reflection(
        guide=cast.gita,
        guidance_session=held,
        reflection=core.GuideReflection(stayed_in_role=4),
    )
    actions.set_next_meeting(
        by=cast.gita, guidance_session=held, next_meeting=core.NextMeeting(none_planned=True)
    )
    return held


def test_pair_opens_only_for_the_two(cast, statuses):
    found = statuses("get", page(cast.pair()))

    assert found == {"lena": 200, "gita": 200, "gus": 404, "dora": 404, "sam": 404, "otto": 404}


def test_pair_shows_the_guide_how_to_start_the_first_session(cast, as_person):
    text = as_person(cast.gita).get(page(cast.pair())).content.decode()

    assert "Your first session" in text
    assert "Start a session now" in text
    assert "You are Lena’s coach." in text
    assert "Presenting on rounds." in text


def test_pair_shows_the_learner_who_opens_the_meeting(cast, as_person):
    pair = cast.pair()
    cast.planned(pair)

    text = as_person(cast.lena).get(page(pair)).content.decode()

    assert "Your coach opens it when you meet." in text
    assert "Start a session now" not in text


def test_pair_says_what_a_held_session_still_misses_and_for_whom(cast, as_person):
    pair = cast.pair()
    held = cast.ended_session(pair)

    response = as_person(cast.lena).get(page(pair))

    missing = [(each.what, each.who) for each in response.context["held"][0].missing]
    assert missing == [
        ("closing feedback", cast.lena),
        ("look back on the role", cast.gita),
        ("next meeting", None),
    ]
    assert reverse("guidance_sessions:close", args=[held.pk]) in response.content.decode()


def test_pair_shows_next_steps_and_closed_sessions_to_both(cast, as_person):
    pair = cast.pair()
    closed_session(cast, pair, next_step="Try it on Friday.")

    texts = [as_person(each).get(page(pair)).content.decode() for each in (cast.lena, cast.gita)]

    assert ["You do this" in text for text in texts] == [True, False]
    assert ["Lena does this" in text for text in texts] == [False, True]
    assert ["Try it on Friday." in text and "Closed" in text for text in texts] == [True, True]


def test_pair_keeps_the_agreed_words_while_new_ones_wait(cast, as_person):
    pair = cast.pair()
    changed = terms(pair.form).to_json() | {"covered": "Something else altogether."}
    engagement_actions.propose_agreement(
        by=cast.gita,
        agreement=pair.agreement,
        terms=type(terms(pair.form)).from_json(changed),
        seen_version=1,
    )

    text = as_person(cast.lena).get(page(pair)).content.decode()

    assert "New words are on the table" in text
    assert "Presenting on rounds." in text
    assert "Something else altogether." not in text


def test_pair_that_ended_is_for_reading_only(cast, as_person, statuses):
    pair = cast.pair()
    planned = cast.planned(pair)
    engagement_actions.end_engagement(by=cast.lena, engagement=pair)

    text = as_person(cast.gita).get(page(pair)).content.decode()

    assert "Ended" in text
    assert "<form" not in text.split("<main")[1].split("</main>")[0]
    call_off = reverse("guidance_sessions:call_off", args=[planned.pk])
    outside = {"gus": 404, "dora": 404, "sam": 404, "otto": 404}
    assert statuses("post", plan(pair)) == {"lena": 409, "gita": 409} | outside
    start_now = statuses("post", plan(pair), {"start_now": "yes"})
    assert start_now == {"lena": 409, "gita": 409} | outside
    assert statuses("post", call_off) == {"lena": 409, "gita": 409} | outside
    planned.refresh_from_db()
    assert planned.called_off_at is None


def test_pair_that_ended_offers_no_running_session(cast, as_person):
    pair = cast.pair()
    running = cast.open_session(pair)
    engagement_actions.end_engagement(by=cast.lena, engagement=pair)

    response = as_person(cast.gita).get(page(pair))

    assert response.context["running"] is None
    assert [each.row for each in response.context["held"]] == [running]
    assert "A session is running" not in response.text
    assert "Running" not in response.text
    assert "Not closed" in response.text


def test_pair_needs_as_many_queries_for_three_sessions_as_for_one(cast, as_person, count_queries):
    pair = cast.pair()
    client = as_person(cast.gita)
    closed_session(cast, pair, next_step="One.")
    cast.planned(pair)

    one = count_queries(lambda: client.get(page(pair)))
    for step in ("Two.", "Three."):
        closed_session(cast, pair, next_step=step)
        cast.planned(pair)
    three = count_queries(lambda: client.get(page(pair)))

    assert three == one
    assert one <= 12


def test_plan_takes_the_persons_local_time_and_mails_both(cast, as_person):
    pair = cast.pair()
    cast.lena.time_zone = "America/New_York"
    cast.lena.save()

    client = as_person(cast.lena)
    shown = client.get(reverse("guidance_sessions:times", args=[pair.pk])).content.decode()
    response = client.post(plan(pair), {"planned_for": NEXT_JULY_TYPED})

    assert "Times are in America/New York." in shown
    assert response.url == page(pair)
    assert [each.planned_for for each in pair.guidance_sessions.all()] == [
        NEXT_JULY.replace(hour=13)
    ]
    told = OutgoingMail.objects.filter(kind="session_planned")
    assert {each.to for each in told} == {cast.lena, cast.gita}


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Choose a date and a time."),
        ("soon", "Choose a date and a time."),
        ("2020-01-01T09:00", "This time has passed. Choose a later one."),
        ("9999-12-31T23:59", "Choose a time within the next two years."),
        # In Chicago the clocks jump from 2 to 3 on this day, and go back in November.
        ("2030-03-10T02:30", "The clocks change just then"),
        ("2030-11-03T01:30", "The clocks change just then"),
    ],
)
def test_plan_refuses_a_moment_that_cannot_be_and_keeps_it_typed(cast, as_person, typed, says):
    pair = cast.pair()

    response = as_person(cast.gita).post(plan(pair), {"planned_for": typed})

    text = response.content.decode()
    assert response.status_code == 422
    assert "There is a problem" in text
    assert says in text
    assert typed in text
    assert pair.guidance_sessions.count() == 0


def test_plan_lets_the_guide_start_now_and_not_the_learner(cast, as_person):
    pair = cast.pair()

    by_learner = as_person(cast.lena).post(plan(pair), {"start_now": "yes"})
    by_guide = as_person(cast.gita).post(plan(pair), {"start_now": "yes"})

    started = pair.guidance_sessions.get()
    assert by_learner.status_code == 404
    assert by_guide.url == reverse("guidance_sessions:open", args=[started.pk])


def test_plan_start_now_pressed_thrice_makes_one_meeting_and_no_mail(cast, as_person):
    pair = cast.pair()
    client = as_person(cast.gita)

    answers = [client.post(plan(pair), {"start_now": "yes"}) for _ in range(3)]

    started = pair.guidance_sessions.get()
    to_open = reverse("guidance_sessions:open", args=[started.pk])
    assert [each.url for each in answers] == [to_open] * 3
    assert OutgoingMail.objects.filter(kind="session_planned").count() == 0
    assert AuditEntry.objects.filter(of_id=started.pk).count() == 1


def test_plan_start_now_is_a_new_meeting_after_the_last_was_held(cast, as_person):
    pair = cast.pair()
    held = actions.meet_now(by=cast.gita, engagement=pair)
    actions.open_session(by=cast.gita, guidance_session=held, opening=opening(pair.form))
    actions.end_session(by=cast.gita, guidance_session=held)

    as_person(cast.gita).post(plan(pair), {"start_now": "yes"})

    assert pair.guidance_sessions.filter(opened_at=None).count() == 1


def test_plan_of_the_same_moment_by_both_makes_one_meeting_and_tells_each_once(cast, as_person):
    pair = cast.pair()

    first = as_person(cast.lena).post(plan(pair), {"planned_for": NEXT_JULY_TYPED})
    second = as_person(cast.gita).post(plan(pair), {"planned_for": NEXT_JULY_TYPED})

    assert (first.status_code, second.status_code) == (302, 409)
    assert "This meeting is planned already" in second.text
    assert [each.planned_for for each in pair.guidance_sessions.all()] == [NEXT_JULY]
    assert OutgoingMail.objects.filter(kind="session_planned").count() == 2


def test_plan_of_a_moment_that_was_called_off_is_possible_again(cast, as_person):
    pair = cast.pair()
    planned = actions.plan_session(by=cast.lena, engagement=pair, planned_for=NEXT_JULY)
    actions.call_off_session(by=cast.lena, guidance_session=planned)

    response = as_person(cast.gita).post(plan(pair), {"planned_for": NEXT_JULY_TYPED})

    assert response.url == page(pair)


def test_call_off_takes_the_meeting_from_the_page_once(cast, as_person):
    pair = cast.pair()
    planned = cast.planned(pair)
    client = as_person(cast.lena)
    url = reverse("guidance_sessions:call_off", args=[planned.pk])

    first, second = client.post(url), client.post(url)

    assert (first.status_code, second.status_code) == (302, 409)
    assert client.get(page(pair)).context["planned"] == []


def test_call_off_refuses_a_running_session(cast, as_person):
    running = cast.open_session(cast.pair())

    response = as_person(cast.gita).post(reverse("guidance_sessions:call_off", args=[running.pk]))

    assert response.status_code == 409
    assert GuidanceSession.objects.get().called_off_at is None


def test_pair_lists_planned_meetings_soonest_first(cast, as_person):
    pair = cast.pair()
    now = timezone.now()
    late, soon = (
        actions.plan_session(by=cast.gita, engagement=pair, planned_for=moment)
        for moment in (now + timedelta(days=9), now + timedelta(days=2))
    )
    none = actions.meet_now(by=cast.gita, engagement=pair)

    response = as_person(cast.lena).get(page(pair))

    assert response.context["planned"] == [none, soon, late]
