"""How sign-in differs from allauth's defaults."""

import logging
from smtplib import SMTPException

from allauth.account.adapter import DefaultAccountAdapter

logger = logging.getLogger(__name__)


class PeopleAdapter(DefaultAccountAdapter):
    """People are added by their program; nobody signs up alone."""

    def is_open_for_signup(self, request) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Hand over a sign-in code; when the mail server refuses, only the log tells.

        The page must look the same as for an address that nobody here has. The log names what
        went wrong and not what the server said, since servers quote the address.
        """
        try:
            super().send_mail(template_prefix, email, context)
        except (SMTPException, OSError) as error:
            logger.error("sign-in code not sent: %s", type(error).__name__)
