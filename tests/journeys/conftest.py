"""Fixtures of the browser tests: Debian's chromium, the served site, and people in front of it."""

import shutil

import pytest
from django.core.cache import cache
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

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


@pytest.fixture(scope="session")
def live_server():
    """The site with its own WhiteNoise before it, as in a real installation.

    The server for tests would look for each file of a page in every app again, and tell no browser
    to keep it.
    """
    server = LiveServer("localhost", start=False)
    server.thread.static_handler = lambda site: site
    with override_settings(WHITENOISE_USE_FINDERS=True, WHITENOISE_MAX_AGE=3600):
        server.start()
    yield server
    server.stop()


@pytest.fixture
def cast(transactional_db) -> Cast:
    """The cast in rows that the served site sees too."""
    cache.clear()  # The limits of sign-in are counted there, and the cache outlives a test.
    return build_cast()


@pytest.fixture(scope="session")
def new_visitor(browser, live_server):
    """Start a browser of its own: `new_visitor("phone")`."""

    def start(device: str, **options) -> Visitor:
        choices = {"base_url": live_server.url, "reduced_motion": "reduce", **DEVICES[device]}
        return Visitor(browser.new_context(**(choices | options)))

    return start


@pytest.fixture
def visit(new_visitor, live_server):
    """Put somebody in front of the site: `visit("phone", cast.lena)`.

    Afterwards no browser may have complained of anything: no script error, no refused resource.
    """
    visitors = []

    def start(device: str, person=None, **options) -> Visitor:
        visitors.append(new_visitor(device, **options))
        if person:
            visitors[-1].sign_in_by_cookie(person, live_server.url)
        return visitors[-1]

    yield start
    for visitor in visitors:
        visitor.leave()
    troubles = [trouble for visitor in visitors for trouble in visitor.troubles]
    assert not troubles, "\n".join(troubles)


@pytest.fixture(scope="session")
def window(new_visitor):
    """One browser for all who only look."""
    visitor = new_visitor("phone")
    yield visitor
    visitor.leave()


@pytest.fixture
def sit_down(window, live_server):
    """Put somebody in front of a phone that is as new: `sit_down(cast.lena)`.

    For one page at a time: a load takes a third of the time where the site's files are known. As
    with `visit`, the browser may not have complained.
    """

    def start(person=None) -> Visitor:
        if window.page.url != "about:blank":
            window.make_way()
        if person:
            window.sign_in_by_cookie(person, live_server.url)
        return window

    yield start
    window.make_way()
    troubles, window.troubles = window.troubles, []
    assert not troubles, "\n".join(troubles)
