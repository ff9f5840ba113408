"""Mailing a title on: to oneself, or to somebody of one's program."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from fourfold.issues import FourfoldError
from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.library.access import DATUM
from fourfold_web.library.models import MailedEntry
from fourfold_web.library.queries import Shown, sent_by
from fourfold_web.people.models import Person
from fourfold_web.programs.access import programs_granting
from fourfold_web.shared.audit import record

MOST_A_DAY = 10
DAY = timedelta(days=1)


@transaction.atomic
def mail_on(*, by: Person, shown: Shown, email: str = "") -> None:
    """Mail a link to the entry's page: to `by`, or to the person of their program at `email`.

    A program's own title goes to people of that program, since nobody else can open it.
    An address that belongs to nobody there is passed over in silence, so that nobody learns who
    is in the program. FourfoldError after ten in a day.
    """
    now = timezone.now()
    # Held, so that many at once are counted one after the other.
    Person.objects.select_for_update().get(pk=by.pk)
    if sent_by(by, since=now - DAY) >= MOST_A_DAY:
        raise FourfoldError(
            f"You have sent {MOST_A_DAY} titles in a day, which is the most. Go on tomorrow."
        )
    to = _reader(by, shown, email) if email else by
    kept = MailedEntry.objects.create(by=by, to=to, entry=shown.entry.key)
    record(actor=by, verb="mail_entry_on", of=kept)
    if to:
        queue_mail(
            to=to,
            kind="entry_kept" if to == by else "entry_sent",
            path=shown.url,
            **_title_of(shown),
            # The same title again on the same day is a second press of one button.
            key=f"entry:{shown.entry.key}:{by.pk}:{to.pk}:{now.date()}",
        )


def _title_of(shown: Shown) -> dict[str, str]:
    """What the mail may say of the title: those of the public library by name, others not."""
    return {} if shown.program_id else {"title": shown.entry.key}


def _reader(by: Person, shown: Shown, email: str) -> Person | None:
    """Whoever has this address in a program of `by` in whose library the title stands."""
    programs = programs_granting(by, DATUM, "read")
    mine = [each for each in programs if shown.program_id in (None, each.pk)]
    people = Person.objects.filter(memberships__program__in=mine, is_active=True)
    return people.filter(email=email.strip().lower()).first()
