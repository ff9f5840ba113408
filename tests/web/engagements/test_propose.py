"""Writing the terms, or other words for some of them."""

from dataclasses import replace

import pytest
from django.urls import reverse

from fourfold.guidance.agreement import TRIANGLE, clauses, default_terms
from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.engagements import actions
from fourfold_web.engagements.models import AgreementVersion, GuidanceRequest
from tests.cast import WORDS, terms
from tests.web.engagements.test_ask import ticked

TERMS = terms(FormOfGuidance.COACHING)
TYPED = ("session_goal", "covered", "not_covered", "time_frame", "cadence", "feedback")


def address(asked_for: GuidanceRequest) -> str:
    return reverse("engagements:propose", args=[asked_for.pk])


def fields(seen_version: int = 0, **changes: str) -> dict[str, str]:
    """The terms as a browser sends them."""
    sent = {**TERMS.to_json(), "transcripts": "no", "no_fault_exit": "on"}
    return {**sent, "seen_version": str(seen_version), **changes}


def test_propose_starts_from_what_is_usual_for_the_form(cast, as_person):
    page = as_person(cast.gita).get(address(cast.accepted()))

    first = default_terms(FormOfGuidance.COACHING, session_goal=WORDS)
    usual = replace(first, triangle=TERMS.triangle)
    assert page.context["terms"] == usual
    assert [each in page.text for each in (WORDS, usual.time_frame, usual.cadence)] == [True] * 3
    assert ticked(page.text) == ["coaching", "me", "no"]


def test_propose_asks_for_every_clause(cast, as_person):
    page = as_person(cast.gita).get(address(cast.accepted()))

    names = [each.name for each in page.context["form"].clause_fields]
    every = [each.field for each in clauses(FormOfGuidance.COACHING)]
    # Nobody writes the one of the triangle; the page shows it as it will stand.
    assert names == [each for each in every if each != TRIANGLE]
    assert TERMS.triangle in page.text
    assert [f'name="{name}"' in page.text for name in names] == [True] * len(names)


def test_propose_says_everything_that_is_wrong_at_once_and_unfolds_only_what_it_must(
    cast, as_person
):
    client, proposed = as_person(cast.lena), cast.proposed()

    above = client.post(address(proposed), fields(1, covered="")).context["form"]
    both = client.post(address(proposed), fields(1, covered="", who_leads="")).context["form"]

    assert (set(above.errors), above.has_folded_errors) == ({"covered"}, False)
    assert (set(both.errors), both.has_folded_errors) == ({"covered", "who_leads"}, True)


def test_propose_writes_the_terms_and_asks_the_other_side(cast, as_person):
    accepted = cast.accepted()

    response = as_person(cast.gita).post(address(accepted), fields())

    version = AgreementVersion.objects.get()
    assert response.url == reverse("engagements:agreement", args=[accepted.pk])
    assert (version.number, version.to_core(), version.proposed_by) == (1, TERMS, cast.gita)


def test_propose_starts_from_the_newest_words(cast, as_person):
    page = as_person(cast.lena).get(address(cast.proposed()))

    assert page.context["terms"] == TERMS
    assert 'name="seen_version" value="1"' in page.text
    assert "Propose other words" in page.text


@pytest.mark.parametrize("form", FormOfGuidance)
def test_propose_in_another_form_takes_its_usual_terms_and_keeps_the_words(cast, as_person, form):
    page = as_person(cast.lena).get(address(cast.proposed()), {"form": form.value})

    assert page.context["terms"] == terms(form)


def test_propose_in_an_unknown_form_is_not_there(cast, as_person):
    page = as_person(cast.lena).get(address(cast.proposed()), {"form": "therapy"})

    assert page.status_code == 404


@pytest.mark.parametrize("field", TYPED)
def test_propose_names_what_is_missing_beside_its_field(cast, as_person, field):
    says = next(each for each in clauses(FormOfGuidance.COACHING) if each.field == field).missing

    page = as_person(cast.gita).post(address(cast.accepted()), fields(**{field: " "}))

    assert page.status_code == 422
    assert f'<a href="#id_{field}">{says}</a>' in page.text
    assert page.text.count(says) == 2
    assert not AgreementVersion.objects.exists()


def test_propose_names_everything_that_is_missing_at_once(cast, as_person):
    sent = fields(covered="", not_covered="")
    del sent["no_fault_exit"]

    page = as_person(cast.gita).post(address(cast.accepted()), sent)

    assert list(page.context["form"].errors) == ["covered", "not_covered", "no_fault_exit"]


def test_propose_needs_no_cadence_for_advising(cast, as_person):
    sent = fields(form_of_guidance="advising", time_frame="one session", cadence="")

    response = as_person(cast.gita).post(address(cast.accepted()), sent)

    assert response.status_code == 302
    assert AgreementVersion.objects.get().to_core().cadence == ""


