"""Sign-in by a code: the same words for every address, and a field that phones can fill."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from fourfold_web.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_rate_limits():
    # The limits are counted in the cache, which outlives a test.
    cache.clear()


def _ask_for_code(client, email):
    return client.post(reverse("account_request_login_code"), {"email": email}, follow=True)


def test_sign_in_asks_for_an_address_and_no_password(client):
    text = client.get(reverse("account_request_login_code")).text

    assert "<title>Sign in · Fourfold</title>" in text
    assert 'autocomplete="email"' in text
    assert 'type="password"' not in text


def test_sign_in_looks_the_same_for_an_unknown_address(client):
    Person.objects.create_person(email="lena@example.org", name="Lena Ortiz")

    known = _ask_for_code(client, "lena@example.org").text
    client.logout()
    unknown = _ask_for_code(client, "nina@example.org").text

    heard = known[known.index("If <strong>") : known.index("</main>")]
    assert "a code with 6 digits is on its way" in heard
    start = unknown.index("If <strong>")
    told = unknown[start : unknown.index("</p>", start)]
    assert told.replace("nina", "lena") == heard[: heard.index("</p>")]


def test_code_field_can_be_filled_by_the_phone(client):
    text = _ask_for_code(client, "lena@example.org").text

    assert 'inputmode="numeric" autocomplete="one-time-code"' in text


def test_a_wrong_code_is_named_at_the_field_and_in_the_summary(client):
    Person.objects.create_person(email="lena@example.org", name="Lena Ortiz")
    _ask_for_code(client, "lena@example.org")

    text = client.post(reverse("account_confirm_login_code"), {"code": "000"}).text

    assert "<title>Error: Enter your code · Fourfold</title>" in text
    assert '<a href="#id_code">Incorrect code.</a>' in text
    assert 'aria-describedby="id_code_error"' in text


def test_another_address_can_be_used_after_asking_for_a_code(client):
    text = _ask_for_code(client, "lena@example.org").text
    assert "Use another address" in text

    response = client.post(
        reverse("account_logout"), {"next": reverse("account_request_login_code")}, follow=True
    )

    assert "<title>Sign in · Fourfold</title>" in response.text
