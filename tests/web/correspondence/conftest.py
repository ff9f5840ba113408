"""A real mail server on this machine, and one person to write to."""

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller

from fourfold_web.people.models import Person


class Inbox:
    """Keeps what the mail server took in, parsed; refuses, for now or for good, when told so."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refuses = False
        self.is_busy = False

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:  # noqa: N802
        if self.refuses:
            return f"550 <{address}> is not known here"
        if self.is_busy:
            return "450 Come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


class AnyPortController(Controller):
    """Listens where the system has a free port."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def mail_server(settings):
    """The running server; its handler is the Inbox."""
    controller = AnyPortController(Inbox(), hostname="127.0.0.1", port=0)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.EMAIL_TIMEOUT = 5
    settings.BASE_URL = "https://fourfold.example.org"
    settings.DEFAULT_FROM_EMAIL = "Fourfold <fourfold@example.org>"
    yield controller
    if controller.loop.is_running():
        controller.stop()


@pytest.fixture
def inbox(mail_server) -> list[EmailMessage]:
    return mail_server.handler.mails


@pytest.fixture
def lena(db) -> Person:
    return Person.objects.create_person(
        email="lena@example.org", name="Lena O’Hara", time_zone="America/New_York"
    )
