"""The turn of a year: moved at once, let go a day later, undone until then."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.issues import FourfoldError
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.engagements.models import Engagement
from fourfold_web.jobs.models import Job
from fourfold_web.programs.models import Membership
from fourfold_web.roster import actions
from fourfold_web.roster.models import LastDay, RollOver
from tests.cast import person

CHOICE = {"0-becomes": "to:PGY-2", "1-becomes": "leave", "pairs": "go_on"}


@pytest.fixture
def learners(cast) -> dict[str, Membership]:
    """Lena finishes as PGY-2; Mia and Nia are PGY-1."""
    cast.lena.memberships.update(cohort="PGY-2")
    made = [
        cast.program.memberships.create(person=person(name), role="learner", cohort="PGY-1")
        for name in ("Mia Sand", "Nia Bell")
    ]
    return {each.person.name: each for each in [*made, cast.lena.memberships.get()]}


def cohorts(cast) -> dict[str, str]:
    found = cast.program.memberships.filter(role="learner")
    return dict(found.values_list("person__name", "cohort"))


def test_the_page_shows_what_would_happen_and_does_it(cast, as_person, learners):
    client, address = as_person(cast.dora), reverse("roster:roll_over")
    sent = CHOICE | {"stay": "mia sand"}

    first = client.get(address)
    looked = client.post(address, sent | {"do": "look"})
    done = client.post(address, sent | {"do": "start"})
    actions.move_cohorts(roll_over_id=RollOver.objects.get().pk)

    assert [field.initial for field in first.context["form"].cohort_fields] == ["to:PGY-2", "leave"]
    assert looked.context["looked"]["rows"] == [
        ("PGY-1", "PGY-1", 1),
        ("PGY-1", "PGY-2", 1),
        ("PGY-2", "", 1),
    ]
    assert cohorts(cast) == {"Lena Lind": "PGY-2", "Mia Sand": "PGY-1", "Nia Bell": "PGY-2"}
    assert "You can undo this until" in client.get(done.url).text


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"stay": "Zoe"}, "No learner here is called “Zoe”."),
        ({"stay": "Mia Sand", "leave": "mia@example.org"}, "Somebody stands in both lists."),
        ({"pairs": "end", "last_day": ""}, "Choose the last day."),
        ({"pairs": "end", "last_day": "2020-01-01", "do": "start"}, "Pairs need 14 days’ notice"),
        ({"0-becomes": "PGY-9"}, "Choose one of the ways for PGY-1."),
    ],
)
def test_the_page_refuses_and_keeps_what_was_typed(cast, as_person, learners, wrong, says):
    page = as_person(cast.dora).post(reverse("roster:roll_over"), CHOICE | {"do": "look"} | wrong)

    assert page.status_code == 422
    assert says in page.text
    assert wrong.get("stay", "") in page.text
    assert not RollOver.objects.exists()


def test_undoing_puts_everybody_back_but_whom_somebody_moved_since(cast, as_person, learners):
    turn = started(cast)
    Membership.objects.filter(pk=learners["Nia Bell"].pk).update(cohort="Research")

    page = as_person(cast.dora).post(
        reverse("roster:rolled_over", args=[turn.pk]), {"do": "undo"}, follow=True
    )

    assert "Undone. 1 person is back" in page.text
    assert cohorts(cast) == {"Lena Lind": "PGY-2", "Mia Sand": "PGY-1", "Nia Bell": "Research"}
    actions.let_leavers_go(roll_over_id=turn.pk)
    assert "Lena Lind" in cohorts(cast)


def test_who_leaves_loses_the_role_a_day_later_and_pairs_end_on_the_day_both_heard(cast, learners):
    pair = cast.pair()
    turn = started(cast, pairs_end_at=timezone.now() + timedelta(days=20))
    waits = Job.objects.get(task_path="fourfold_web.roster.tasks.let_leavers_go")
    assert waits.run_after >= timezone.now() + timedelta(hours=23)

    actions.let_leavers_go(roll_over_id=turn.pk)
    actions.let_leavers_go(roll_over_id=turn.pk)

    assert "Lena Lind" not in cohorts(cast)
    told = OutgoingMail.objects.filter(kind="pair_will_end")
    assert {mail.to for mail in told} == {cast.lena, cast.gita}
    assert Engagement.objects.get().ended_at is None
    assert cast.lena.guidance_requests.count() == 1

    actions.end_pairs_of_leavers(roll_over_id=turn.pk)
    assert Engagement.objects.get().ended_at is None
    LastDay.objects.update(ends_at=timezone.now())
    actions.end_pairs_of_leavers(roll_over_id=turn.pk)

    pair.refresh_from_db()
    assert pair.ended_at is not None
    assert OutgoingMail.objects.filter(kind="engagement_ended").count() == 2


def test_a_pair_hears_two_weeks_before_it_ends_and_one_that_heard_nothing_goes_on(cast, learners):
    told = cast.pair()
    turn = started(cast, pairs_end_at=timezone.now() + timedelta(days=16))
    RollOver.objects.update(pairs_end_at=timezone.now() + timedelta(days=2))

    actions.let_leavers_go(roll_over_id=turn.pk)
    back = cast.program.memberships.create(person=cast.lena, role="learner")
    later = cast.pair(FormOfGuidance.MENTORING)
    back.delete()

    turn.refresh_from_db()
    assert turn.pairs_end_at >= timezone.now() + timedelta(days=14)
    assert LastDay.objects.get(engagement=told).ends_at == turn.pairs_end_at
    waits = Job.objects.get(task_path="fourfold_web.roster.tasks.end_pairs_of_leavers")
    assert waits.run_after == turn.pairs_end_at
    LastDay.objects.update(ends_at=timezone.now())
    actions.end_pairs_of_leavers(roll_over_id=turn.pk)
    assert Engagement.objects.get(ended_at=None) == later


def test_two_thousand_names_are_looked_up_at_once(cast, as_person, learners):
    names = "\n".join(["Mia Sand", *(f"Nobody {number}" for number in range(2_000))])

    page = as_person(cast.dora).post(
        reverse("roster:roll_over"), CHOICE | {"leave": names, "do": "look"}
    )

    assert page.status_code == 422
    assert "No learner here is called “Nobody 0”." in page.text
    assert "Nobody 1999" in page.text


def test_pairs_go_on_where_the_director_said_so(cast, learners):
    pair = cast.pair()
    turn = started(cast)

    actions.let_leavers_go(roll_over_id=turn.pk)

    pair.refresh_from_db()
    assert pair.ended_at is None
    assert not OutgoingMail.objects.filter(kind="pair_will_end").exists()


def test_one_turn_at_a_time_and_no_way_back_after_a_day(cast, learners):
    turn = started(cast)
    with pytest.raises(FourfoldError, match="not finished yet"):
        started(cast)
    RollOver.objects.update(leaves_at=timezone.now())

    with pytest.raises(FourfoldError, match="cannot be undone any more"):
        actions.undo_roll_over(by=cast.dora, roll_over=turn)


def started(cast, **pairs) -> RollOver:
    turn = actions.start_roll_over(
        by=cast.dora, program=cast.program, moves={"PGY-1": "PGY-2", "PGY-2": ""}, **pairs
    )
    actions.move_cohorts(roll_over_id=turn.pk)
    return turn
