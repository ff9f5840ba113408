"""A person's own settings."""

import pytest
from django.urls import reverse

from fourfold_web.people.forms import time_zone_choices
from fourfold_web.shared.models import AuditEntry

SENT = {"name": "Lena B. Lind", "time_zone": "Europe/Paris", "theme": "dark"}


def test_preferences_shows_what_is_set(cast, as_person):
    page = as_person(cast.lena).get(reverse("preferences"))

    assert page.status_code == 200
    assert 'value="Lena Lind"' in page.text
    assert '<option value="America/Chicago" selected>' in page.text


def test_preferences_saves_and_leaves_an_audit_entry(cast, as_person):
    response = as_person(cast.lena).post(reverse("preferences"), SENT)

    cast.lena.refresh_from_db()
    assert response.status_code == 302
    assert (cast.lena.name, cast.lena.time_zone, cast.lena.theme) == (
        "Lena B. Lind",
        "Europe/Paris",
        "dark",
    )
    entry = AuditEntry.objects.get(verb="change_preferences")
    assert (entry.actor_id, entry.of_id, entry.facts) == (
        cast.lena.pk,
        cast.lena.pk,
        {"theme": "dark"},
    )


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": "  "}, "Write the name that others should see."),
        ({"time_zone": "Mars/Olympus"}, "Choose a time zone from the list."),
        ({"theme": "pink"}, "Choose one of the three."),
    ],
)
def test_preferences_refuses_and_keeps_what_was_typed(cast, as_person, wrong, says):
    page = as_person(cast.lena).post(reverse("preferences"), SENT | wrong)

    cast.lena.refresh_from_db()
    assert page.status_code == 422
    assert "<title>Error: Your settings" in page.text
    assert page.text.count(says) == 2
    kept = "Europe/Paris" if "time_zone" not in wrong else 'value="Lena B. Lind"'
    assert kept in page.text
    assert cast.lena.name == "Lena Lind"


def test_preferences_needs_a_signed_in_person(client, db):
    response = client.get(reverse("preferences"))

    assert response.status_code == 302
    assert response.url.startswith("/account/sign-in/")


def test_time_zone_choices_are_grouped_by_region():
    choices = dict(time_zone_choices())

    assert ("America/Chicago", "Chicago") in choices["America"]
    assert ("America/Indiana/Tell_City", "Indiana, Tell City") in choices["America"]
    assert ("UTC", "UTC") in choices["Other"]