@pytest.mark.parametrize("field", ["form_of_guidance", "who_leads", "transcripts"])
def test_propose_refuses_an_unknown_choice_by_name(cast, as_person, field):
    page = as_person(cast.gita).post(address(cast.accepted()), fields(**{field: "weather"}))

    assert page.status_code == 422
    assert page.text.count("weather is not one of the available choices.") == 2
    assert "<details open>" in page.text


def test_propose_refuses_the_same_words_as_covered_and_not_covered(cast, as_person):
    page = as_person(cast.gita).post(address(cast.accepted()), fields(not_covered=TERMS.covered))

    assert page.status_code == 422
    assert "The same words stand under covered and not covered." in page.text


def test_propose_after_the_other_side_did_is_told_kindly_and_keeps_the_words(cast, as_person):
    proposed = cast.proposed()

    page = as_person(cast.lena).post(address(proposed), fields(seen_version=0, covered="My talks."))

    assert page.status_code == 409
    assert "The agreement changed while you were reading" in page.text
    assert "My talks." in page.text
    assert AgreementVersion.objects.count() == 1


def test_propose_to_a_learner_who_has_withdrawn_is_told_kindly_and_keeps_the_words(cast, as_person):
    accepted = cast.accepted()
    actions.withdraw_request(learner=cast.lena, guidance_request=accepted)

    page = as_person(cast.gita).post(address(accepted), fields(covered="My talks."))

    assert page.status_code == 409
    assert "The learner has withdrawn it." in page.text
    assert "My talks." in page.text


@pytest.mark.parametrize("who", ["lena", "gita"])
def test_propose_after_the_pair_has_ended_is_told_kindly_and_keeps_the_words(cast, as_person, who):
    mine = cast.ended_pair().agreement.guidance_request

    page = as_person(getattr(cast, who)).post(address(mine), fields(1, covered="My talks."))

    assert page.status_code == 409
    assert "This pair has ended" in page.text
    assert "My talks." in page.text


@pytest.mark.parametrize("who", ["gus", "dora", "sam", "otto"])
@pytest.mark.parametrize("state", ["accepted", "withdrawn", "ended"])
def test_propose_is_never_there_for_others(cast, as_person, who, state):
    mine = cast.accepted() if state != "ended" else cast.ended_pair().agreement.guidance_request
    if state == "withdrawn":
        actions.withdraw_request(learner=cast.lena, guidance_request=mine)

    assert as_person(getattr(cast, who)).post(address(mine), fields()).status_code == 404


def test_propose_turns_declared_interests_into_words_that_the_learner_reads(cast, as_person):
    accepted = cast.accepted(FormOfGuidance.MENTORING)
    before = as_person(cast.gita).get(address(accepted)).text
    sent = fields(form_of_guidance="mentoring", interests="We share a clinic.")

    as_person(cast.gita).post(address(accepted), sent | {"interest": ["products", "standing"]})

    shown = as_person(cast.lena).get(reverse("engagements:agreement", args=[accepted.pk])).text
    assert "I may share in what comes of it" in before
    assert (
        "I may share in what comes of it, such as a paper or a talk. It counts for my own promotion"
        " or standing. We share a clinic."
    ) in shown


def test_undeclared_interests_of_a_mentor_are_pointed_out_before_the_yes(cast, as_person):
    proposed = cast.proposed(FormOfGuidance.MENTORING)

    pages = [
        as_person(who).get(reverse("engagements:agreement", args=[proposed.pk])).text
        for who in (cast.gita, cast.lena)
    ]

    # The advice is for the one who can write it; the learner reads the clause as it stands.
    assert ["Nothing is declared here yet" in page for page in pages] == [True, False]
    assert "None declared" in pages[1]


def test_declared_interests_come_back_as_they_were_ticked(cast, as_person):
    accepted = cast.accepted(FormOfGuidance.MENTORING)
    sent = fields(form_of_guidance="mentoring", interests="We share a clinic.")
    as_person(cast.gita).post(address(accepted), sent | {"interest": ["products"]})

    again = as_person(cast.gita).get(address(accepted)).context["form"]
    other = as_person(cast.lena).get(address(accepted)).context["form"]

    assert again["interest"].value() == ["products"]
    assert again["interests"].value() == "We share a clinic."
    assert "interests" not in other.fields


def test_second_pair_of_the_same_two_is_pointed_out_before_the_yes(cast, as_person):
    cast.pair()
    proposed = cast.proposed()

    pages = [
        as_person(cast.lena).get(reverse("engagements:agreement", args=[each.pk])).text
        for each in (proposed, cast.proposed(FormOfGuidance.MENTORING))
    ]

    assert ["You two already work together like this" in page for page in pages] == [True, False]
