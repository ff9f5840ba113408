"""Sign-in ends: after half a day, and without losing words or the place."""

import time

import pytest
from django.urls import reverse

from fourfold_web.people.middleware import LONGEST_SIGN_IN, SIGNED_IN_AT
from tests.cast import WORDS

LONGEST = LONGEST_SIGN_IN.total_seconds()


def signed_in_since(client, seconds: float) -> None:
    session = client.session
    session[SIGNED_IN_AT] = time.time() - seconds
    session.save()


def test_sign_in_ends_after_half_a_day_however_busy_it_was(cast, as_person):
    client = as_person(cast.lena)
    client.get(reverse("home"))
    signed_in_since(client, LONGEST + 1)

    response = client.get(reverse("home"))

    assert response.status_code == 302
    assert "_auth_user_id" not in client.session


def test_sign_in_lasts_until_then(cast, as_person):
    client = as_person(cast.lena)
    signed_in_since(client, LONGEST - 60)

    assert client.get(reverse("home")).status_code == 200


def test_sign_in_is_dated_once(cast, as_person):
    client = as_person(cast.lena)
    client.get(reverse("home"))
    since = time.time() - 3_600
    signed_in_since(client, 3_600)

    client.get(reverse("home"))

    assert client.session[SIGNED_IN_AT] == pytest.approx(since, abs=5)


def test_words_sent_after_the_end_are_shown_and_not_kept(cast, as_person):
    client = as_person(cast.lena)
    signed_in_since(client, LONGEST + 1)

    page = client.post(reverse("engagements:ask"), {"text": WORDS, "focus": "career"})

    assert page.status_code == 401
    assert page.context["typed"] == [WORDS]
    assert WORDS in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert "<title>You were signed out · Fourfold</title>" in page.text


@pytest.mark.parametrize(
    ("referer", "back_to"),
    [
        ("http://testserver/home/?all=1", "/home/?all=1"),
        ("http://elsewhere.example/home/", "/account/you/"),
        ("http://testserver/program/remove-sample/", "/account/you/"),
        ("http://testserver/no-such-page/", "/account/you/"),
        ("http://[", "/account/you/"),
    ],
)
def test_sign_in_leads_back_to_the_page_that_was_open(client, db, referer, back_to):
    page = client.post(reverse("preferences"), {"name": "Lena"}, headers={"referer": referer})

    assert page.context["sign_in_url"] == (
        f"{reverse('account_login')}?next={back_to.replace('?', '%3F').replace('=', '%3D')}"
    )


def test_part_of_a_page_is_not_replaced_by_sign_in(client, db):
    response = client.get(reverse("home"), headers={"hx-request": "true"})

    assert (response.status_code, response.content) == (401, b"")
