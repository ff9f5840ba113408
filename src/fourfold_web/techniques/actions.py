"""The only writes on techniques: keyword-only, atomic, an audit entry inside."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from fourfold.issues import FourfoldError
from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.jobs.rounds import each_alone
from fourfold_web.people.again import a_minute_ago, one_at_a_time
from fourfold_web.people.models import Person
from fourfold_web.programs.models import MembershipRole, Program
from fourfold_web.programs.queries import persons_with
from fourfold_web.shared.addresses import address
from fourfold_web.shared.audit import record
from fourfold_web.techniques.models import Technique, TechniqueInvitation, Tried
from fourfold_web.techniques.queries import may_share_in, often_sought

NOT_ASKED = "You can share a technique once your program asks you to."


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A technique as its author describes it, screened."""

    form_of_guidance: str
    topic: str
    setting: str
    title: str
    worked: str
    did_not: str

    @property
    def fields(self) -> dict:
        """The columns that hold it."""
        words = {"title": self.title, "worked": self.worked, "did_not": self.did_not}
        return {
            "form_of_guidance": self.form_of_guidance,
            "topic": self.topic,
            "setting": self.setting,
            "words": words,
        }


def invite_sought_guides(*, now: datetime) -> None:
    """Ask guides who are often sought, each once a program, to share what works."""
    each_alone(Program.objects.all(), lambda program: _invite_sought(program, now=now))


def _invite_sought(program: Program, *, now: datetime) -> None:
    asked = TechniqueInvitation.objects.filter(program=program).values("guide")
    sought = often_sought(program, now=now)
    guides = persons_with(MembershipRole.GUIDE, program).filter(pk__in=sought)
    for guide in guides.exclude(pk__in=asked):
        invite(program=program, guide=guide)


@transaction.atomic
def invite(*, program: Program, guide: Person) -> TechniqueInvitation:
    """Ask one guide to share a technique."""
    invitation = TechniqueInvitation.objects.create(program=program, guide=guide)
    queue_mail(
        to=guide,
        kind="technique_invited",
        path=address("techniques:techniques"),
        key=f"technique_invited:{invitation.pk}",
    )
    record(actor=None, verb="invite_to_share", of=invitation)
    return invitation


@transaction.atomic
def share_technique(*, by: Person, program: Program, described: Described) -> Technique:
    """Share a technique with the guides of a program; the same within a minute is one.

    FourfoldError unless one was asked to.
    """
    if program not in may_share_in(by):
        raise FourfoldError(NOT_ASKED)
    one_at_a_time(by)
    for before in by.techniques.filter(program=program, created_at__gte=a_minute_ago()):
        if all(getattr(before, name) == value for name, value in described.fields.items()):
            return before
    kept = Technique.objects.create(program=program, author=by, **described.fields)
    record(actor=by, verb="share_technique", of=kept, form=kept.form_of_guidance)
    return kept


@transaction.atomic
def change_technique(*, by: Person, technique: Technique, described: Described) -> None:
    """Write it anew; what others said of the old words no longer holds."""
    Technique.objects.filter(pk=technique.pk).update(**described.fields)
    technique.tried.all().delete()
    record(actor=by, verb="change_technique", of=technique, form=described.form_of_guidance)


@transaction.atomic
def withdraw_technique(*, by: Person, technique: Technique) -> None:
    """Delete it, with what others said of it."""
    record(actor=by, verb="withdraw_technique", of=technique)
    Technique.objects.filter(pk=technique.pk).delete()


@transaction.atomic
def say_tried(*, by: Person, technique: Technique, helped: bool) -> Tried:
    """Say whether it helped; the last word counts."""
    kept, _ = Tried.objects.update_or_create(
        technique=technique, guide=by, defaults={"helped": helped}
    )
    record(actor=by, verb="say_tried", of=kept)
    return kept


@transaction.atomic
def hide_technique(*, by: Person, technique: Technique, reason: str) -> None:
    """Take it off the guides' page and tell its author why. Hiding it twice changes nothing."""
    kept = Technique.objects.select_for_update().get(pk=technique.pk)
    if kept.hidden_at:
        return
    kept.hidden_at, kept.hidden_reason = timezone.now(), reason
    kept.save(update_fields=["hidden_at", "hidden_reason"])
    queue_mail(
        to=kept.author,
        kind="technique_hidden",
        path=address("techniques:technique", kept.pk),
        key=f"technique_hidden:{kept.pk}:{kept.hidden_at.isoformat()}",
    )
    record(actor=by, verb="hide_technique", of=kept)


@transaction.atomic
def show_technique(*, by: Person, technique: Technique) -> None:
    """Put a hidden one back on the guides' page."""
    Technique.objects.filter(pk=technique.pk).update(hidden_at=None, hidden_reason="")
    record(actor=by, verb="show_technique", of=technique)
