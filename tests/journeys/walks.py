"""The steps that several journeys share, tap by tap."""

import re
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from urllib.parse import urlsplit

from django.core import mail
from playwright.sync_api import Locator, expect

from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.people.models import Person
from tests.journeys.visitor import Visitor

WORDS = "I lose the thread on rounds. I would like to get better at it over the next weeks."


def ask_for_guidance(
    learner: Visitor, *, at_each_page: Callable[[Locator], None] = lambda main: None
) -> None:
    """From Home to a sent request, answering what the words have not answered."""
    main = learner.page.locator("main")
    learner.open("/home/")
    learner.tap_on(main.get_by_role("link", name="Ask for guidance"))
    at_each_page(main)
    learner.write("What would you like guidance on?", WORDS)
    learner.tap("Continue")
    at_each_page(main)
    learner.choose("Good questions", question="What would help you most?")
    learner.tap("Continue")
    at_each_page(main)
    learner.choose("I do", question="Who should steer the talk?")
    learner.tap("Continue")
    at_each_page(main)
    learner.tap("Continue")
    expect(main.get_by_role("heading", level=1)).to_have_text("Coaching")
    learner.tap("Continue")
    learner.tap("Send")


def latest_mail(person: Person) -> OutgoingMail:
    """The newest mail to this person; its one button leads to `path`."""
    return OutgoingMail.objects.filter(to=person).latest("created_at")


def sign_in_by_code(visitor: Visitor, email: str) -> None:
    """Type the address, then the six digits of the mail that comes."""
    visitor.write("Email address", email)
    visitor.tap("Send me a code")
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Enter your code")
    visitor.write("Code", code_in(mail.outbox[-1].body))
    visitor.tap("Sign in")


def code_in(body: str) -> str:
    """The one number of six digits in a mail."""
    [code] = re.findall(r"\b\d{6}\b", body)
    return code


def button_path(mails: Sequence[EmailMessage], address: str) -> str:
    """Where the button of the newest mail to this address leads, of those that arrived."""
    newest = next(each for each in reversed(mails) if each["To"] == address)
    text = newest.get_body(("plain",)).get_content()
    link = urlsplit(re.search(r"https://\S+", text).group())
    return f"{link.path}?{link.query}" if link.query else link.path
