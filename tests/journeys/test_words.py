"""Journey 4: from a transcript to a private report, in a real browser."""

import pytest
from playwright.sync_api import expect

from fourfold_web.jobs.worker import Worker
from fourfold_web.transcripts.actions import withdraw_consent
from fourfold_web.transcripts.models import ContestedMove, Transcript
from tests.cast import TALK
from tests.journeys.visitor import Visitor
from tests.journeys.walks import latest_mail

TALK_FILE = {"name": "talk.txt", "mimeType": "text/plain", "buffer": TALK.encode()}


def bring_in(gita: Visitor) -> None:
    """From the page of the session's words to the report that is being made."""
    gita.page.get_by_label("File").set_input_files(TALK_FILE)
    gita.tap("Read it")
    gita.reads("10 turns")
    for question, name in (("you", "Gita"), ("Lena", "Lena")):
        voices = gita.page.get_by_role("group", name=f"Which of these is {question}?")
        expect(voices.get_by_role("radio", name=name)).to_be_checked()
    gita.tap("Keep it and make my report")


@pytest.mark.parametrize("device", ["phone", "laptop", "phone_without_scripts"])
def test_words_become_a_private_report(cast, visit, device):
    held = cast.talk(cast.pair())
    gita = visit(device, cast.gita)

    gita.open(f"/sessions/{held.pk}/transcript/")
    bring_in(gita)
    gita.reads("You can leave: you get a mail when it is ready.")
    Worker().drain()
    gita.open(latest_mail(cast.gita).path)

    gita.reads("In turn 6 you answered with advice without saying so.")
    assert gita.taps <= 3


def test_the_waiting_page_moves_on_by_itself(cast, visit):
    held = cast.talk(cast.pair())
    gita = visit("phone", cast.gita)
    gita.open(f"/sessions/{held.pk}/transcript/")
    bring_in(gita)
    gita.reads("Waits for its turn")

    Worker().drain()

    expect(gita.page.get_by_role("heading", name="Your private report")).to_be_visible()


@pytest.mark.parametrize("device", ["phone", "phone_without_scripts"])
def test_a_code_is_contested_in_two_taps_and_the_report_recounts(cast, visit, device):
    coded = cast.transcript(cast.pair())
    gita = visit(device, cast.gita)
    gita.open(f"/transcripts/{coded.pk}/")
    turn = gita.page.locator("#turn-6")

    gita.tap_on(turn.get_by_text("This is wrong"))
    gita.tap_on(turn.get_by_role("button", name="Reflection"))

    gita.reads("You kept to coaching: no turn clearly left it without saying so.")
    assert gita.taps == 2
    assert ContestedMove.objects.get().move == "reflect"


def test_both_consent_from_the_mail_and_the_learner_takes_it_back(cast, visit):
    held = cast.ended_session(cast.pair())
    gita, lena = visit("laptop", cast.gita), visit("phone", cast.lena)
    gita.open(f"/sessions/{held.pk}/transcript/")
    gita.tap("Yes, for this session")
    lena.open(latest_mail(cast.lena).path)
    lena.tap("Yes, for this session")
    gita.open(f"/sessions/{held.pk}/transcript/")
    bring_in(gita)

    lena.open(f"/sessions/{held.pk}/transcript/")
    lena.tap("Take my yes back and delete everything")

    lena.reads("Whatever was kept of this talk has been deleted.")
    assert Transcript.objects.count() == 0


def test_who_reads_in_parts_loses_no_choice_and_keeps_the_words(cast, visit):
    words = "\n\n".join(f"Gita: Ask {each}.\n\nLena: Say {each}." for each in range(150))
    draft = cast.transcript_draft(cast.pair(), words)
    gita = visit("laptop", cast.gita)
    gita.page.clock.install()
    gita.open(f"/transcripts/drafts/{draft.pk}/")
    gita.page.get_by_label("Mask these words too").fill("Ask 3")
    gita.page.get_by_text("Read the words", exact=True).click()

    gita.page.get_by_role("link", name="Later words").click()
    gita.reads("Part 2 of 2")
    with gita.page.expect_response("**/look/") as look:
        gita.page.clock.fast_forward("02:01")

    assert look.value.status == 204
    expect(gita.page.get_by_label("Mask these words too")).to_have_value("Ask 3")


def test_the_waiting_page_of_a_deleted_talk_leads_home(cast, visit):
    held = cast.talk(cast.pair())
    gita = visit("phone", cast.gita)
    gita.open(f"/sessions/{held.pk}/transcript/")
    bring_in(gita)
    gita.reads("Waits for its turn")

    withdraw_consent(by=cast.lena, guidance_session=held)

    gita.reads("The report that you waited for is not there.")
