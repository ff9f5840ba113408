"""The agreement as both read it: words, who agreed to which clause, and how they came about."""

import re
from dataclasses import replace

import pytest
from django.urls import reverse

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.engagements import actions
from fourfold_web.engagements.models import Agreement, Engagement, GuidanceRequest
from tests.cast import terms

TERMS = terms(FormOfGuidance.COACHING)
NARROWER = replace(TERMS, covered="Presenting on morning rounds.")
# The twelve that people settle, and the one that names Sam.
ALL_CLAUSES = 13


def address(asked_for: GuidanceRequest, name: str = "agreement") -> str:
    return reverse(f"engagements:{name}", args=[asked_for.pk])


def status_of(text: str) -> dict[str, str]:
    """What stands beside each clause, by its field; empty where nothing does."""
    found = re.findall(
        r'<div id="(\w+)">.*?summary-list__change">(.*?)</dd>', text, flags=re.DOTALL
    )
    return {field: re.sub(r"<[^>]*>", "", words).strip() for field, words in found}


def countered(cast) -> GuidanceRequest:
    """Gita proposed, Lena proposed other words for what is covered."""
    proposed = cast.proposed()
    propose(cast.lena, proposed.agreement, seen_version=1)
    return proposed


def propose(by, agreement: Agreement, *, seen_version: int) -> None:
    actions.propose_agreement(by=by, agreement=agreement, terms=NARROWER, seen_version=seen_version)


def test_agreement_waits_for_the_guide_to_write_first(cast, as_person):
    accepted = cast.accepted()

    urls = [as_person(who).get(address(accepted)).url for who in (cast.gita, cast.lena)]

    assert urls == [address(accepted, "propose"), address(accepted, "guidance_request")]


def test_agreement_asks_the_learner_for_one_yes_to_all(cast, as_person):
    page = as_person(cast.lena).get(address(cast.proposed()))

    assert "Gita proposed this and has agreed. It waits for you." in page.text
    assert "Agree to all of it" in page.text
    assert "Propose other words" in page.text
    assert status_of(page.text) == dict.fromkeys(status_of(page.text), "")
    assert len(status_of(page.text)) == ALL_CLAUSES


def test_agreement_shows_its_author_who_is_waited_for(cast, as_person):
    page = as_person(cast.gita).get(address(cast.proposed()))

    assert "Waiting for <strong>Lena Lind</strong> to agree" in page.text
    assert "Agree to all of it" not in page.text


def test_agreement_marks_only_the_clause_that_changed(cast, as_person):
    mine = countered(cast)

    to_guide = status_of(as_person(cast.gita).get(address(mine)).text)
    to_learner = status_of(as_person(cast.lena).get(address(mine)).text)

    same = {field: "both agreed" for field in to_guide if field != "covered"}
    assert to_guide == {**same, "covered": "Waits for you"}
    assert to_learner == {**same, "covered": "Waits for Gita"}


def test_agreement_shows_what_changed_from_version_to_version(cast, as_person):
    page = as_person(cast.gita).get(address(countered(cast)))

    assert re.findall(r"Version \d, proposed by [\w ]+", page.text) == [
        "Version 2, proposed by Lena Lind",
        "Version 1, proposed by Gita Rao",
    ]
    assert re.findall(r"<del>(.*?)</del> <ins>(.*?)</ins>", page.text) == [
        ("Presenting on rounds.", "Presenting on morning rounds.")
    ]


def test_agreement_of_one_advising_session_is_one_line(cast, as_person):
    page = as_person(cast.lena).get(address(cast.proposed(FormOfGuidance.ADVISING)))

    assert "One advising session on “Present a patient in three minutes”" in page.text
    assert status_of(page.text) == {}
    assert ">Agree</button>" in page.text


def test_agreement_settled_says_so_and_can_be_changed(cast, as_person):
    mine = cast.pair().agreement.guidance_request

    page = as_person(cast.lena).get(address(mine))

    assert "Agreed by both of you" in page.text
    assert "Change the agreement" in page.text
    assert set(status_of(page.text).values()) == {"both agreed"}


def test_agreement_warns_of_unusual_terms(cast, as_person):
    agreement = cast.accepted().agreement
    actions.propose_agreement(
        by=cast.gita,
        agreement=agreement,
        terms=replace(TERMS, who_leads="guide"),
        seen_version=0,
    )

    page = as_person(cast.lena).get(address(agreement.guidance_request))

    assert "With this form of guidance it is usually different: the learner leads." in page.text


@pytest.mark.parametrize("who", ["lena", "gita"])
def test_agreement_of_an_ended_pair_can_only_be_read(cast, as_person, who):
    engagement = cast.pair()
    propose(cast.gita, engagement.agreement, seen_version=1)
    actions.end_engagement(by=cast.lena, engagement=engagement)

    page = as_person(getattr(cast, who)).get(address(engagement.agreement.guidance_request))

    main = page.text.split("<main")[1].split("</main")[0]
    assert "This ended before both of you agreed to these words." in main
    assert ("<form" in main, "Waiting for" in main) == (False, False)


def test_agreement_of_a_withdrawn_request_is_the_learner_s_alone(cast, as_person):
    mine = cast.proposed()
    actions.withdraw_request(learner=cast.lena, guidance_request=mine)

    statuses = [as_person(who).get(address(mine)).status_code for who in (cast.lena, cast.gita)]

    assert statuses == [200, 404]


def test_sign_opens_the_pair_page(cast, as_person):
    mine = cast.proposed()

    response = as_person(cast.lena).post(address(mine, "sign"), {"seen_version": "1"})

    engagement = Engagement.objects.get()
    assert response.url == reverse("guidance_sessions:pair", args=[engagement.pk])
    assert engagement.agreement == mine.agreement


@pytest.mark.parametrize("seen", ["", "0", "2", "one", "-1", "9" * 5_000])
def test_sign_of_words_that_were_not_seen_is_told_kindly(cast, as_person, seen):
    mine = cast.proposed()

    page = as_person(cast.lena).post(address(mine, "sign"), {"seen_version": seen})

    assert page.status_code == 409
    assert "The agreement changed while you were reading" in page.text
    assert not Engagement.objects.exists()


def test_sign_of_the_own_words_is_told_kindly(cast, as_person):
    page = as_person(cast.gita).post(address(cast.proposed(), "sign"), {"seen_version": "1"})

    assert page.status_code == 409
    assert "They now wait for the other side&#x27;s yes." in page.text


@pytest.mark.parametrize("who", ["lena", "gita"])
def test_sign_after_withdrawing_is_told_kindly(cast, as_person, who):
    mine = cast.proposed()
    actions.withdraw_request(learner=cast.lena, guidance_request=mine)

    page = as_person(getattr(cast, who)).post(address(mine, "sign"), {"seen_version": "1"})

    assert page.status_code == 409
    assert "The learner has withdrawn it." in page.text
