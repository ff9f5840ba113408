"""What a director does and sees on the pages of a round."""

from django.urls import reverse
from django.utils import timezone

from fourfold_web.jobs.worker import Worker
from fourfold_web.matching import actions
from fourfold_web.matching.models import Proposal, RulingKind, Run
from fourfold_web.wishes import actions as wish_actions
from fourfold_web.wishes.models import MatchingRound
from tests.web.matching.people import COACHING, learner, need, pairs_of, room, run_of

SETTINGS = {"way": "total", "coverage": 3, "keep": 1, "even": 1, "candidates": 50, "seed": 0}


def test_a_round_is_opened_and_closed_from_its_pages(cast, as_person):
    director = as_person(cast.dora)
    day = timezone.localdate() + timezone.timedelta(days=7)
    sent = {"name": "Spring", "forms_of_guidance": ["coaching"], "until": day.isoformat()}

    opened = director.post(reverse("matching:rounds"), sent)
    director.post(opened.url)

    found = MatchingRound.objects.get()
    assert (found.name, found.forms, found.is_open) == ("Spring", ["coaching"], False)
    assert timezone.localtime(found.wishes_until).date() == day


def test_a_round_without_a_name_is_refused_with_what_was_typed(cast, as_person):
    answer = as_person(cast.dora).post(
        reverse("matching:rounds"), {"forms_of_guidance": "coaching"}
    )

    assert answer.status_code == 422
    assert "Give the round a name." in answer.text


def test_a_run_is_started_with_the_settings_that_were_sent(cast, as_person):
    found = cast.need().round
    page = reverse("matching:new_run", args=[found.pk])

    sent = as_person(cast.dora).post(page, {**SETTINGS, "way": "stable", "distinct": "on"})

    run = Run.objects.get()
    assert sent.url == reverse("matching:run", args=[run.pk])
    assert run.to_settings().to_json() | {"least": []} == {
        **SETTINGS,
        "way": "stable",
        "distinct": True,
        "gap": None,
        "least": [],
    }


def test_a_run_page_shows_pairs_with_points_that_add_up(cast, as_person):
    run = cast.finished_run()
    proposal = Proposal.objects.get()

    text = as_person(cast.dora).get(reverse("matching:run", args=[run.pk])).text

    assert "1 of 1 with a guide" in text
    assert "Lena Lind" in text
    assert "Gita Rao" in text
    assert sum(each["points"] for each in proposal.points) == proposal.score
    assert f"{proposal.score:,} points" in text


def test_a_run_page_never_shows_what_a_learner_wrote(cast, as_person):
    run = cast.finished_run()
    pages = [
        reverse("matching:run", args=[run.pk]),
        reverse("matching:proposal", args=[run.proposals.get().pk]),
        reverse("matching:round", args=[run.round_id]),
    ]

    text = "".join(as_person(cast.dora).get(each).text for each in pages)

    assert "losing the thread" not in text
    assert "second-year resident" not in text


def test_who_avoids_whom_stays_private_also_where_a_guide_is_refused(cast, as_person):
    matching_round = cast.matching_round(COACHING)
    for each in (cast.gita, cast.gus):
        cast.offers(each)
    need(matching_round, cast.lena)
    wish_actions.avoid(by=cast.gus, program=cast.program, other=cast.lena)
    run = run_of(cast, matching_round)

    page = reverse("matching:proposal", args=[run.proposals.get().pk])
    text = as_person(cast.dora).get(page).text

    assert pairs_of(run) == {"Lena": "Gita"}
    assert "kept apart" in text
    assert "avoid" not in text
    assert "asked not to be" not in text


