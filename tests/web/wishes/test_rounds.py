"""A matching round begins, reminds once, and ends; nothing is written in it afterwards."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.issues import FourfoldError
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.shared.conflict import Conflict
from fourfold_web.shared.models import AuditEntry
from fourfold_web.wishes import actions
from fourfold_web.wishes.access import taking_part
from fourfold_web.wishes.models import MatchingRound, Need
from fourfold_web.wishes.queries import Counts, counts_of


def mailed(kind: str) -> list[tuple]:
    found = OutgoingMail.objects.filter(kind=kind).order_by("to__name")
    return [(each.to.first_name, each.path) for each in found]


def test_opened_round_tells_learners_and_guides_where_to_say_what_they_wish(cast):
    matching_round = cast.matching_round(FormOfGuidance.MENTORING, FormOfGuidance.COACHING)

    assert matching_round.forms == ["coaching", "mentoring"]
    assert mailed("round_opened") == [
        ("Gita", reverse("wishes:guiding")),
        ("Gus", reverse("wishes:guiding")),
        ("Lena", reverse("wishes:needs")),
    ]
    assert AuditEntry.objects.get(verb="open_round").facts == {"forms": 2}


def test_second_round_of_a_program_is_refused_while_one_is_open(cast):
    first = cast.matching_round()
    with pytest.raises(FourfoldError, match="Close it before you open another"):
        cast.matching_round()

    actions.close_round(by=cast.dora, matching_round=first)
    actions.close_round(by=cast.dora, matching_round=first)

    assert cast.matching_round().is_open
    assert AuditEntry.objects.filter(verb="close_round").count() == 1


@pytest.mark.parametrize(
    ("name", "forms", "days", "says"),
    [
        (" ", [FormOfGuidance.COACHING], 3, "needs a name"),
        ("Spring", [], 3, "at least one form"),
        ("Spring", [FormOfGuidance.COACHING], -1, "Choose a later day"),
    ],
)
def test_round_without_what_it_takes_is_refused(cast, name, forms, days, says):
    until = timezone.now() + timedelta(days=days)

    with pytest.raises(FourfoldError, match=says):
        actions.open_round(
            by=cast.dora, program=cast.program, name=name, forms=forms, wishes_until=until
        )


def test_reminder_goes_once_and_only_to_those_who_said_nothing(cast):
    need = cast.need()
    actions.rank_needs(guide=cast.gita, matching_round=need.round, ranks={need.pk: 1})
    soon = need.round.wishes_until - timedelta(days=1)

    for now in (soon - timedelta(days=3), soon, soon + timedelta(hours=1)):
        actions.remind_of_wishes(now=now)

    assert mailed("round_ends_soon") == [("Gus", reverse("wishes:guiding"))]


def test_closed_round_takes_no_more_wishes(cast):
    need = cast.need()
    actions.close_round(by=cast.dora, matching_round=need.round)
    matching_round = MatchingRound.objects.get()

    for write in (
        lambda: cast.need(matching_round),
        lambda: actions.rank_guides(learner=cast.lena, need=need, ranks={}),
        lambda: actions.rank_needs(guide=cast.gita, matching_round=matching_round, ranks={}),
        lambda: actions.withdraw_need(learner=cast.lena, need=need),
    ):
        with pytest.raises(Conflict, match="is closed"):
            write()


def test_need_after_the_day_for_wishes_comes_in_with_the_next_run(cast, as_person):
    matching_round = cast.matching_round()
    MatchingRound.objects.update(wishes_until=timezone.now() - timedelta(days=1))

    need = cast.need(matching_round)

    assert list(taking_part(matching_round)) == [need]
    assert "comes in with the next run" in as_person(cast.lena).get(reverse("wishes:needs")).text


def test_director_reads_numbers_of_a_round_and_no_names(cast):
    need = cast.need()
    before = counts_of(need.round)
    actions.rank_needs(guide=cast.gita, matching_round=need.round, ranks={need.pk: 1})

    assert before == Counts(learners=1, with_need=1, guides=2, with_profile=1, with_ranks=0)
    assert counts_of(need.round).with_ranks == 1


def test_home_of_a_learner_shows_an_open_round_only(cast, as_person):
    matching_round = cast.matching_round()
    while_open = as_person(cast.lena).get(reverse("home")).text
    actions.close_round(by=cast.dora, matching_round=matching_round)

    assert "Spring matching" in while_open
    assert "Spring matching" not in as_person(cast.lena).get(reverse("home")).text


def test_learner_who_left_the_program_takes_no_part(cast, as_person):
    need = cast.need()
    cast.lena.memberships.all().delete()

    assert list(taking_part(need.round)) == []
    assert as_person(cast.lena).get(reverse("wishes:need", args=[need.pk])).status_code == 404
    assert Need.objects.filter(pk=need.pk).exists()
