"""Fixtures of the browser tests: Debian's chromium, the served site, and people in front of it."""

import shutil

import pytest
from django.core.cache import cache

from tests.cast import Cast, build_cast
from tests.journeys.visitor import Visitor

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# What a test asks for with @pytest.mark.parametrize("device", …).
DEVICES = {
    "phone": {"viewport": {"width": 390, "height": 844}},
    "laptop": {"viewport": {"width": 1280, "height": 900}},
    "phone_without_scripts": {
        "viewport": {"width": 390, "height": 844},
        "java_script_enabled": False,
    },
}


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict:
    """Debian's chromium; without it every browser test is skipped by name."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Debian's chromium is not installed: apt-get install chromium")
    return {
        "executable_path": chromium,
        "args": list(QUIET),
        # People's browsers keep the pages that Back leads to, so that ours must too.
        "ignore_default_args": ["--disable-back-forward-cache"],
    }


@pytest.fixture
def cast(transactional_db) -> Cast:
    """The cast in rows that the served site sees too."""
    cache.clear()  # The limits of sign-in are counted there, and the cache outlives a test.
    return build_cast()


@pytest.fixture
def visit(browser, live_server):
    """Put somebody in front of the site: `visit("phone", cast.lena)`.

    Afterwards no browser may have complained of anything: no script error, no refused resource.
    """
    visitors = []

    def start(device: str, person=None, **options) -> Visitor:
        context = browser.new_context(
            base_url=live_server.url, reduced_motion="reduce", **(DEVICES[device] | options)
        )
        visitors.append(Visitor(context))
        if person:
            visitors[-1].sign_in_by_cookie(person, live_server.url)
        return visitors[-1]

    yield start
    for visitor in visitors:
        visitor.leave()
    troubles = [trouble for visitor in visitors for trouble in visitor.troubles]
    assert not troubles, "\n".join(troubles)
