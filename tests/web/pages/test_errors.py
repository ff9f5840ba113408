"""Pages that say what went wrong and what to do."""

import pytest
from allauth.core.ratelimit import respond_429
from django.test import Client
from django.urls import reverse

from fourfold_web.pages.views import errors


def test_a_missing_page_keeps_calm(client):
    response = client.get("/no-such-page/")

    assert response.status_code == 404
    assert "<title>We cannot find this page · Fourfold</title>" in response.text
    assert "What you can do" in response.text


def test_a_page_left_open_too_long_says_so():
    careful = Client(enforce_csrf_checks=True)

    response = careful.post(reverse("account_request_login_code"), {"email": "lena@example.org"})

    assert response.status_code == 403
    assert "This page was open too long" in response.text
    assert '<blockquote class="quote">lena@example.org</blockquote>' in response.text
    assert response.headers["Cache-Control"] == "no-store"


def test_an_address_of_a_button_says_so_when_it_is_opened(cast, as_person):
    address = reverse("programs:remove_sample")

    response = as_person(cast.dora).get(address)

    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert "<title>This page cannot be opened like this · Fourfold</title>" in response.text


def test_an_address_that_only_shows_gives_back_what_was_sent_to_it(cast, as_person):
    response = as_person(cast.gita).post(reverse("reports:supervision"), {"words": "日本語"})

    assert response.status_code == 405
    assert "日本語" in response.text


def test_too_many_tries_are_told_to_wait(rf):
    response = respond_429(rf.get("/"))

    assert response.status_code == 429
    assert "<title>Please wait a moment · Fourfold</title>" in response.text


@pytest.mark.parametrize(
    ("handler", "status", "title"),
    [
        (errors.bad_request, 400, "We could not read that"),
        (errors.forbidden, 403, "This page is not open to you"),
        (errors.not_found, 404, "We cannot find this page"),
        (errors.server_error, 500, "Something broke on our side"),
    ],
)
def test_an_error_page_works_before_anybody_is_known(rf, handler, status, title):
    response = handler(rf.get("/"))

    assert response.status_code == status
    assert f"<title>{title} · Fourfold</title>" in response.text
