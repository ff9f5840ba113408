"""From a row to the mail that leaves the house."""

from collections import Counter
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from fourfold_web.correspondence.invitations import Invitation, calendar_text
from fourfold_web.correspondence.kinds import DIGEST, MailKind, mail_kind, shown_facts
from fourfold_web.correspondence.links import code_of, path_with_token, spaced, stop_token
from fourfold_web.correspondence.models import CalendarEntry, OutgoingMail


def compose(mail: OutgoingMail) -> EmailMultiAlternatives:
    """The mail in text and HTML, in the reader's time zone, with its one button.

    An invitation follows as a third way to read the mail, since calendars look for it there.
    """
    kind = mail_kind(mail.kind)
    context = {
        "person": mail.to,
        "kind": kind,
        "words": _words(mail, kind),
        "url": settings.BASE_URL + (path_with_token(mail) if kind.by_link else mail.path),
        "code": spaced(code_of(mail)) if kind.by_link else "",
        "code_page": urlsplit(settings.BASE_URL).netloc + reverse("correspondence:code"),
        "stop_url": _stop_url(mail) if kind.nudge else "",
    }
    letter = EmailMultiAlternatives(
        subject=kind.subject,
        body=render_to_string("correspondence/mail/mail.txt", context),
        to=[mail.address or mail.to.email],
        headers=_headers(mail, context["stop_url"]),
    )
    letter.attach_alternative(
        render_to_string("correspondence/mail/mail.html", context), "text/html"
    )
    if hasattr(mail, "entry"):
        # Django adds the charset itself, and a second time if it is named here.
        letter.attach_alternative(
            _calendar(mail.entry), f"text/calendar; method={mail.entry.method}"
        )
    return letter


def _words(mail: OutgoingMail, kind: MailKind) -> str:
    with timezone.override(mail.to.zone):
        context = {
            "person": mail.to,
            "facts": shown_facts(kind, mail.facts),
            "code": spaced(code_of(mail)),
            "waiting": _waiting(mail) if mail.kind == DIGEST else [],
        }
        words = render_to_string(f"correspondence/mail/words/{kind.name}.txt", context)
    # Stripping leaves a plain string, which the HTML frame escapes.
    return words.strip()


def _waiting(mail: OutgoingMail) -> list[tuple[str, int]]:
    """What the weekly list tells of: what each is about, and how many there are."""
    found = Counter(mail.tells_of.order_by("held_since").values_list("kind", flat=True))
    return [(mail_kind(name).what_waits, number) for name, number in found.items()]


def _calendar(entry: CalendarEntry) -> str:
    invitation = Invitation(
        uid=entry.uid,
        sequence=entry.sequence,
        starts_at=entry.starts_at,
        ends_at=entry.ends_at,
        method=entry.method,
        with_name=entry.with_name,
        path=entry.mail.path,
    )
    return calendar_text(
        [invitation],
        method=entry.method,
        attendee=entry.mail.to.email,
        stamp=entry.mail.created_at,
    )


def _stop_url(mail: OutgoingMail) -> str:
    return settings.BASE_URL + reverse("correspondence:stop", args=[stop_token(mail)])


def _headers(mail: OutgoingMail, stop_url: str) -> dict[str, str]:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    headers = {
        # Out-of-office replies stay away from automatic mail (RFC 3834).
        "Auto-Submitted": "auto-generated",
        # The same on every try: when a worker dies between handing over and writing that down,
        # the reader's mailbox can tell the second copy for what it is.
        "Message-ID": f"<{mail.pk}@{domain}>",
    }
    if stop_url:
        # One click in the mail program stops this kind (RFC 8058).
        headers["List-Unsubscribe"] = f"<{stop_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers
