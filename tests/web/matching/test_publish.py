"""What publishing checks once more, and what both of a pair read then."""

import pytest
from django.urls import reverse

from fourfold_web.engagements.models import GuidanceRequest
from fourfold_web.matching import actions
from fourfold_web.programs.models import Supervision
from fourfold_web.shared.conflict import Conflict
from fourfold_web.wishes import actions as wish_actions
from tests.web.engagements.traces import audited, mailed
from tests.web.matching.people import COACHING, learner, need, room, run_of


def published(run, cast) -> list[str]:
    """Who was left out, with the cause; after publishing."""
    actions.publish_run(by=cast.dora, run=run)
    rows = run.proposals.exclude(left_out="").select_related("need__learner")
    return [f"{each.need.learner.first_name}: {each.left_out}" for each in rows]


def test_publishing_starts_accepted_requests_and_mails_both(cast):
    run = cast.finished_run()

    placed = actions.publish_run(by=cast.dora, run=run)

    request = GuidanceRequest.objects.get()
    proposal = run.proposals.get()
    page = reverse("matching:pair", args=[proposal.pk])
    assert placed == (1, 0)
    assert (request.state, request.learner, request.guide) == ("accepted", cast.lena, cast.gita)
    assert (request.chosen_form, request.topic) == ("coaching", "performance_milestones")
    assert request.text == "I am a second-year resident."
    assert mailed("pair_published") == [("Lena", page, {}), ("Gita", page, {})]
    run.refresh_from_db()
    assert (run.state, proposal.guidance_request) == ("published", request)
    assert audited("publish_run")[0][3] == {"placed": 1, "left_out": 0}


def test_need_that_is_matched_says_so_on_the_learners_page(cast, as_person):
    run = cast.finished_run()

    before = as_person(cast.lena).get(reverse("wishes:needs")).content.decode()
    actions.publish_run(by=cast.dora, run=run)
    after = as_person(cast.lena).get(reverse("wishes:needs")).content.decode()

    assert [page.count(">Matched<") for page in (before, after)] == [0, 1]


def test_the_guide_who_filled_up_meanwhile_keeps_the_best_pair_only(cast):
    matching_round = cast.matching_round(COACHING)
    cast.offers()
    ada = learner(cast, "Ada Ash")
    need(matching_round, cast.lena, cast.gita)
    need(matching_round, ada)
    run = run_of(cast, matching_round)
    room(cast.gita, 1)

    assert published(run, cast) == ["Ada: full"]
    assert [each.learner for each in GuidanceRequest.objects.all()] == [cast.lena]


def test_a_guide_who_pauses_meanwhile_gets_nobody(cast):
    run = cast.finished_run()
    room(cast.gita, None, paused=True)

    assert published(run, cast) == ["Lena: full"]


@pytest.mark.parametrize("how", ["avoids", "supervises"])
def test_who_may_not_be_paired_any_more_is_left_out(cast, how):
    run = cast.finished_run()
    if how == "avoids":
        wish_actions.avoid(by=cast.lena, program=cast.program, other=cast.gita)
    else:
        Supervision.objects.create(program=cast.program, supervisor=cast.gita, learner=cast.lena)

    assert published(run, cast) == ["Lena: rules"]


def test_a_learner_who_left_is_left_out(cast):
    run = cast.finished_run()
    cast.lena.memberships.all().delete()

    assert published(run, cast) == ["Lena: gone"]


def test_a_run_is_published_once(cast):
    run = cast.finished_run()
    actions.publish_run(by=cast.dora, run=run)

    with pytest.raises(Conflict, match="cannot be published"):
        actions.publish_run(by=cast.dora, run=run)

    assert GuidanceRequest.objects.count() == 1


def test_a_run_that_was_made_before_the_published_one_is_out_of_date(cast):
    of_lena = cast.need()
    older, newer = cast.finished_run(of_lena), cast.finished_run(of_lena)
    actions.publish_run(by=cast.dora, run=newer)

    older.refresh_from_db()

    assert older.state == "superseded"
    with pytest.raises(Conflict):
        actions.publish_run(by=cast.dora, run=older)


def test_each_of_a_pair_reads_their_own_reasons_without_points(cast, as_person):
    matching_round = cast.matching_round(COACHING)
    cast.offers()
    of_lena = need(matching_round, cast.lena, cast.gita)
    wish_actions.rank_needs(guide=cast.gita, matching_round=matching_round, ranks={of_lena.pk: 1})
    run = run_of(cast, matching_round)
    actions.publish_run(by=cast.dora, run=run)
    page = reverse("matching:pair", args=[run.proposals.get().pk])

    learner_reads, guide_reads = (as_person(who).get(page).text for who in (cast.lena, cast.gita))

    assert "Your choice number 1." in learner_reads
    assert "Your choice number 1." in guide_reads
    for text in (learner_reads, guide_reads):
        assert text.count("choice number") == 1
        assert not any(each in text for each in ("points", "The guide", "The learner"))