def test_an_unmatched_need_says_why_and_what_would_help(cast, as_person):
    matching_round = cast.matching_round(COACHING)
    cast.offers()
    room(cast.gita, 1)
    need(matching_round, cast.lena, cast.gita)
    need(matching_round, learner(cast, "Ada Ash"))
    run = run_of(cast, matching_round)

    text = as_person(cast.dora).get(reverse("matching:run", args=[run.pk])).text

    [left] = run.proposals.filter(guide=None)
    assert left.need.learner.first_name == "Ada"
    assert "Every guide of Ada Ash (coaching) is full" in text
    assert "What would help: " in text
    assert str(left.need.learner_id) not in text


def test_a_pin_that_a_rule_forbids_is_told_by_name(cast, as_person):
    matching_round = cast.matching_round(COACHING)
    cast.offers()
    cast.offers(cast.gus, forms=("mentoring",), ready=("mentoring",))
    of_lena = need(matching_round, cast.lena)
    actions.rule_pair(by=cast.dora, need=of_lena, guide=cast.gus, kind=RulingKind.PIN)
    run = run_of(cast, matching_round)

    text = as_person(cast.dora).get(reverse("matching:run", args=[run.pk])).text

    assert "Lena Lind is pinned to Gus Berg, and a rule keeps them apart" in text
    assert "does not offer coaching" in text


def test_a_second_pin_of_a_need_is_refused_kindly(cast, as_person):
    of_lena = cast.need()
    cast.offers(cast.gus)
    actions.rule_pair(by=cast.dora, need=of_lena, guide=cast.gita, kind=RulingKind.PIN)
    rule = reverse("matching:rule", args=[of_lena.round_id])

    answer = as_person(cast.dora).post(
        rule, {"kind": "pin", "need": of_lena.pk, "guide": cast.gus.pk}
    )

    assert answer.status_code == 409
    assert "It is pinned to Gita Rao." in answer.text


def test_a_ruling_is_taken_back(cast, as_person):
    of_lena = cast.need()
    ruling = actions.rule_pair(by=cast.dora, need=of_lena, guide=cast.gita, kind=RulingKind.FORBID)
    rule = reverse("matching:rule", args=[of_lena.round_id])

    as_person(cast.dora).post(rule, {"lift": ruling.pk})

    assert not of_lena.round.rulings.exists()


def test_what_if_sets_a_change_beside_the_run_and_is_never_published(cast, as_person):
    matching_round = cast.matching_round(COACHING)
    for each in (cast.gita, cast.gus):
        cast.offers(each)
    of_lena = need(matching_round, cast.lena, cast.gita)
    run = run_of(cast, matching_round)
    director = as_person(cast.dora)
    sent = {"kind": "forbid", "need": of_lena.pk, "guide": cast.gita.pk}

    trial = director.post(reverse("matching:try_out", args=[run.pk]), sent)
    Worker().drain()
    text = director.get(trial.url, follow=True).text
    publish = director.post(trial.url + "publish/")

    assert "Lena Lind is not paired with Gita Rao" in text
    assert "Gita Rao → Gus Berg" in text
    assert publish.status_code == 409


def test_what_if_a_guide_leaves(cast, as_person):
    matching_round = cast.matching_round(COACHING)
    cast.offers()
    need(matching_round, cast.lena, cast.gita)
    run = run_of(cast, matching_round)
    director = as_person(cast.dora)

    trial = director.post(
        reverse("matching:try_out", args=[run.pk]), {"kind": "leaves", "guide": cast.gita.pk}
    )
    Worker().drain()

    assert "Gita Rao → nobody" in director.get(trial.url, follow=True).text


def test_a_stable_run_has_no_pair_that_would_both_rather(cast):
    matching_round = cast.matching_round(COACHING)
    for each in (cast.gita, cast.gus):
        cast.offers(each)
        room(each, 1)
    need(matching_round, cast.lena, cast.gita, cast.gus)
    need(matching_round, learner(cast, "Ada Ash"), cast.gita, cast.gus)

    stable, filled = (run_of(cast, matching_round, way=way) for way in ("stable", "filled"))

    assert (stable.result["totals"]["blocking"], stable.result["totals"]["matched"]) == (0, 2)
    assert pairs_of(filled) == pairs_of(stable)
