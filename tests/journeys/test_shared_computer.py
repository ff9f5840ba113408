"""A computer on the ward that others use next: nothing of a person stays behind."""

from playwright.sync_api import expect

from tests.journeys.visitor import Visitor
from tests.journeys.walks import latest_mail, sign_in_by_code

# What scripts have kept; the address of the page alone is what the browser's history holds too.
KEPT = "() => JSON.stringify({...localStorage, ...sessionStorage})"
GOAL = "Present a patient in three minutes."


def test_browser_keeps_no_words_of_a_session(cast, visit):
    held = cast.open_session(cast.pair())
    gita = visit("laptop", cast.gita)
    gita.open(f"/sessions/{held.pk}/")
    gita.tap("Switch to mentoring")
    gita.reads("You are mentoring")
    gita.open("/home/")

    kept = gita.page.evaluate(KEPT)

    assert kept == '{"htmx-current-path-for-history":"/home/"}'


def test_back_shows_nothing_after_sign_out(cast, visit):
    held = cast.open_session(cast.pair())
    gita = visit("laptop", cast.gita)
    gita.open(f"/sessions/{held.pk}/")
    gita.reads(GOAL)

    sign_out(gita)
    # Past the question whether to sign out.
    gita.page.evaluate("history.go(-2)")

    expect(gita.page.get_by_role("heading", level=1)).to_have_text("Sign in")
    expect(gita.page.get_by_text(GOAL)).to_have_count(0)


def test_next_person_at_the_computer_sees_nothing_of_the_one_before(cast, visit):
    sent = cast.sent()
    gita = visit("laptop", cast.gita)
    gita.open(latest_mail(cast.gita).path)
    gita.reads(sent.text)
    sign_out(gita)

    gita.open(f"/requests/{sent.pk}/")
    sign_in_by_code(gita, "otto@example.org")

    expect(gita.page.get_by_role("heading", level=1)).to_have_text("We cannot find this page")
    expect(gita.page.get_by_text(sent.text)).to_have_count(0)


def sign_out(person: Visitor) -> None:
    person.page.get_by_role("banner").get_by_role("link", name="Sign out").click()
    person.tap("Sign out")
    expect(person.page.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()
