"""The page that ends a pair."""

import pytest
from django.urls import reverse

from fourfold_web.engagements.models import Engagement


def address(engagement: Engagement) -> str:
    return reverse("engagements:end", args=[engagement.pk])


@pytest.mark.parametrize(("who", "other"), [("lena", "Gita"), ("gita", "Lena")])
def test_end_says_what_happens_and_ends_nothing_by_looking(cast, as_person, who, other):
    engagement = cast.pair()

    page = as_person(getattr(cast, who)).get(address(engagement))

    engagement.refresh_from_db()
    assert f"{other} gets a mail that says just this." in page.text
    assert "No reason is asked, and none is recorded." in page.text
    assert engagement.is_active


@pytest.mark.parametrize("who", ["lena", "gita"])
def test_end_ends_it_for_both_and_leaves_the_pair_page_readable(cast, as_person, who):
    engagement = cast.pair()

    page = as_person(getattr(cast, who)).post(address(engagement), follow=True)

    engagement.refresh_from_db()
    assert page.redirect_chain == [(reverse("guidance_sessions:pair", args=[engagement.pk]), 302)]
    assert "Ended. What you wrote stays readable for both of you." in page.text
    assert not engagement.is_active


@pytest.mark.parametrize("who", ["lena", "gita"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_end_after_the_other_did_leads_to_the_pair_page(cast, as_person, who, method):
    engagement = cast.ended_pair()
    ended_at = engagement.ended_at

    response = getattr(as_person(getattr(cast, who)), method)(address(engagement))

    engagement.refresh_from_db()
    assert response.url == reverse("guidance_sessions:pair", args=[engagement.pk])
    assert engagement.ended_at == ended_at


@pytest.mark.parametrize("who", ["dora", "sam", "otto"])
def test_end_of_an_ended_pair_is_not_there_for_others(cast, as_person, who):
    engagement = cast.ended_pair()

    assert as_person(getattr(cast, who)).post(address(engagement)).status_code == 404
