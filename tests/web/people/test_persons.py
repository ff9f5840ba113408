"""What a person may be called, and which address they may have."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from fourfold.issues import FourfoldError
from fourfold_web.people.forms import AddressField
from fourfold_web.people.models import Person, check_name


@pytest.mark.parametrize(
    "name",
    ["Lena O’Hara-Lind", "李小龍", "علی\u200cرضا", "Зоя", "José", "Jose\u0301", "R2 D2", "🦉"],
)
def test_name_may_be_of_any_script(name):
    check_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "\u200d\u200c",
        "\u200b",
        "\u3164",
        "\u0301",
        "Lena\u202eadeleG",
        "Lena\x07",
        "Le\u2028na",
        "",
    ],
)
def test_name_that_others_cannot_see_is_refused(name):
    with pytest.raises(ValidationError):
        check_name(name)


@pytest.mark.parametrize(
    "wrong", [{"email": "İx@example.org"}, {"email": "lena"}, {"name": "\u200b"}, {"name": ""}]
)
def test_create_person_refuses_what_cannot_be(db, wrong):
    with pytest.raises(FourfoldError):
        Person.objects.create_person(**{"email": "lena@example.org", "name": "Lena"} | wrong)

    assert not Person.objects.exists()


def test_address_is_read_in_lower_case():
    assert AddressField().clean(" Lena@Example.ORG ") == "lena@example.org"


def test_address_that_lower_case_would_break_is_refused():
    with pytest.raises(forms.ValidationError):
        AddressField().clean("İx@example.org")
