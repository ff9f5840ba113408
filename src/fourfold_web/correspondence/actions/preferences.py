"""How a person wants to hear from the site."""

from collections.abc import Iterable
from datetime import time

from django.db import transaction

from fourfold_web.correspondence.kinds import mail_kind
from fourfold_web.correspondence.models import MailPreferences
from fourfold_web.people.models import Person
from fourfold_web.shared.audit import record


@transaction.atomic
def change_mail_preferences(
    *,
    person: Person,
    quiet_from: time,
    quiet_to: time,
    quiet_weekends: bool,
    weekly_nudges: int,
    list_day: int,
    stopped_kinds: Iterable[str],
    wanted_kinds: Iterable[str],
    names_partner: bool,
) -> None:
    """Keep quiet hours, the weekly number, the kinds that may come, and what calendars may show."""
    wishes = _locked(person)
    wishes.quiet_from, wishes.quiet_to = quiet_from, quiet_to
    wishes.quiet_weekends, wishes.names_partner = quiet_weekends, names_partner
    wishes.weekly_nudges, wishes.list_day = weekly_nudges, list_day
    wishes.stopped_kinds, wishes.wanted_kinds = sorted(stopped_kinds), sorted(wanted_kinds)
    wishes.save()
    record(
        actor=person,
        verb="change_mail_preferences",
        of=wishes,
        stopped=len(wishes.stopped_kinds),
        weekly_nudges=weekly_nudges,
    )


@transaction.atomic
def stop_kind(*, person: Person, kind: str) -> None:
    """Send this person no more mail of this kind, also none that is queued."""
    wishes = _locked(person)
    if not wishes.wants(mail_kind(kind)):
        return
    if kind in wishes.wanted_kinds:
        wishes.wanted_kinds.remove(kind)
    else:
        wishes.stopped_kinds = sorted([*wishes.stopped_kinds, kind])
    wishes.save(update_fields=["stopped_kinds", "wanted_kinds"])
    record(actor=person, verb="stop_mail_kind", of=wishes, kind=kind)


@transaction.atomic
def want_kind(*, person: Person, kind: str) -> None:
    """Send this person mail of a kind that reaches only those who ask for it."""
    wishes = _locked(person)
    if wishes.wants(mail_kind(kind)):
        return
    wishes.wanted_kinds = sorted([*wishes.wanted_kinds, kind])
    wishes.save(update_fields=["wanted_kinds"])
    record(actor=person, verb="want_mail_kind", of=wishes, kind=kind)


def _locked(person: Person) -> MailPreferences:
    wishes, _ = MailPreferences.objects.get_or_create(person=person)
    return MailPreferences.objects.select_for_update().get(pk=wishes.pk)
