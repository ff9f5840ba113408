"""The mail of sign-in, asked for on the real page."""

import re

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_rate_limits():
    # The limits are counted in the cache, which outlives a test.
    cache.clear()


def ask_for_code(client, email: str) -> HttpResponse:
    return client.post(reverse("account_request_login_code"), {"email": email})


def test_sign_in_code_arrives_as_text_and_html(client, lena, inbox, settings):
    ask_for_code(client, lena.email)

    [mail] = inbox
    plain, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    code = re.search(r"\b\d{3}-?\d{3}\b", plain)[0]
    assert (mail["To"], mail["Subject"].endswith("Your Fourfold sign-in code")) == (
        lena.email,
        True,
    )
    assert f">{code}</p>" in html
    assert settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT == 600
    for text in (plain, html):
        assert "It lasts 10 minutes" in text
        assert "Nobody from your program will ever ask you for this code." in text
        assert "http" not in text


def test_code_of_the_mail_signs_in(client, lena, inbox):
    ask_for_code(client, lena.email)
    plain = inbox[0].get_body(("plain",)).get_content()
    code = re.search(r"\b\d{3}-?\d{3}\b", plain)[0]

    client.post(reverse("account_confirm_login_code"), {"code": f" {code} "})

    assert client.session["_auth_user_id"] == str(lena.pk)


def test_unknown_address_gets_no_mail(client, lena, inbox):
    ask_for_code(client, "otto@example.org")

    assert inbox == []


def test_refused_mail_looks_like_an_unknown_address_and_logs_none(
    client, lena, mail_server, caplog
):
    mail_server.handler.refuses = True

    known = ask_for_code(client, lena.email)
    client.logout()
    unknown = ask_for_code(client, "nobody@example.org")

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    # The mail server of this test logs into the same place.
    told = [each for each in caplog.records if not each.name.startswith("mail.")]
    assert [each.getMessage() for each in told] == ["sign-in code not sent: SMTPRecipientsRefused"]


def test_mail_server_that_is_down_looks_like_an_unknown_address(client, lena, mail_server):
    mail_server.stop()

    known = ask_for_code(client, lena.email)

    assert (known.status_code, known.url) == (302, reverse("account_confirm_login_code"))
