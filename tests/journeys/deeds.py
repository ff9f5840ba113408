"""What a visitor does on a page before it is looked at."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from fourfold_web.engagements import actions
from fourfold_web.engagements.models import GuidanceRequest
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.people.models import Person
from tests.journeys.visitor import Visitor


def send_empty(button: str) -> Callable[[Visitor], None]:
    """Empty every text field and send; the summary of what needs another look takes the focus."""

    def deed(visitor: Visitor) -> None:
        main = visitor.page.locator("main")
        for field in main.get_by_role("textbox").all():
            field.fill("")
        main.get_by_role("button", name=button, exact=True).click()
        expect(main.locator(".error-summary")).to_be_focused()
        assert visitor.page.title().startswith("Error: ")

    return deed


def ask_for_code(visitor: Visitor) -> None:
    visitor.write("Email address", "lena@example.org")
    visitor.tap("Send me a code")


def send_unfolded(button: str) -> Callable[[Visitor], None]:
    """The same on a page whose form is folded."""

    def deed(visitor: Visitor) -> None:
        unfold(visitor)
        send_empty(button)(visitor)

    return deed


def send_wrong_code(visitor: Visitor) -> None:
    ask_for_code(visitor)
    visitor.write("Code", "000000")
    visitor.tap("Sign in")
    expect(visitor.page.locator(".error-summary")).to_be_focused()


def unfold(visitor: Visitor) -> None:
    """Open everything that is folded, what lies inside of it too."""
    for fold in visitor.page.locator("main details").all():
        if fold.get_attribute("open") is None:
            fold.locator("> summary").click()


def switch_and_unfold(visitor: Visitor) -> None:
    visitor.tap("Switch to mentoring")
    visitor.reads("You are mentoring")
    unfold(visitor)


def decline_in_silence(visitor: Visitor) -> None:
    unfold(visitor)
    visitor.tap("Decline")
    expect(visitor.page.locator(".error-summary")).to_be_focused()


def accept_too_late(visitor: Visitor) -> None:
    """Gus accepts while the page stands open."""
    actions.accept_request(
        guide=Person.objects.get(name="Gus Berg"), guidance_request=GuidanceRequest.objects.get()
    )
    visitor.tap("Accept")
    expect(
        visitor.page.get_by_role("heading", name="Somebody was a moment quicker")
    ).to_be_visible()


def paste_a_doi(visitor: Visitor) -> None:
    visitor.write("DOI, PMID, ORCID iD or title", "10.1000/rounds")
    visitor.tap("Go on")
    visitor.reads("Is this right?")


def clashing_series(visitor: Visitor) -> None:
    """Six times of which the first runs into what is planned."""
    unfold(visitor)
    before = GuidanceSession.objects.get().planned_for - timedelta(minutes=10)
    visitor.write("Date and time", f"{timezone.localtime(before):%Y-%m-%dT%H:%M}")
    visitor.page.get_by_label("Again").select_option("Every 4 weeks")
    visitor.tap("Plan it")
    expect(visitor.page.get_by_text("Not all of these times are free")).to_be_visible()


def answer_first(visitor: Visitor) -> None:
    """The first answer to every question of a lesson."""
    main = visitor.page.locator("main")
    for each in main.locator(".radio-cards, .choice-list").all():
        each.get_by_role("radio").first.check()
    for each in main.get_by_role("combobox").all():
        each.select_option(index=1)
    visitor.tap("Look at my answer")
    expect(main.locator(".lesson-reply").first).to_be_visible()


def define_role(visitor: Visitor) -> None:
    """Words with something said, something missing and something of another form."""
    visitor.write("What would you say?", "I coach you today. You should come in at six.")
    visitor.tap("See what was missing")
    visitor.reads("Words of another form")


def share_with_a_name(visitor: Visitor) -> None:
    """A technique in which a learner of the program stands by name."""
    visitor.write("What do you call it?", "Wait for it")
    visitor.write("What works", "With Lena it took five breaths.")
    visitor.tap("Share it")
    visitor.reads("Could this point to somebody?")


def forms_refused(visitor: Visitor) -> None:
    """A name for coaching that stands for another form."""
    unfold(visitor)
    visitor.page.locator("#id_coaching-local_name").fill("Mentor")
    visitor.tap("Save")
    visitor.reads("is what mentoring is called everywhere")


def tick_nothing(visitor: Visitor) -> None:
    """A yes to all of it without the ticks."""
    visitor.tap("Agree to all of it")
    visitor.reads("if you agree. If you cannot, talk to your program")
