"""What each side reads of the other in a round, and what stays with its writer."""

import pytest
from django.urls import reverse

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.programs.models import Membership
from fourfold_web.wishes import actions
from fourfold_web.wishes.facts import LearnerFacts
from fourfold_web.wishes.models import Avoidance, Declaration, DeclarationKind, Impression
from tests.cast import WORDS

INTRODUCTION = "I am a second-year resident."


def page_of(as_person, who, name: str, row) -> str:
    return as_person(who).get(reverse(name, args=[row.pk])).text


def test_learner_reads_about_guides_and_why_one_cannot_take_it(cast, as_person):
    need = cast.need()
    cast.offers(field="Medicine", expertise=("Ward rounds",), languages=("English", "Hindi"))
    cast.offers(cast.gus, forms=("mentoring",))

    page = page_of(as_person, cast.lena, "wishes:need", need)

    assert "English, Hindi" in page
    assert "Ward rounds" in page
    assert "<strong>Gus Berg</strong>: The guide does not offer coaching." in page


def test_guides_who_share_most_with_the_learner_stand_first_with_the_reasons(cast, as_person):
    need = cast.need()
    cast.offers(cast.gus, interests=("teaching",))
    facts = LearnerFacts(interests=("teaching",))
    place = cast.lena.memberships.get()
    actions.save_profile(by=cast.lena, membership=place, facts=facts)

    response = as_person(cast.lena).get(reverse("wishes:need", args=[need.pk]))

    assert [each.place.person for each in response.context["others"]] == [cast.gus, cast.gita]
    assert "In common: teaching." in response.text


def test_order_of_guides_is_kept_and_moved_without_a_script(cast, as_person):
    need = cast.need()
    cast.offers(cast.gus)
    address, lena = reverse("wishes:need", args=[need.pk]), as_person(cast.lena)
    gita, gus = f"{cast.gita.pk}-rank", f"{cast.gus.pk}-rank"

    lena.post(address, {gita: "1", gus: "2"})
    kept = list(need.ranked_guides.values_list("guide__name", "rank"))
    lena.post(address, {gita: "1", gus: "2", "up": str(cast.gus.pk)})

    assert kept == [("Gita Rao", 1), ("Gus Berg", 2)]
    moved = list(need.ranked_guides.values_list("guide__name", "rank"))
    assert moved == [("Gus Berg", 1), ("Gita Rao", 2)]


def test_too_few_ranked_guides_are_refused_unless_the_program_finds_somebody(cast, as_person):
    need = cast.need()
    cast.offers(cast.gus)
    address, lena = reverse("wishes:need", args=[need.pk]), as_person(cast.lena)

    page = lena.post(address, {f"{cast.gita.pk}-rank": "1"})
    found = lena.post(address, {"finds_for_me": "on"})

    assert (page.status_code, found.status_code) == (422, 302)
    assert "Rank at least two guides" in page.text
    need.refresh_from_db()
    assert (need.finds_for_me, need.ranked_guides.count()) == (True, 0)


def test_guide_reads_name_form_topic_and_introduction_and_no_other_word(cast, as_person):
    need = cast.need()

    page = page_of(as_person, cast.gita, "wishes:learners", need.round)

    for shown in ("Lena Lind", "Coaching", "How I do my work", INTRODUCTION):
        assert shown in page
    assert WORDS[:20] not in page


def test_guide_reads_nothing_without_an_offer_or_of_another_form(cast, as_person):
    need = cast.need(form=FormOfGuidance.MENTORING)
    cast.offers(forms=("coaching",), ready=("coaching",))

    assert "Lena Lind" not in page_of(as_person, cast.gita, "wishes:learners", need.round)
    page = page_of(as_person, cast.gus, "wishes:learners", need.round)
    assert "Say first what you offer" in page
    assert "Lena Lind" not in page


def test_guide_ranks_learners(cast, as_person):
    need = cast.need()
    address = reverse("wishes:learners", args=[need.round.pk])

    as_person(cast.gita).post(address, {"up": str(need.pk)})

    assert [(each.guide, each.rank) for each in need.ranked_by.all()] == [(cast.gita, 1)]
    assert "1 ranked" in as_person(cast.gita).get(reverse("wishes:guiding")).text


@pytest.mark.parametrize("who", ["lena", "gita"])
def test_avoided_person_is_on_no_list_of_either_side_and_learns_nothing(cast, as_person, who):
    need, by = cast.need(), getattr(cast, who)
    other = cast.gita if by == cast.lena else cast.lena
    address = reverse("wishes:apart", args=[need.round.pk])

    as_person(by).post(address, {"other": other.pk, "reason": "avoid"})

    assert Avoidance.objects.get().by == by
    assert "Gita Rao" not in page_of(as_person, cast.lena, "wishes:need", need)
    assert "Lena Lind" not in page_of(as_person, cast.gita, "wishes:learners", need.round)
    assert other.name in as_person(by).get(address).text
    assert "Nobody stands here" in as_person(other).get(address).text


def test_declaration_is_kept_from_either_side_and_can_be_taken_back(cast, as_person):
    address = reverse("wishes:apart", args=[cast.matching_round().pk])

    as_person(cast.gita).post(address, {"other": cast.lena.pk, "reason": "treats"})
    kept = Declaration.objects.get()
    as_person(cast.lena).post(address, {"remove": str(kept.pk)})
    still = Declaration.objects.count()
    as_person(cast.gita).post(address, {"remove": str(kept.pk)})

    assert (kept.guide, kept.learner, kept.kind) == (cast.gita, cast.lena, DeclarationKind.TREATS)
    assert (still, Declaration.objects.count()) == (1, 0)


def test_learner_is_told_that_a_guide_assesses_them(cast, as_person):
    need = cast.need()
    actions.declare(
        by=cast.gita,
        program=cast.program,
        guide=cast.gita,
        learner=cast.lena,
        kind=DeclarationKind.ASSESSES,
    )

    page = page_of(as_person, cast.lena, "wishes:need", need)

    assert "The guide assesses the learner." in page


def test_impression_is_read_by_its_writer_alone(cast, as_person):
    cast.matching_round()
    address = reverse("wishes:impression", args=[cast.first_talk().pk])

    as_person(cast.lena).post(address, {"goes_on": "unsure", "remember": "Kind, and in a hurry."})

    assert Impression.objects.get().by == cast.lena
    assert "Kind, and in a hurry." in as_person(cast.lena).get(address).text
    assert "Kind, and in a hurry." not in as_person(cast.gita).get(address).text


def test_person_who_learns_and_guides_has_both_lists(cast, as_person):
    Membership.objects.create(program=cast.program, person=cast.lena, role="guide")
    address = reverse("wishes:apart", args=[cast.matching_round().pk])

    as_person(cast.lena).post(address, {"other": cast.gita.pk, "reason": "assesses"})

    assert (Declaration.objects.get().guide, Declaration.objects.get().learner) == (
        cast.gita,
        cast.lena,
    )


def test_pages_of_a_round_ask_the_database_as_often_for_many_needs(
    cast, as_person, django_assert_max_num_queries
):
    matching_round = cast.matching_round()
    needs = [cast.need(matching_round, form) for form in FormOfGuidance]
    cast.offers(cast.gus)

    for who, name, row in (
        (cast.lena, "wishes:need", needs[1]),
        (cast.gita, "wishes:learners", matching_round),
    ):
        client, address = as_person(who), reverse(name, args=[row.pk])
        with django_assert_max_num_queries(20):
            assert client.get(address).status_code == 200
