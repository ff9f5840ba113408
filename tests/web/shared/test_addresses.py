"""Addresses that are looked up once a process."""

from uuid import uuid4

import pytest
from django.urls import NoReverseMatch, reverse

from fourfold_web.shared.addresses import address


def test_address_is_the_one_of_the_page():
    assert address("home") == reverse("home")


def test_address_of_a_row_holds_its_id():
    first, second = uuid4(), uuid4()

    found = [address("guidance_sessions:pair", row) for row in (first, second)]

    assert found == [reverse("guidance_sessions:pair", args=[row]) for row in (first, second)]


@pytest.mark.parametrize("row_id", [None, uuid4()])
def test_address_refuses_an_unknown_page(row_id):
    with pytest.raises(NoReverseMatch):
        address("nowhere", row_id)
