"""Steps, habits and values: one tap each, no scolding, and nothing of it in the audit trail."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.issues import FourfoldError
from fourfold_web.goals import actions
from fourfold_web.goals.models import Aim, Goal, GoalComment, Habit, Step, Value
from fourfold_web.goals.queries import due_steps, open_steps_of
from fourfold_web.shared.conflict import Conflict
from fourfold_web.shared.models import AuditEntry


@pytest.fixture
def pair(cast):
    """Lena and Gita, coaching."""
    return cast.pair()


def test_step_of_a_meeting_is_done_by_the_learner_unless_said_otherwise(cast, pair):
    add = {"by": cast.gita, "learner": cast.lena, "engagement": pair}
    mine = actions.add_step(text="Time myself.", **add)
    hers = actions.add_step(text="Send the paper.", owner=cast.gita, **add)

    assert (mine.owner, hers.owner) == (cast.lena, cast.gita)
    assert set(open_steps_of(pair)) == {mine, hers}


@pytest.mark.parametrize(
    "change",
    [{"text": " "}, {"owner": "gus"}, {"owner": "gita", "engagement": None}, {"learner": "gus"}],
)
def test_step_without_words_or_outside_of_its_pair_is_refused(cast, pair, change):
    named = {
        name: getattr(cast, who) for name, who in change.items() if name in ("owner", "learner")
    }
    step = {"by": cast.lena, "learner": cast.lena, "text": "Read.", "engagement": pair}

    with pytest.raises(FourfoldError):
        actions.add_step(**{**step, **change, **named})

    assert Step.objects.count() == 0


def test_private_steps_are_not_seen_by_the_pair(cast, pair, goal):
    actions.add_step(by=cast.lena, learner=cast.lena, text="Time myself.", goal=goal)
    assert list(open_steps_of(pair)) == []

    actions.share(by=cast.lena, item=goal, engagement=pair)

    assert [each.words for each in open_steps_of(pair)] == ["Time myself."]


def test_due_steps_are_those_of_the_person_whose_day_has_come(cast, pair):
    today = timezone.localdate()
    for days, owner in ((-2, cast.lena), (0, cast.lena), (1, cast.lena), (0, cast.gita)):
        due = today + timedelta(days=days)
        add = {"by": cast.lena, "learner": cast.lena, "owner": owner, "engagement": pair}
        actions.add_step(text=f"{owner.first_name} {days}", due=due, **add)

    assert [each.words for each in due_steps(cast.lena, today)] == ["Lena -2", "Lena 0"]
    assert [each.words for each in due_steps(cast.gita, today)] == ["Gita 0"]


def test_step_is_done_in_one_tap_and_leads_back_to_its_list(cast, lena, goal):
    step = actions.add_step(by=cast.lena, learner=cast.lena, text="Time myself.", goal=goal)

    response = lena.post(
        reverse("goals:step", args=[step.pk]), {"do": "done", "back": "goals:goals"}
    )

    assert response.url == reverse("goals:goals")
    step.refresh_from_db()
    assert step.done_at


def test_step_whose_day_has_gone_by_asks_for_another_one(cast, lena, goal):
    past = timezone.localdate() - timedelta(days=3)
    add = {"by": cast.lena, "learner": cast.lena, "goal": goal}
    step = actions.add_step(text="Time myself.", due=past, **add)
    page = reverse("goals:step", args=[step.pk])
    assert "That happens. Give it another day" in lena.get(page).text

    lena.post(page, {"words": "Time myself twice.", "due": past + timedelta(days=9)})

    step.refresh_from_db()
    assert (step.words, step.due) == ("Time myself twice.", past + timedelta(days=9))


@pytest.mark.parametrize(
    ("before", "text", "error"),
    [
        (actions.finish_step, "Read twice.", Conflict),
        (actions.drop_step, "Read twice.", Conflict),
        (actions.reopen_step, " ", FourfoldError),
    ],
)
def test_change_step_takes_words_for_an_open_step_only(cast, before, text, error):
    step = actions.add_step(by=cast.lena, learner=cast.lena, text="Read.")
    before(by=cast.lena, step=step)

    with pytest.raises(error):
        actions.change_step(by=cast.lena, step=step, text=text, due=None)

    assert Step.objects.get().words == "Read."


def test_learner_does_not_rewrite_what_the_guide_promised(cast, lena, pair):
    add = {"by": cast.gita, "learner": cast.lena, "owner": cast.gita, "engagement": pair}
    step = actions.add_step(text="Send the paper.", **add)
    page = reverse("goals:step", args=[step.pk])

    assert "Gita does this" in lena.get(page).text
    assert lena.post(page, {"words": "Send two papers."}).status_code == 404
    with pytest.raises(FourfoldError, match="Somebody else does this step"):
        actions.change_step(by=cast.lena, step=step, text="Send two papers.", due=None)

    assert Step.objects.get().words == "Send the paper."


def test_what_one_guide_promised_is_not_shown_to_another_pair(cast, pair):
    goal, other = cast.goal(pair), cast.pair(FormOfGuidance.MENTORING)
    add = {"by": cast.lena, "learner": cast.lena, "goal": goal}
    actions.add_step(text="Send the paper.", owner=cast.gita, engagement=pair, **add)
    actions.add_step(text="Time myself.", **add)

    actions.share(by=cast.lena, item=goal, engagement=other)

    assert [each.words for each in open_steps_of(other)] == ["Time myself."]
    assert [each.words for each in open_steps_of(pair)] == ["Send the paper."]


def test_second_press_of_one_button_adds_nothing(cast, as_person, pair):
    goal, words = cast.goal(pair), {"words": "Read."}
    step = words | {"whose": "learner"}
    for _ in range(2):
        lena = as_person(cast.lena)
        lena.post(reverse("goals:new"), words)
        lena.post(reverse("goals:goal", args=[goal.pk]), step | {"do": "step"})
        lena.post(reverse("goals:pair_step", args=[pair.pk]), step)
        comment = reverse("goals:comment", args=[pair.pk, goal.pk])
        as_person(cast.gita).post(comment, words)

    assert [each.words for each in Goal.objects.all()] == [goal.words, "Read."]
    assert {each.goal for each in Step.objects.all()} == {goal, None}
    assert Step.objects.count() == 2
    assert GoalComment.objects.count() == 1


def test_either_of_a_pair_notes_only_their_own_steps_as_done(cast, as_person, pair):
    step = actions.add_step(by=cast.gita, learner=cast.lena, text="Read.", engagement=pair)
    address, sent = reverse("goals:pair_step", args=[pair.pk]), {"do": "done", "step": step.pk}

    assert as_person(cast.gita).post(address, sent).status_code == 404
    assert as_person(cast.lena).post(address, sent).status_code == 302

    step.refresh_from_db()
    assert step.done_at


def test_habit_is_ticked_and_taken_back_by_day(cast, lena):
    lena.post(reverse("goals:habits"), {"words": "One line a day", "times_a_week": "4"})
    habit, today = Habit.objects.get(), timezone.localdate()
    for name, days in (("done", 0), ("done", 1), ("done", 1), ("undone", 0)):
        day = today - timedelta(days=days)
        lena.post(reverse("goals:habits"), {"habit": habit.pk, name: day.isoformat()})

    assert [each.day for each in habit.days.all()] == [today - timedelta(days=1)]
    assert "1 of 4 in the last seven days" in lena.get(reverse("goals:habits")).text


@pytest.mark.parametrize(("days", "status"), [(-1, 409), (0, 302), (7, 302), (8, 409)])
def test_habit_takes_a_tick_for_the_days_of_its_page_only(cast, lena, days, status):
    habit = actions.add_habit(learner=cast.lena, words="One line a day", times_a_week=4)
    day = timezone.localdate() - timedelta(days=days)

    response = lena.post(reverse("goals:habits"), {"habit": habit.pk, "done": day.isoformat()})

    assert (response.status_code, habit.days.count()) == (status, int(status == 302))


def test_answers_of_one_page_are_kept_together_or_not_at_all(cast):
    with pytest.raises(FourfoldError, match="question"):
        actions.add_answers(learner=cast.lena, answers={"matters": "Dinner.", "weather": "Sun."})

    assert Value.objects.count() == 0


def test_values_may_be_skipped_and_are_deleted_for_good(cast, lena):
    lena.post(reverse("goals:values"), {"matters_words": "Dinner.", "aim_words": "A clinic."})
    assert (Value.objects.get().question, Aim.objects.get().words) == ("matters", "A clinic.")

    response = lena.post(reverse("goals:values"), {})
    lena.post(reverse("goals:values"), {"kind": "value", "remove": Value.objects.get().pk})

    assert response.url == reverse("goals:goals")
    assert (Value.objects.count(), Aim.objects.count()) == (0, 1)


def test_audit_trail_of_goals_holds_no_words(cast, pair, goal):
    words = "Zebra"
    actions.add_value(learner=cast.lena, question="apart", words=words)
    actions.change_goal(goal=goal, words=words, terms=actions.GoalTerms())
    actions.share(by=cast.lena, item=goal, engagement=pair)
    actions.comment_on_goal(by=cast.gita, goal=goal, engagement=pair, words=words)
    actions.add_step(by=cast.lena, learner=cast.lena, text=words, goal=goal)
    actions.add_habit(learner=cast.lena, words=words, times_a_week=1)

    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert verbs >= {"add_value", "change_goal", "share_goal", "comment_on_goal", "add_step"}
    assert words not in str(list(AuditEntry.objects.values()))
