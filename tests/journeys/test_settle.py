"""Journey 2: from the mail to the guide, until both have agreed."""

import pytest
from playwright.sync_api import expect

from fourfold_web.engagements.models import Engagement
from tests.journeys.walks import latest_mail, sign_in_by_code

EVERY_DEVICE = ["phone", "laptop", "phone_without_scripts"]
COVERED, NOT_COVERED = "Presenting patients on rounds.", "My evaluation of Lena at the end of May."


def propose_terms(guide, path: str) -> None:
    """From the mail's link, signed out, to terms that the learner is asked to agree to."""
    guide.open(path)
    sign_in_by_code(guide, "gita@example.org")
    guide.reads("In the learner's words")
    guide.tap("Accept")
    guide.write("Covered", COVERED)
    guide.write("Not covered", NOT_COVERED)
    guide.tap("Propose to Lena")


@pytest.mark.parametrize("device", EVERY_DEVICE)
def test_guide_proposes_with_at_most_four_taps_sign_in_included(cast, visit, device):
    sent = cast.sent()
    gita = visit(device)

    propose_terms(gita, latest_mail(cast.gita).path)

    sent.refresh_from_db()
    newest = sent.agreement.newest.to_core()
    assert (sent.state, sent.guide) == ("accepted", cast.gita)
    assert (newest.covered, newest.not_covered) == (COVERED, NOT_COVERED)
    gita.reads("Waiting for Lena Lind")
    assert gita.taps <= 4


@pytest.mark.parametrize("device", EVERY_DEVICE)
def test_learner_agrees_with_at_most_six_taps_and_the_pair_exists(cast, visit, device):
    cast.proposed()
    lena = visit(device, cast.lena)

    lena.open(latest_mail(cast.lena).path)
    lena.reads("My evaluation of Lena.")
    lena.tap("Agree to all of it")

    expect(lena.page.get_by_role("heading", level=1)).to_have_text("Gita Rao")
    pair = Engagement.objects.get()
    assert (pair.learner, pair.guide, pair.is_active) == (cast.lena, cast.gita, True)
    assert lena.taps <= 6


def test_what_is_covered_and_what_is_not_fit_one_phone_screen(cast, visit):
    cast.proposed()
    lena = visit("phone", cast.lena)
    lena.open(latest_mail(cast.lena).path)

    lena.page.locator("#covered").evaluate("row => row.scrollIntoView({block: 'start'})")

    for words in ("Presenting on rounds.", "My evaluation of Lena."):
        expect(lena.page.get_by_text(words, exact=True)).to_be_in_viewport(ratio=1)
    expect(lena.page.get_by_role("button", name="Agree to all of it")).to_be_in_viewport(ratio=1)


def test_a_link_of_a_mail_changes_nothing_by_being_opened(cast, visit):
    sent = cast.sent()
    gita = visit("phone", cast.gita)

    gita.open(latest_mail(cast.gita).path)
    gita.page.reload()
    gita.reads("In the learner's words")

    before = sent.changed_at
    sent.refresh_from_db()
    assert (sent.state, sent.guide, sent.changed_at) == ("waiting", None, before)
