"""What a mail carries so that one page opens without signing in: a signed link and a short code.

Both are made from the row's id and the site's secret key, so that no row holds either, and every
copy of a mail carries the same. A new key ends them all.
"""

from datetime import timedelta
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from fourfold_web.correspondence.kinds import mail_kinds
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.people.models import Person
from fourfold_web.policy import route_rules

# What the link's query and the forms of its page call the token.
PARAMETER = "by"
LASTS = timedelta(days=14)
DIGITS = 6
# Each further valid code makes guessing easier, so only the newest mails have one.
MOST_CODES = 5

_links = Signer(salt="fourfold.mail_link")
_stops = Signer(salt="fourfold.mail_stop")


def token_of(mail: OutgoingMail) -> str:
    """What the mail's link carries after its path."""
    return _links.sign(mail.pk.hex)


def path_with_token(mail: OutgoingMail) -> str:
    """The address that opens the mail's one page."""
    page = urlsplit(mail.path)
    query = "&".join(filter(None, [page.query, f"{PARAMETER}={token_of(mail)}"]))
    return urlunsplit(page._replace(query=query))


def mail_of_token(token: str, path: str) -> OutgoingMail | None:
    """The mail whose link opens just this path; None for any other, and when its time is over."""
    try:
        mail_id = UUID(_links.unsign(token))
    except (BadSignature, ValueError):
        return None
    mail = _standing(OutgoingMail.objects.filter(pk=mail_id)).first()
    if mail is None or urlsplit(mail.path).path != path or not opens_by_link(path):
        return None
    return mail


def opens_by_link(path: str) -> bool:
    """Whether the page at this path may be opened by a mail's link alone."""
    try:
        rule = route_rules().get(resolve(path).view_name)
    except Resolver404:
        return False
    return rule is not None and rule.by_link


def code_of(mail: OutgoingMail) -> str:
    """The six digits beside the button."""
    digest = salted_hmac("fourfold.mail_code", mail.pk.hex, algorithm="sha256").digest()
    return f"{int.from_bytes(digest[:8]) % 10**DIGITS:0{DIGITS}}"


def spaced(code: str) -> str:
    """The digits in two groups, which are read over more easily: “123 456”."""
    return f"{code[: DIGITS // 2]} {code[DIGITS // 2 :]}"


def mail_of_code(email: str, code: str) -> OutgoingMail | None:
    """The newest mail to this address whose code this is."""
    mails = _standing(OutgoingMail.objects.filter(to__email=email.lower()))
    found = None
    # All are compared, so that the time it takes tells nothing.
    for mail in reversed(mails.order_by("-created_at")[:MOST_CODES]):
        if constant_time_compare(code_of(mail), code):
            found = mail
    return found


def stop_token(mail: OutgoingMail) -> str:
    """What the address carries that stops this kind of mail to this person."""
    return _stops.sign(f"{mail.to_id.hex}.{mail.kind}")


def person_and_kind(token: str) -> tuple[Person, str] | None:
    """Whose mail of which kind is to stop; None for a token that is not ours."""
    try:
        person_id, _, kind = _stops.unsign(token).partition(".")
    except BadSignature:
        return None
    person = Person.objects.filter(pk=UUID(person_id)).first()
    return (person, kind) if person and mail_kinds().get(kind) else None


def _standing(mails):
    """Those whose link still opens: of a kind that may, to somebody active, not too old.

    One that is being sent may be opened before its sending is written down.
    """
    kinds = [kind.name for kind in mail_kinds().values() if kind.by_link]
    mails = mails.filter(kind__in=kinds, dropped_at=None, to__is_active=True)
    return mails.select_related("to").filter(created_at__gt=timezone.now() - LASTS)
