"""Sign-in ends while a page is open: the page stays, says so, and loses nothing."""

from django.contrib.sessions.models import Session
from playwright.sync_api import expect

WORDS = "Rounds at eight, and I lose the thread."


def test_running_session_says_that_sign_in_ended_and_stays(cast, visit):
    held = cast.open_session(cast.pair())
    gita = visit("phone", cast.gita)
    gita.open(f"/sessions/{held.pk}/")
    gita.reads("You are coaching")
    answers = []
    gita.page.on("response", lambda response: answers.append(response.status))

    Session.objects.all().delete()

    told = gita.page.locator("#signed-out")
    expect(told).to_contain_text("You were signed out", timeout=5_000)
    expect(gita.page.locator("#stale")).to_be_hidden()
    gita.reads("You are coaching")
    expect(told.get_by_role("link")).to_have_attribute(
        "href", f"/account/sign-in/?next=/sessions/{held.pk}/"
    )
    # Long enough for three more polls.
    gita.page.wait_for_timeout(3_000)
    assert answers.count(401) == 1


def test_words_sent_after_sign_in_ended_come_back_to_copy(cast, visit):
    lena = visit("phone", cast.lena)
    lena.open("/ask/")
    lena.page.get_by_label("What would you like guidance on?").fill(WORDS)
    Session.objects.all().delete()

    lena.tap("Continue")

    expect(lena.page.get_by_role("heading", level=1)).to_have_text("You were signed out")
    expect(lena.page.get_by_text(WORDS)).to_be_visible()
    expect(lena.page.get_by_role("link", name="Sign in again")).to_have_attribute(
        "href", "/account/sign-in/?next=/ask/"
    )
