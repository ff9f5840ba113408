"""One round from opening to publishing, as the people of a program live it."""

from django.urls import reverse

from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.engagements.actions import end_engagement, propose_agreement, sign_agreement
from fourfold_web.engagements.models import Engagement, GuidanceRequest
from fourfold_web.jobs.worker import Worker
from fourfold_web.matching import actions
from fourfold_web.matching.models import RulingKind, Run
from fourfold_web.wishes import actions as wish_actions
from tests.cast import terms
from tests.web.engagements.traces import mailed
from tests.web.matching.people import COACHING, learner, need, pairs_of, room, run_of


def test_a_director_pins_forbids_runs_again_takes_in_who_comes_late_and_publishes(cast, as_person):
    matching_round = cast.matching_round(COACHING)
    for each in (cast.gita, cast.gus):
        cast.offers(each)
    ada, ben, cleo = (learner(cast, name) for name in ("Ada Ash", "Ben Bay", "Cleo Cruz"))
    of_lena, of_ada = (
        need(matching_round, cast.lena, cast.gita),
        need(matching_round, ada, cast.gita),
    )
    need(matching_round, ben, cast.gus)
    director = as_person(cast.dora)
    page = reverse("matching:round", args=[matching_round.pk])

    first = run_of(cast, matching_round)
    rule = reverse("matching:rule", args=[matching_round.pk])
    for kind, of, guide in (("pin", of_lena, cast.gus), ("forbid", of_ada, cast.gus)):
        sent = {"kind": kind, "need": of.pk, "guide": guide.pk, "run": first.pk}
        assert director.post(rule, sent).url == reverse("matching:run", args=[first.pk])
    second = run_of(cast, matching_round)
    need(matching_round, cleo)
    third = run_of(cast, matching_round)
    publish = reverse("matching:publish", args=[third.pk])
    asked, told_before = director.get(publish).text, mailed("pair_published")
    director.post(publish)

    assert pairs_of(first) == {"Lena": "Gita", "Ada": "Gita", "Ben": "Gus"}
    assert pairs_of(second) == {"Lena": "Gus", "Ada": "Gita", "Ben": "Gus"}
    assert pairs_of(third) | {"Cleo": ""} == pairs_of(second) | {"Cleo": ""}
    assert pairs_of(third)["Cleo"]
    assert "Publish and tell 6 people" in asked
    assert told_before == []
    assert {who for who, _, _ in mailed("pair_published")} == {
        *("Lena", "Ada", "Ben", "Cleo", "Gita", "Gus")
    }
    assert GuidanceRequest.objects.filter(state="accepted").count() == 4
    assert "Pairs published and going on" in director.get(page).text


def test_who_joins_late_is_placed_and_published_pairs_stay(cast):
    matching_round = cast.matching_round(COACHING)
    for each in (cast.gita, cast.gus):
        cast.offers(each)
        room(each, 1)
    need(matching_round, cast.lena, cast.gita)
    first = run_of(cast, matching_round)
    actions.publish_run(by=cast.dora, run=first)
    late = learner(cast, "Ada Ash")
    need(matching_round, late, cast.gita)

    second = run_of(cast, matching_round)

    assert pairs_of(second) == {"Ada": "Gus"}
    assert second.result["totals"]["needs"] == 1


def test_a_learner_whose_pair_has_ended_is_free_again_and_gets_somebody_else(cast):
    matching_round = cast.matching_round(COACHING)
    for each in (cast.gita, cast.gus):
        cast.offers(each)
    need(matching_round, cast.lena, cast.gita)
    actions.publish_run(by=cast.dora, run=run_of(cast, matching_round))
    begin(cast)
    end_engagement(by=cast.gita, engagement=Engagement.objects.get())

    second = run_of(cast, matching_round)

    assert pairs_of(second) == {"Lena": "Gus"}


def test_a_guide_who_left_is_proposed_to_nobody(cast):
    matching_round = cast.matching_round(COACHING)
    for each in (cast.gita, cast.gus):
        cast.offers(each)
    need(matching_round, cast.lena, cast.gita)
    first = run_of(cast, matching_round)
    cast.gita.memberships.all().delete()

    second = run_of(cast, matching_round)

    assert (pairs_of(first), pairs_of(second)) == ({"Lena": "Gita"}, {"Lena": "Gus"})


def test_nobody_is_told_before_it_is_published(cast, as_person):
    need_of_lena = cast.need()
    OutgoingMail.objects.all().delete()
    run = cast.finished_run(need_of_lena)
    actions.rule_pair(by=cast.dora, need=need_of_lena, guide=cast.gita, kind=RulingKind.PIN)
    addresses = [
        *(
            reverse(name)
            for name in ("home", "wishes:needs", "wishes:guiding", "engagements:queue")
        ),
        reverse("matching:run", args=[run.pk]),
        reverse("matching:pair", args=[run.proposals.get().pk]),
    ]

    Worker().drain()
    seen = {
        who.first_name: [as_person(who).get(each).text for each in addresses]
        for who in (cast.lena, cast.gita, cast.gus, cast.sam)
    }

    assert OutgoingMail.objects.count() == 0
    assert not any("Gita Rao" in text for text in seen["Lena"] if "matched" in text.lower())
    assert GuidanceRequest.objects.count() == 0
    assert all("A new pair" not in text for texts in seen.values() for text in texts)


def begin(cast) -> Run:
    """The two settle their agreement, so that the pair begins."""
    placed = GuidanceRequest.objects.get()
    propose_agreement(
        by=cast.gita, agreement=placed.agreement, terms=terms(COACHING), seen_version=0
    )
    sign_agreement(by=cast.lena, agreement=placed.agreement, seen_version=1)


def test_a_need_that_was_taken_back_is_not_published(cast):
    of_lena = cast.need()
    run = cast.finished_run(of_lena)
    wish_actions.withdraw_need(learner=cast.lena, need=of_lena)

    placed, left_out = actions.publish_run(by=cast.dora, run=run)

    assert (placed, left_out) == (0, 1)
    assert [each.left_out for each in run.proposals.all()] == ["need"]
    assert mailed("pair_published") == []
