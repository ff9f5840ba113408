"""What a learner shares item by item, and what nobody sees otherwise."""

from datetime import date

import pytest
from django.urls import reverse

from fourfold.goals.attainment import Scale
from fourfold.goals.change import Cause, IfThenPlan
from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.engagements import actions as engagement_actions
from fourfold_web.goals import actions
from fourfold_web.goals.models import GoalComment, GoalState
from fourfold_web.goals.queries import goals_shown_to
from fourfold_web.shared.conflict import Conflict
from tests.cast import GOAL
from tests.web.reports.test_supervision import settle

VALUE, AIM, OBSTACLE = "That patients understand.", "Lead a clinic.", "The pager goes."


@pytest.fixture
def everything(cast):
    """A goal with a value, an aim and an obstacle; none is shared. By kind."""
    value = actions.add_value(learner=cast.lena, question="matters", words=VALUE)
    aim = actions.add_aim(learner=cast.lena, words=AIM)
    terms = actions.GoalTerms(value=value, aim=aim)
    goal = actions.add_goal(learner=cast.lena, words=GOAL, terms=terms)
    actions.set_obstacle(goal=goal, plan=IfThenPlan(OBSTACLE, Cause.FAMILIAR))
    return {"value": value, "aim": aim, "goal": goal, "obstacle": goal.obstacle}


def seen(page: str) -> set[str]:
    """Which of the four the page tells."""
    words = {"value": VALUE, "aim": AIM, "goal": GOAL, "obstacle": OBSTACLE}
    return {kind for kind, said in words.items() if said in page}


@pytest.mark.parametrize("kind", ["value", "aim", "goal", "obstacle"])
def test_sharing_shows_just_this_one_thing_to_the_guide_of_the_pair(
    cast, as_person, everything, kind
):
    pair = cast.pair()
    page = reverse("goals:shared", args=[pair.pk])
    assert seen(as_person(cast.gita).get(page).text) == set()

    shared = {"kind": kind, "item": everything[kind].pk}
    as_person(cast.lena).post(reverse("goals:share"), shared | {"shared_with": pair.pk})
    assert seen(as_person(cast.gita).get(page).text) == {kind}

    as_person(cast.lena).post(reverse("goals:share"), shared)
    assert seen(as_person(cast.gita).get(page).text) == set()


def test_sharing_is_only_for_what_is_ones_own_and_with_a_pair_of_ones_own(cast, as_person, goal):
    pair = cast.pair()
    sent = {"kind": "goal", "item": goal.pk, "shared_with": pair.pk}

    for who in (cast.gita, cast.otto, cast.sam):
        assert as_person(who).post(reverse("goals:share"), sent).status_code == 404

    assert not goals_shown_to(cast.gita, pair).exists()


def test_sharing_with_a_pair_that_has_ended_is_a_conflict(cast, goal):
    with pytest.raises(Conflict, match="cannot be shared now"):
        actions.share(by=cast.lena, item=goal, engagement=cast.ended_pair())


def test_shared_goal_stays_readable_after_the_end_until_it_is_taken_back(cast, as_person):
    pair = cast.pair()
    goal = cast.goal(pair)
    engagement_actions.end_engagement(by=cast.gita, engagement=pair)
    page = reverse("goals:shared", args=[pair.pk])
    assert GOAL in as_person(cast.gita).get(page).text

    as_person(cast.lena).post(reverse("goals:share"), {"kind": "goal", "item": goal.pk})

    assert GOAL not in as_person(cast.gita).get(page).text


def test_ended_pair_reads_nothing_that_is_written_after_the_end(cast, as_person):
    pair = cast.pair()
    goal = cast.goal(pair)
    own = {"by": cast.lena, "learner": cast.lena, "goal": goal}
    step = actions.add_step(text="Time myself.", **own)
    actions.set_obstacle(goal=goal, plan=IfThenPlan(OBSTACLE))
    actions.share(by=cast.lena, item=goal.obstacle, engagement=pair)
    engagement_actions.end_engagement(by=cast.gita, engagement=pair)

    actions.look_at_goal(goal=goal, level=2)
    actions.change_goal(goal=goal, words="Zebra one.", terms=actions.GoalTerms(is_work=True))
    actions.change_step(by=cast.lena, step=step, text="Zebra two.", due=None)
    actions.add_step(text="Zebra three.", **own)
    actions.set_obstacle(goal=goal, plan=IfThenPlan("Zebra four."))
    actions.set_scale(goal=goal, scale=Scale(("Zebra",) * 5), today=date(2026, 5, 1))
    actions.set_goal_state(goal=goal, state=GoalState.REACHED)

    page = as_person(cast.gita).get(reverse("goals:shared", args=[pair.pk])).text
    assert GOAL in page
    for hidden in ("Zebra", "Reached", 'class="progress"'):
        assert hidden not in page


def test_stopping_to_share_a_goal_takes_its_obstacle_back_too(cast, everything):
    pair = cast.pair()
    for kind in ("goal", "obstacle"):
        actions.share(by=cast.lena, item=everything[kind], engagement=pair)

    actions.stop_sharing(by=cast.lena, item=everything["goal"])

    everything["obstacle"].refresh_from_db()
    assert everything["obstacle"].shared_with is None


def test_comments_of_one_pair_are_not_shown_to_another(cast, as_person):
    coaching, mentoring = cast.pair(), cast.pair(FormOfGuidance.MENTORING)
    goal = cast.goal(coaching)
    sent = {"words": "What would three mornings change?"}
    as_person(cast.gita).post(reverse("goals:comment", args=[coaching.pk, goal.pk]), sent)

    actions.share(by=cast.lena, item=goal, engagement=mentoring)

    other = as_person(cast.gita).get(reverse("goals:shared", args=[mentoring.pk])).text
    assert GOAL in other
    assert sent["words"] not in other
    assert sent["words"] in as_person(cast.lena).get(reverse("goals:goal", args=[goal.pk])).text


def test_comment_on_a_goal_that_was_taken_back_is_refused_and_shown_again(cast, as_person):
    pair = cast.pair()
    goal = cast.goal(pair)
    actions.stop_sharing(by=cast.lena, item=goal)

    page = as_person(cast.gita).post(
        reverse("goals:comment", args=[pair.pk, goal.pk]), {"words": "What helps?"}
    )

    assert page.status_code == 409
    assert "What helps?" in page.text
    assert GOAL not in page.text
    assert GoalComment.objects.count() == 0


def test_supervisor_reads_only_goals_about_work_that_are_shared_in_coaching(cast, as_person):
    coaching, mentoring = cast.pair(), cast.pair(FormOfGuidance.MENTORING)
    cast.goal(coaching, "Present in five minutes.")
    cast.goal(mentoring, "Decide about cardiology.")
    cast.goal(None, "Sleep seven hours.")
    about_life = actions.add_goal(
        learner=cast.lena, words="Run a half marathon.", terms=actions.GoalTerms()
    )
    actions.share(by=cast.lena, item=about_life, engagement=coaching)

    page = as_person(cast.sam).get(reverse("reports:supervision")).text

    assert "Present in five minutes." in page
    for hidden in ("Decide about cardiology.", "Sleep seven hours.", "Run a half marathon."):
        assert hidden not in page


def test_supervisor_reads_nothing_that_was_shared_under_an_earlier_form(cast, as_person):
    pair = cast.pair(FormOfGuidance.MENTORING)
    cast.goal(pair)

    settle(cast, pair, FormOfGuidance.COACHING)

    page = as_person(cast.sam).get(reverse("reports:supervision")).text
    assert "Lena Lind" in page
    assert GOAL not in page
