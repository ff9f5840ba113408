"""A learner says what they look for, gets a form with its reason, and may take it back."""

import pytest
from django.urls import reverse

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.issues import FourfoldError
from fourfold_web.shared.models import AuditEntry
from fourfold_web.wishes import actions
from fourfold_web.wishes.access import taking_part
from fourfold_web.wishes.facts import NeedWords
from fourfold_web.wishes.models import Need
from tests.cast import WORDS

SAID = {
    "words": WORDS,
    "goal": "Present in five minutes.",
    "topic": "performance_milestones",
    "introduction": "I am a second-year resident.",
}


def test_words_lead_to_the_suggested_form_and_then_to_the_guides(cast, as_person):
    cast.offers()
    lena = as_person(cast.lena)

    page = lena.post(reverse("wishes:new", args=[cast.matching_round().pk]), SAID, follow=True)
    need = Need.objects.get()
    guides = lena.post(
        reverse("wishes:choose", args=[need.pk]), {"chosen": "coaching"}, follow=True
    )

    assert "For what you describe we suggest" in page.text
    assert page.text.count("checked") == 1
    need.refresh_from_db()
    assert (need.words, need.form_of_guidance, need.topic) == (WORDS, "coaching", SAID["topic"])
    assert "Gita Rao" in guides.text


def test_draft_is_gone_on_with_and_takes_no_part(cast, as_person):
    matching_round = cast.matching_round()
    address = reverse("wishes:new", args=[matching_round.pk])
    for words in (WORDS, "I would rather talk about fellowships."):
        as_person(cast.lena).post(address, {**SAID, "words": words})

    assert Need.objects.get().words == "I would rather talk about fellowships."
    assert list(taking_part(matching_round)) == []


def test_words_that_are_missing_are_asked_for_and_the_rest_is_kept(cast, as_person):
    address = reverse("wishes:new", args=[cast.matching_round().pk])

    page = as_person(cast.lena).post(address, {**SAID, "words": " "})

    assert page.status_code == 422
    assert "Write a sentence or two" in page.text
    assert SAID["introduction"] in page.text


def test_one_more_answer_looks_again(cast, as_person):
    matching_round = cast.matching_round()
    said = NeedWords(words="I need some help with things.", topic="career_development")
    need = actions.save_need(learner=cast.lena, matching_round=matching_round, said=said)
    address = reverse("wishes:choose", args=[need.pk])
    key = as_person(cast.lena).get(address).context["recommendation"].still_to_ask[0]
    answer = {"focus": "event", "wants": "answer", "horizon": "once", "lead": "guide"}[key]

    as_person(cast.lena).post(address, {key: answer, "ask_more": "1"})

    need.refresh_from_db()
    assert (need.answers, need.words) == ({key: answer}, "I need some help with things.")


def test_form_that_the_round_does_not_match_is_not_offered(cast, as_person):
    matching_round = cast.matching_round(FormOfGuidance.MENTORING)
    said = NeedWords(words=WORDS, topic="performance_milestones")
    need = actions.save_need(learner=cast.lena, matching_round=matching_round, said=said)
    address = reverse("wishes:choose", args=[need.pk])

    page = as_person(cast.lena).get(address)
    sent = as_person(cast.lena).post(address, {"chosen": "coaching"})

    assert "This round does not match for it" in page.text
    assert sent.status_code == 422
    with pytest.raises(FourfoldError, match="Choose one of those offered"):
        actions.choose_form(learner=cast.lena, need=need, form_of_guidance=FormOfGuidance.COACHING)


def test_form_that_takes_an_expert_asks_for_the_area(cast, as_person):
    need = cast.need()
    cast.offers(expertise=("Fellowship applications",))
    address = reverse("wishes:choose", args=[need.pk])
    lena = as_person(cast.lena)

    asked = lena.post(address, {"chosen": "advising"})
    told = lena.post(address, {"chosen": "advising", "area": "Fellowship applications"})

    assert (asked.status_code, told.status_code) == (422, 302)
    assert "Choose what comes closest" in asked.text
    need.refresh_from_db()
    assert (need.form_of_guidance, need.area) == ("advising", "Fellowship applications")
    lena.post(address, {"chosen": "advising", "area": "-"})
    page = lena.get(reverse("wishes:need", args=[need.pk]))
    assert "An advisor is expert in the area of the event" in page.text


def test_second_need_of_one_form_is_told_beside_the_choice(cast, as_person):
    first = cast.need()
    second = actions.save_need(
        learner=cast.lena, matching_round=first.round, said=NeedWords(words="And my teaching.")
    )

    address = reverse("wishes:choose", args=[second.pk])
    page = as_person(cast.lena).post(address, {"chosen": "coaching"})

    assert page.status_code == 422
    assert "You already look for this form of guidance here" in page.text
    assert as_person(cast.lena).post(address, {"chosen": "mentoring"}).status_code == 302


def test_other_form_drops_the_order_that_was_meant_for_the_first(cast):
    need = cast.need()
    actions.rank_guides(learner=cast.lena, need=need, ranks={cast.gita.pk: 1})

    actions.choose_form(learner=cast.lena, need=need, form_of_guidance=FormOfGuidance.COACHING)
    kept = need.ranked_guides.count()
    actions.choose_form(learner=cast.lena, need=need, form_of_guidance=FormOfGuidance.MENTORING)

    assert (kept, need.ranked_guides.count()) == (1, 0)


def test_need_taken_back_is_gone_for_both_sides(cast, as_person):
    need = cast.need()
    actions.rank_needs(guide=cast.gita, matching_round=need.round, ranks={need.pk: 1})

    as_person(cast.lena).post(reverse("wishes:withdraw", args=[need.pk]))

    assert list(taking_part(need.round)) == []
    assert need.ranked_by.count() == 0
    learners = reverse("wishes:learners", args=[need.round.pk])
    assert "Lena Lind" not in as_person(cast.gita).get(learners).text
    assert cast.need(need.round).pk != need.pk


def test_audit_trail_holds_nothing_that_a_learner_wrote(cast):
    cast.need()

    facts = [each.facts for each in AuditEntry.objects.filter(of="need")]

    assert {"topic": "performance_milestones"} in facts
    assert {"form": "coaching"} in facts
