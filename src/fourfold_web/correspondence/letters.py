"""From a row to the mail that leaves the house."""

from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone

from fourfold_web.correspondence.kinds import mail_kind, shown_facts
from fourfold_web.correspondence.models import OutgoingMail


def compose(mail: OutgoingMail) -> EmailMultiAlternatives:
    """The mail in text and HTML, in the reader's time zone, with its one link."""
    kind = mail_kind(mail.kind)
    with timezone.override(mail.to.zone):
        facts = shown_facts(kind, mail.facts)
        words = render_to_string(
            f"correspondence/mail/words/{kind.name}.txt", {"person": mail.to, "facts": facts}
        )
    context = {
        "person": mail.to,
        "kind": kind,
        # Stripping leaves a plain string, which the HTML frame escapes.
        "words": words.strip(),
        "url": settings.BASE_URL + mail.path,
    }
    text = render_to_string("correspondence/mail/mail.txt", context)
    html = render_to_string("correspondence/mail/mail.html", context)
    letter = EmailMultiAlternatives(
        subject=kind.subject, body=text, to=[mail.to.email], headers=_headers(mail)
    )
    letter.attach_alternative(html, "text/html")
    return letter


def _headers(mail: OutgoingMail) -> dict[str, str]:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return {
        # Out-of-office replies stay away from automatic mail (RFC 3834).
        "Auto-Submitted": "auto-generated",
        # The same on every try: when a worker dies between handing over and writing that down,
        # the reader's mailbox can tell the second copy for what it is.
        "Message-ID": f"<{mail.pk}@{domain}>",
    }
