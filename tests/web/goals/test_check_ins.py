"""Being asked how far a goal is: by mail, once, without a word of the goal in it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fourfold.goals.change import IfThenPlan
from fourfold.goals.rhythm import Rhythm
from fourfold_web.correspondence.links import path_with_token
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.goals import actions
from fourfold_web.goals.models import CheckIn, Goal
from fourfold_web.shared.conflict import Conflict
from tests.cast import GOAL


@pytest.fixture
def asked(goal) -> CheckIn:
    """The question that a mail asks Lena, for a goal with a plan."""
    actions.set_obstacle(
        goal=goal, plan=IfThenPlan("The pager goes.", None, "it is four", "I write one line")
    )
    actions.set_rhythm(goal=goal, rhythm=Rhythm.WEEK)
    actions.ask_how_far(now=Goal.objects.get().ask_at)
    return CheckIn.objects.get()


def test_question_is_mailed_once_when_its_moment_has_come(cast, goal):
    actions.set_rhythm(goal=goal, rhythm=Rhythm.WEEK)
    due = Goal.objects.get().ask_at

    for now in (due - timedelta(minutes=1), due, due, due + timedelta(days=1)):
        actions.ask_how_far(now=now)

    mail = OutgoingMail.objects.get(kind="goal_check_in")
    assert (mail.to, mail.facts) == (cast.lena, {})
    assert mail.path == reverse("goals:check_in", args=[CheckIn.objects.get().pk])


def test_question_that_waited_long_is_asked_once_and_then_in_its_rhythm(goal):
    actions.set_rhythm(goal=goal, rhythm=Rhythm.TWO_WEEKS)
    late = Goal.objects.get().ask_at + timedelta(days=100)

    for _ in range(3):
        actions.ask_how_far(now=late)

    assert CheckIn.objects.count() == 1
    ahead = Goal.objects.get().ask_at - late
    assert timedelta(days=13) <= ahead <= timedelta(days=14)


def test_goal_that_cannot_be_asked_about_does_not_hold_up_the_next(cast):
    broken, whole = cast.goal(), cast.goal(words="Sleep.")
    for each in (broken, whole):
        actions.set_rhythm(goal=each, rhythm=Rhythm.WEEK)
    Goal.objects.filter(pk=broken.pk).update(rhythm="hourly")

    with pytest.raises(ValueError, match="hourly"):
        actions.ask_how_far(now=timezone.now() + timedelta(days=8))

    assert CheckIn.objects.get().goal == whole
    assert OutgoingMail.objects.filter(kind="goal_check_in").count() == 1


def test_page_of_the_mail_quotes_goal_and_plan_and_a_look_answers_nothing(lena, asked):
    page = lena.get(reverse("goals:check_in", args=[asked.pk])).text

    assert GOAL in page
    assert "If it is four, then I write one line." in page
    asked.refresh_from_db()
    assert asked.level is None


def test_one_tap_answers_and_another_changes_the_answer(lena, asked):
    page = reverse("goals:check_in", args=[asked.pk])
    for level in (-1, 1):
        lena.post(page, {"level": level})

    asked.refresh_from_db()
    assert asked.level == 1
    assert "Kept" in lena.get(page).text


@pytest.mark.parametrize("level", ["", "3", "much"])
def test_answer_that_is_no_level_is_refused(lena, asked, level):
    page = lena.post(reverse("goals:check_in", args=[asked.pk]), {"level": level})

    assert page.status_code == 422
    asked.refresh_from_db()
    assert asked.level is None


def test_stop_asking_stands_beside_the_question(lena, asked):
    response = lena.post(reverse("goals:check_in", args=[asked.pk]), {"stop": "yes"}, follow=True)

    assert "You are not asked about this goal any more." in response.text
    assert Goal.objects.get().ask_at is None


def test_answer_to_a_goal_that_was_let_go_is_a_conflict(asked):
    actions.set_goal_state(goal=asked.goal, state="let_go")

    with pytest.raises(Conflict, match="no longer goes on"):
        actions.answer_check_in(check_in=asked, level=0)


def test_look_of_ones_own_counts_once_a_day(goal, lena):
    for level in ("-1", "0"):
        lena.post(reverse("goals:goal", args=[goal.pk]), {"do": "look", "level": level})
    goal.check_ins.update(answered_at=timezone.now() - timedelta(days=2))
    lena.post(reverse("goals:goal", args=[goal.pk]), {"do": "look", "level": "1"})

    assert list(goal.check_ins.values_list("level", flat=True)) == [0, 1]
    page = lena.get(reverse("goals:goal", args=[goal.pk])).text
    assert "2 answers since" in page
    assert "from as hoped to a little more than hoped." in page


def test_link_of_the_mail_answers_in_one_tap_without_signing_in(client, asked):
    link = path_with_token(OutgoingMail.objects.get(kind="goal_check_in"))
    assert GOAL in client.get(link).text

    response = client.post(link, {"level": "0"}, follow=True)

    assert "Kept" in response.text
    asked.refresh_from_db()
    assert asked.level == 0
    assert client.get(reverse("goals:goal", args=[asked.goal_id])).status_code == 302
