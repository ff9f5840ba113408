"""A round as the core matches it, and what people say about themselves."""

from datetime import time

import pytest
from django.urls import reverse

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.issues import FourfoldError
from fourfold.matching.fit.features import features_of
from fourfold.matching.fit.people import Guide, Learner, Need, Profiles
from fourfold.scheduling.hours import WeeklyHours
from fourfold_web.programs.models import Membership, MembershipRole
from fourfold_web.wishes import actions
from fourfold_web.wishes.facts import GuideFacts, LearnerFacts
from fourfold_web.wishes.models import DeclarationKind, GoesOn
from fourfold_web.wishes.queries import needs_by_key, profiles_of
from tests.cast import WORDS

COACHING, MENTORING = FormOfGuidance.COACHING, FormOfGuidance.MENTORING


def test_round_is_handed_to_the_core_as_it_stands(cast):
    need = cast.need()
    cast.offers(
        forms=("coaching", "mentoring"),
        ready=("coaching",),
        capacity_by_form={"mentoring": 1},
        field="Medicine",
        stage="faculty",
    )
    cast.gita.weekly_hours.create(weekday=0, start=time(9), end=time(10))
    Membership.objects.filter(person=cast.gita).update(capacity=3, about="Feedback on rounds.")
    actions.rank_guides(learner=cast.lena, need=need, ranks={cast.gita.pk: 1, cast.gus.pk: 1})
    actions.rank_needs(guide=cast.gita, matching_round=need.round, ranks={need.pk: 1})
    place = cast.lena.memberships.get()
    actions.save_profile(
        by=cast.lena, membership=place, facts=LearnerFacts(field="Medicine", group="First years")
    )
    lena, gita = str(cast.lena.pk), str(cast.gita.pk)

    found = profiles_of(need.round)

    assert found == Profiles(
        learners=(
            Learner(
                id=lena,
                name="Lena Lind",
                needs=(
                    Need(
                        name="coaching",
                        form=COACHING,
                        topic="How I do my work and reach my milestones",
                        words=f"{WORDS} I am a second-year resident.",
                    ),
                ),
                field="Medicine",
                languages=frozenset({"English"}),
                zone=cast.lena.zone,
                # Gus has said nothing of what he offers, so he takes no part.
                ranking={"coaching": (frozenset({gita}),)},
                group="First years",
            ),
        ),
        guides=(
            Guide(
                id=gita,
                capacity=3,
                name="Gita Rao",
                capacity_by_form={MENTORING: 1},
                forms=frozenset({COACHING, MENTORING}),
                ready_forms=frozenset({COACHING}),
                skills=frozenset({"presenting"}),
                words="Feedback on rounds.",
                field="Medicine",
                stage="faculty",
                languages=frozenset({"English"}),
                hours=(WeeklyHours(0, time(9), time(10)),),
                zone=cast.gita.zone,
                ranking=(frozenset({(lena, "coaching")}),),
            ),
        ),
        week_of=need.round.wishes_until.date(),
    )
    assert features_of(found).needs == 1
    assert needs_by_key(need.round) == {(lena, "coaching"): need}


def test_what_stands_between_two_people_reaches_the_core(cast):
    need = cast.need()
    cast.offers(cast.gus)
    actions.keep_impression(by=cast.lena, talk=cast.first_talk(), goes_on=GoesOn.NO)
    actions.avoid(by=cast.gus, program=cast.program, other=cast.lena)
    for kind in DeclarationKind:
        actions.declare(
            by=cast.lena, program=cast.program, guide=cast.gus, learner=cast.lena, kind=kind
        )
    cast.program.supervisions.create(supervisor=cast.gita, learner=cast.lena)
    lena, gita, gus = (frozenset({str(each.pk)}) for each in (cast.lena, cast.gita, cast.gus))

    found = profiles_of(need.round)

    assert (found.learners[0].avoids, found.learners[0].conflicts) == (gita, gus)
    by_name = {each.name: each for each in found.guides}
    assert by_name["Gita Rao"].supervises == lena
    assert [
        getattr(by_name["Gus Berg"], name) for name in ("avoids", "assesses", "treats", "conflicts")
    ] == [lena] * 4


@pytest.mark.parametrize(
    ("goes_on", "avoids"), [(GoesOn.YES, 0), (GoesOn.UNSURE, 0), (GoesOn.NO, 1)]
)
def test_only_a_no_after_a_first_talk_keeps_apart(cast, goes_on, avoids):
    need = cast.need()
    actions.keep_impression(by=cast.gita, talk=cast.first_talk(), goes_on=goes_on)

    assert len(profiles_of(need.round).guides[0].avoids) == avoids


def test_guide_who_pauses_has_no_place_and_one_without_a_limit_has_enough(cast):
    need = cast.need()
    without_a_limit = profiles_of(need.round).guides[0].capacity
    Membership.objects.filter(person=cast.gita).update(paused=True)

    assert (without_a_limit, profiles_of(need.round).guides[0].capacity) == (1, 0)


def test_guide_says_what_they_offer_on_their_page(cast, as_person):
    place = Membership.objects.get(person=cast.gita, role=MembershipRole.GUIDE)
    cast.offers(cast.gus, expertise=("Fellowship applications",))

    as_person(cast.gita).post(
        reverse("wishes:offer", args=[place.pk]),
        {
            "advising-offer": "practice",
            "coaching-offer": "ready",
            "coaching_with_wisdom-offer": "no",
            "mentoring-offer": "no",
            "mentoring-places": "2",
            "coaching-places": "3",
            "stage": "fellow",
            "field": " Internal  Medicine ",
            "expertise": "fellowship APPLICATIONS, wards; wards,",
        },
    )

    place.refresh_from_db()
    assert place.guide_profile.to_facts() == GuideFacts(
        field="Internal Medicine",
        stage="fellow",
        languages=(),
        expertise=("Fellowship applications", "wards"),
        forms=("advising", "coaching"),
        ready=("coaching",),
        capacity_by_form={"coaching": 3},
    )


def test_long_lists_are_refused_in_words_and_nothing_is_lost(cast, as_person):
    place = cast.lena.memberships.get()
    names = ", ".join(f"interest {number}" for number in range(13))

    page = as_person(cast.lena).post(reverse("wishes:about", args=[place.pk]), {"interests": names})

    assert page.status_code == 422
    assert "These are 13. Name at most 12" in page.text
    assert names in page.text


def test_nobody_writes_the_profile_of_another(cast):
    place = Membership.objects.get(person=cast.gita)
    for by, facts in ((cast.lena, GuideFacts()), (cast.gita, LearnerFacts())):
        with pytest.raises(FourfoldError, match="nobody else"):
            actions.save_profile(by=by, membership=place, facts=facts)
