"""A goal, its versions, its levels and what is in its way."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fourfold.goals.attainment import Scale
from fourfold.goals.change import Cause, IfThenPlan
from fourfold.goals.rhythm import Rhythm
from fourfold.issues import FourfoldError
from fourfold_web.goals import actions
from fourfold_web.goals.models import CheckIn, Goal, GoalState
from tests.cast import GOAL

OTHER = "Present the plan first, by June 30."


def test_goal_keeps_its_older_words_and_the_page_shows_them(goal, lena):
    lena.post(reverse("goals:words", args=[goal.pk]), {"words": OTHER, "is_work": "on"})

    assert [each.words for each in goal.versions.all()] == [GOAL, OTHER]
    page = lena.get(reverse("goals:goal", args=[goal.pk])).text
    assert OTHER in page
    assert GOAL in page


def test_goal_with_the_same_words_has_no_new_version(goal):
    actions.change_goal(goal=goal, words=f" {GOAL} ", terms=actions.GoalTerms())

    assert goal.versions.count() == 1
    assert not Goal.objects.get(pk=goal.pk).is_work


def test_goal_links_only_to_what_is_the_learners_own(cast, goal):
    aim = actions.add_aim(learner=cast.gus, words="Lead a clinic.")

    with pytest.raises(FourfoldError, match="of the same learner"):
        actions.change_goal(goal=goal, words=GOAL, terms=actions.GoalTerms(aim=aim))


def test_new_goal_without_words_is_refused_and_nothing_chosen_is_lost(cast, lena):
    aim = actions.add_aim(learner=cast.lena, words="Lead a clinic.")

    page = lena.post(reverse("goals:new"), {"words": " ", "aim": aim.pk, "is_work": "on"})

    assert page.status_code == 422
    assert "Write your goal." in page.text
    assert f'<option value="{aim.pk}" selected>' in page.text
    assert Goal.objects.count() == 0


def test_checks_show_a_question_or_the_sentence_and_never_block(cast, lena):
    response = lena.post(reverse("goals:new"), {"words": "Get better."}, follow=True)

    assert response.status_code == 200
    assert "How would you, or somebody else, know that you are there?" in response.text
    assert Goal.objects.get().words == "Get better."


@pytest.mark.parametrize(("days", "kept"), [(1, 1), (0, 2), (-3, 2)])
def test_scale_changes_in_place_until_the_goal_starts(cast, goal, days, kept):
    """From the start on both versions are kept (A-7)."""
    today = timezone.localdate()
    Goal.objects.update(starts_on=today + timedelta(days=days))

    for expected in ("Five minutes", "Four minutes"):
        scale = Scale(("", "", expected, "", ""))
        actions.set_scale(goal=goal, scale=scale, today=today)

    assert goal.scales.count() == kept
    assert Goal.objects.get().scale.to_core().says(0) == "Four minutes"


def test_answer_keeps_the_words_that_its_level_had(goal, lena):
    today = timezone.localdate()
    actions.set_scale(goal=goal, scale=Scale(("", "", "Five minutes", "", "")), today=today)
    actions.look_at_goal(goal=goal, level=0)

    actions.set_scale(goal=goal, scale=Scale(("", "", "Four minutes", "", "")), today=today)

    [look] = goal.check_ins.all()
    assert look.scale.to_core().says(look.level) == "Five minutes"


def test_scale_without_the_expected_level_is_refused_with_what_was_typed(goal, lena):
    page = lena.post(reverse("goals:scale", args=[goal.pk]), {"words_3": "The plan comes first."})

    assert page.status_code == 422
    assert "Write what you expect first." in page.text
    assert "The plan comes first." in page.text
    assert goal.scales.count() == 0


def test_half_a_plan_is_asked_for_its_other_half(goal, lena):
    sent = {"obstacle": "The pager goes.", "cause": "loss", "if_": "it is four", "then": ""}

    page = lena.post(reverse("goals:obstacle", args=[goal.pk]), sent)

    assert page.status_code == 422
    assert "Say the one thing that you will do then" in page.text
    assert "it is four" in page.text


def test_obstacle_is_kept_with_its_plan_and_goes_when_all_is_emptied(goal, lena):
    plan = IfThenPlan("The pager goes.", Cause.LOSS, "it is four", "I write one line")
    actions.set_obstacle(goal=goal, plan=plan)
    assert Goal.objects.get().obstacle.to_core() == plan

    lena.post(reverse("goals:obstacle", args=[goal.pk]), {})

    assert not hasattr(Goal.objects.get(), "obstacle")


@pytest.mark.parametrize("state", [GoalState.REACHED, GoalState.LET_GO])
def test_goal_that_is_over_asks_no_more_and_can_be_taken_up(goal, lena, state):
    actions.set_rhythm(goal=goal, rhythm=Rhythm.WEEK)

    lena.post(reverse("goals:goal", args=[goal.pk]), {"do": "state", "state": state.value})

    over = Goal.objects.get()
    assert (over.state, over.rhythm, over.ask_at) == (state, Rhythm.NEVER, None)
    lena.post(reverse("goals:goal", args=[goal.pk]), {"do": "state", "state": "going_on"})
    assert Goal.objects.get().goes_on


def test_pages_of_goals_ask_the_database_a_few_times_however_many_there_are(
    cast, lena, django_assert_max_num_queries
):
    pair = cast.pair()
    for _ in range(6):
        goal = cast.goal(pair)
        actions.look_at_goal(goal=goal, level=1)
        actions.add_step(by=cast.lena, learner=cast.lena, text="Time myself.", goal=goal)

    with django_assert_max_num_queries(17):
        assert lena.get(reverse("goals:goals")).status_code == 200
    with django_assert_max_num_queries(19):
        assert lena.get(reverse("goals:shared", args=[pair.pk])).status_code == 200


def test_page_of_a_goal_asks_the_database_a_few_times_for_fifty_answers(
    goal, lena, django_assert_max_num_queries
):
    words = Scale(("", "", "Five minutes", "", ""))
    actions.set_scale(goal=goal, scale=words, today=timezone.localdate())
    answer = {"goal": goal, "level": 0, "scale": goal.scales.get()}
    ago = [timezone.now() - timedelta(weeks=back) for back in range(50)]
    CheckIn.objects.bulk_create(CheckIn(answered_at=at, **answer) for at in ago)

    with django_assert_max_num_queries(15):
        page = lena.get(reverse("goals:goal", args=[goal.pk]))

    assert page.context["progress"].latest.words == "Five minutes"


def test_check_of_a_goal_counts_what_it_leads_to_and_serves(cast, lena):
    value = actions.add_value(learner=cast.lena, question="matters", words="Dinner at home.")
    aim = actions.add_aim(learner=cast.lena, words="Lead a clinic.")
    terms = actions.GoalTerms(value=value, aim=aim)

    goal = actions.add_goal(learner=cast.lena, words="Get better.", terms=terms)

    page = lena.get(reverse("goals:goal", args=[goal.pk]))
    assert page.context["said"] == [
        ("Relevant", "Lead a clinic."),
        ("Important", "Dinner at home."),
    ]
