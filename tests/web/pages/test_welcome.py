"""The first page."""

import re

from django.urls import reverse

from fourfold.guidance.catalog import profiles


def test_welcome_opens_without_sign_in(client):
    response = client.get(reverse("welcome"))

    assert response.status_code == 200
    assert "<title>Say which kind of guidance it is · Fourfold</title>" in response.text


def test_welcome_shows_the_four_forms_in_order(client):
    text = client.get(reverse("welcome")).text

    names = re.findall(r'<h3 class="form-card__name">.*</svg>\s*([^<]+)</h3>', text)
    assert names == [profile.name for profile in profiles().values()]


def test_welcome_leads_to_sign_in_and_to_who_sees_what(client):
    text = client.get(reverse("welcome")).text

    assert f'<a class="button" href="{reverse("account_login")}">Sign in</a>' in text
    assert f'href="{reverse("who_sees_what")}"' in text


def test_welcome_says_when_it_is_a_demonstration(client, settings):
    settings.DEMO = True

    assert "This is a demonstration" in client.get(reverse("welcome")).text


def test_welcome_says_nothing_of_a_demonstration_elsewhere(client, settings):
    settings.DEMO = False

    assert "This is a demonstration" not in client.get(reverse("welcome")).text
