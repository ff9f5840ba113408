"""Closing: a minute for each side, once, and what the other side may read of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fourfold.guidance import session as core
from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.appointments.forms import CLOCK_CHANGE
from fourfold_web.engagements import actions as engagement_actions
from fourfold_web.goals.queries import open_steps_of
from fourfold_web.guidance_sessions import actions
from fourfold_web.guidance_sessions.models import ClosingFeedback, GuideReflection
from tests.web.guidance_sessions.conftest import NEXT_JULY, NEXT_JULY_TYPED
from tests.web.guidance_sessions.test_live import url

FEEDBACK = {"usefulness": "4", "stayed_in_role": "5", "no_next_meeting": "on"}
REFLECTION = {"stayed_in_role": "3", "next_meeting_at": NEXT_JULY_TYPED}


@pytest.fixture
def held(cast):
    """A session of Lena and Gita that has just ended."""
    return cast.ended_session(cast.pair())


def test_close_opens_only_for_the_two(held, statuses):
    found = statuses("get", url("close", held))

    assert found == {"lena": 200, "gita": 200, "gus": 404, "dora": 404, "sam": 404, "otto": 404}


def test_close_asks_the_learner_about_the_guides_role(cast, held, as_person):
    text = as_person(cast.lena).get(url("close", held)).content.decode()

    assert "How well did Gita stay in the role of coach?" in text
    assert "only as part of a summary once five or more people have answered" in text
    assert "Times are in America/Chicago." in text
    assert "Call 988, day or night." in text


def test_close_reminds_the_guide_to_ask_the_learner(cast, held, as_person):
    text = as_person(cast.gita).get(url("close", held)).content.decode()

    assert "Ask Lena now: “How well did I stay in role?”" in text
    assert "How well did you stay in the role of coach?" in text
    assert "How useful" not in text


def test_close_keeps_the_learners_answers_and_says_what_is_missing(cast, held, as_person):
    sent = FEEDBACK | {"next_step": "Try it on Friday.", "words": "Good questions."}

    response = as_person(cast.lena).post(url("close", held), sent, follow=True)

    feedback = ClosingFeedback.objects.get()
    assert feedback.to_core() == core.ClosingFeedback(
        usefulness=4, stayed_in_role=5, next_step="Try it on Friday."
    )
    assert (feedback.words, feedback.open_reply) == ("Good questions.", False)
    text = response.content.decode()
    assert "Your part is done." in text
    assert "Waiting for <strong>Gita Rao</strong> for the look back on the role" in text


def test_close_by_both_completes_the_session_and_plans_the_next(cast, held, as_person):
    as_person(cast.gita).post(url("close", held), REFLECTION | {"moment": "The opening line."})
    client = as_person(cast.lena)
    asked = client.get(url("close", held)).content.decode()
    done = client.post(url("close", held), FEEDBACK, follow=True).content.decode()

    held.refresh_from_db()
    assert "When do you meet next?" not in asked
    assert "closed on both sides" in done
    assert GuideReflection.objects.get().to_core() == core.GuideReflection(
        stayed_in_role=3, moment="The opening line."
    )
    assert held.completed_at is not None
    assert (held.next_meeting_at, held.no_next_meeting) == (NEXT_JULY, False)
    planned = held.engagement.guidance_sessions.filter(opened_at=None)
    assert [each.planned_for for each in planned] == [NEXT_JULY]


def test_close_tells_the_second_that_the_other_had_set_the_next_meeting(cast, held, as_person):
    client = as_person(cast.lena)
    client.get(url("close", held))
    actions.set_next_meeting(
        by=cast.gita, guidance_session=held, next_meeting=core.NextMeeting(none_planned=True)
    )

    sent = {**FEEDBACK, "next_meeting_at": NEXT_JULY_TYPED}
    del sent["no_next_meeting"]
    response = client.post(url("close", held), sent, follow=True)

    held.refresh_from_db()
    assert "Gita had just set the next meeting, so that one holds." in response.content.decode()
    assert (held.next_meeting_at, held.no_next_meeting) == (None, True)
    assert ClosingFeedback.objects.count() == 1


def test_close_leaves_the_next_meeting_to_the_side_that_was_first(cast, held, as_person):
    actions.set_next_meeting(
        by=cast.gita, guidance_session=held, next_meeting=core.NextMeeting(none_planned=True)
    )
    # The page was shown before, so its empty field is sent too.
    sent = {"usefulness": "4", "stayed_in_role": "5", "next_meeting_at": ""}

    response = as_person(cast.lena).post(url("close", held), sent)

    assert response.status_code == 302
    assert ClosingFeedback.objects.count() == 1


def test_close_suggests_the_meeting_that_is_planned_already_and_plans_it_once(
    cast, held, as_person
):
    planned = actions.plan_session(
        by=cast.lena,
        engagement=held.engagement,
        planned_for=NEXT_JULY,
    )
    client = as_person(cast.gita)

    shown = client.get(url("close", held)).content.decode()
    client.post(url("close", held), REFLECTION)

    assert f'value="{NEXT_JULY_TYPED}"' in shown
    assert list(held.engagement.guidance_sessions.filter(opened_at=None)) == [planned]


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        (
            {"usefulness": ""},
            "usefulness",
            "How useful was this way of working for you? Choose a number from 1 to 5.",
        ),
        ({"usefulness": "6"}, "usefulness", "Choose 1 to 5."),
        ({"stayed_in_role": "0"}, "stayed_in_role", "Choose 1 to 5."),
        (
            {"no_next_meeting": ""},
            "next_meeting_at",
            "Set a time, or tick that no meeting is planned.",
        ),
        (
            {"next_meeting_at": NEXT_JULY_TYPED},
            "next_meeting_at",
            "Set a time or tick the box, not both.",
        ),
        (
            {"next_meeting_at": "2020-07-01T09:30", "no_next_meeting": ""},
            "next_meeting_at",
            "This time has passed. Choose a later one.",
        ),
        (
            {"next_meeting_at": "9999-12-31T23:59", "no_next_meeting": ""},
            "next_meeting_at",
            "Choose a time within the next two years.",
        ),
        (
            {"next_meeting_at": "2030-03-10T02:30", "no_next_meeting": ""},
            "next_meeting_at",
            CLOCK_CHANGE,
        ),
    ],
)
def test_close_refuses_by_name_and_keeps_what_was_typed(cast, held, as_person, change, field, says):
    sent = FEEDBACK | {"words": "Good questions."} | change
    sent = {key: value for key, value in sent.items() if value}

    response = as_person(cast.lena).post(url("close", held), sent)

    text = response.content.decode()
    assert response.status_code == 422
    assert response.context["form"].errors == {field: [says]}
    assert "There is a problem" in text
    assert "Good questions." in text
    assert ClosingFeedback.objects.count() == 0


@pytest.mark.parametrize("open_reply", [True, False])
def test_close_shows_the_guide_the_learners_answers_only_as_an_open_reply(
    cast, held, as_person, open_reply
):
    actions.give_closing_feedback(
        learner=cast.lena,
        guidance_session=held,
        feedback=core.ClosingFeedback(usefulness=2, stayed_in_role=1),
        words="You told me what to do.",
        open_reply=open_reply,
    )
    actions.give_reflection(
        guide=cast.gita, guidance_session=held, reflection=core.GuideReflection(stayed_in_role=5)
    )

    pages = [url("close", held), url("live", held)]
    texts = [as_person(cast.gita).get(page).content.decode() for page in pages]

    shown = [("You told me what to do." in text, "2 of 5" in text) for text in texts]
    assert shown == [(open_reply, open_reply)] * 2


def test_close_never_shows_the_learner_the_guides_reflection(cast, held, as_person):
    actions.give_reflection(
        guide=cast.gita,
        guidance_session=held,
        reflection=core.GuideReflection(stayed_in_role=3, moment="She shone."),
    )
    client = as_person(cast.lena)
    client.post(url("close", held), FEEDBACK)

    pages = [url("close", held), url("live", held)]

    assert ["She shone." in client.get(page).content.decode() for page in pages] == [False, False]


def test_close_before_the_end_leads_to_the_running_session(cast, as_person):
    running = cast.open_session(cast.pair())

    seen = as_person(cast.lena).get(url("close", running))

    assert seen.url == url("live", running)


@pytest.mark.parametrize("state", ["planned", "open_session"])
def test_close_sent_before_the_end_is_refused_and_shows_the_words(cast, as_person, state):
    early = getattr(cast, state)(cast.pair())

    sent = as_person(cast.lena).post(url("close", early), FEEDBACK | {"words": "Good questions."})

    assert sent.status_code == 409
    assert "This session has not ended" in sent.text
    assert "Good questions." in sent.text
    assert ClosingFeedback.objects.count() == 0


def test_close_says_which_words_of_a_switch_are_missing(cast, as_person):
    running = cast.open_session(cast.pair())
    running.switches.create(
        at=timezone.now(), from_form="coaching", to_form="mentoring", spoken_words=""
    )
    actions.end_session(by=cast.gita, guidance_session=running)
    client = as_person(cast.gita)

    response = client.post(url("close", running), REFLECTION, follow=True)

    assert [(each.what, each.who) for each in response.context["meeting"].missing] == [
        ("words of a role switch", cast.gita),
        ("closing feedback", cast.lena),
    ]


def test_close_of_an_ended_pair_leads_to_its_page_and_refuses_with_the_words(
    cast, held, as_person, statuses
):
    engagement_actions.end_engagement(by=cast.gita, engagement=held.engagement)
    client = as_person(cast.lena)

    by_mail = client.get(url("close", held))
    sent = client.post(url("close", held), FEEDBACK | {"words": "Good questions."})

    assert by_mail.url == reverse("guidance_sessions:pair", args=[held.engagement_id])
    assert sent.status_code == 409
    assert "This pair has ended" in sent.text
    assert "Good questions." in sent.text
    assert ClosingFeedback.objects.count() == 0
    outside = {"gus": 404, "dora": 404, "sam": 404, "otto": 404}
    assert statuses("get", url("close", held)) == {"lena": 302, "gita": 302} | outside
    assert statuses("post", url("close", held), FEEDBACK) == {"lena": 409, "gita": 409} | outside


def test_close_stays_within_twelve_queries(cast, held, as_person, count_queries):
    client = as_person(cast.lena)

    assert count_queries(lambda: client.get(url("close", held))) <= 12


def test_close_takes_the_time_of_the_persons_own_zone(cast, held, as_person):
    cast.gita.time_zone = "Asia/Kolkata"
    cast.gita.save()

    as_person(cast.gita).post(url("close", held), REFLECTION)

    held.refresh_from_db()
    assert held.next_meeting_at == NEXT_JULY.replace(hour=4, minute=0)
    assert held.next_meeting_at - timezone.now() > timedelta(days=1)


def test_close_keeps_nothing_and_shows_the_words_when_the_next_time_is_gone(cast, held, as_person):
    actions.plan_session(
        by=cast.gita, engagement=cast.pair(FormOfGuidance.MENTORING), planned_for=NEXT_JULY
    )
    sent = {"usefulness": "4", "stayed_in_role": "5", "next_meeting_at": NEXT_JULY_TYPED}

    response = as_person(cast.lena).post(url("close", held), sent | {"words": "Good questions."})

    assert response.status_code == 422
    assert "This time is no longer free. Nothing was booked." in response.text
    assert "Good questions." in response.text
    assert ClosingFeedback.objects.count() == 0


def test_close_puts_next_step_and_promise_on_the_list_of_both(cast, held, as_person):
    step = FEEDBACK | {"next_step": "Try it on Friday.", "due": "2030-05-03"}
    as_person(cast.lena).post(url("close", held), step)
    as_person(cast.lena).post(url("close", held), step | {"next_step": "Try it on Monday."})
    as_person(cast.gita).post(url("close", held), REFLECTION | {"promise": "Send the paper."})

    found = {(each.words, each.owner.first_name) for each in open_steps_of(held.engagement)}

    assert found == {("Try it on Monday.", "Lena"), ("Send the paper.", "Gita")}
