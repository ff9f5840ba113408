"""Whose tries the limits of sign-in count."""

import pytest

from fourfold_web.people.adapter import PeopleAdapter


@pytest.mark.parametrize(("proxies", "counted"), [(0, "10.0.0.1"), (1, "203.0.113.7")])
def test_callers_are_told_apart_by_the_address_that_the_own_proxy_added(
    rf, settings, proxies, counted
):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    # The first address is the caller's claim, the second what the proxy saw.
    request = rf.get(
        "/", REMOTE_ADDR="10.0.0.1", headers={"x-forwarded-for": "198.51.100.9, 203.0.113.7"}
    )

    assert PeopleAdapter().get_client_ip(request) == counted
