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


def test_end_is_not_there_once_it_has_ended(cast, as_person):
    engagement = cast.ended_pair()

    assert as_person(cast.gita).get(address(engagement)).status_code == 404
