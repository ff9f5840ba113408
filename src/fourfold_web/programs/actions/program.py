"""A program as a whole: its start, its rules, and the removal of the sample."""

from collections.abc import Sequence
from contextlib import suppress

from django.db import transaction
from django.db.models import ProtectedError

from fourfold.guidance.waiting import Pace, pace, usual_pace
from fourfold.issues import FourfoldError
from fourfold.programs.rules import usual_kept_days
from fourfold_web.people.models import Person
from fourfold_web.programs.actions.members import add_person
from fourfold_web.programs.actions.rules import apply_template
from fourfold_web.programs.conflicts import check_seen
from fourfold_web.programs.models import MembershipRole, Program
from fourfold_web.shared.audit import record


@transaction.atomic
def create_program(
    *,
    name: str,
    crisis_contact: str,
    director_email: str,
    director_name: str,
    own_pace: Pace | None = None,
    template: str = "",
) -> Program:
    """Start a program with its first director, who adds everybody else in the browser.

    Raises FourfoldError when a program of that name exists, or no template of that name does.
    """
    if Program.objects.filter(name__iexact=name.strip()).exists():
        raise FourfoldError(f"A program “{name.strip()}” exists already. Choose another name.")
    days = own_pace or usual_pace()
    program = Program.objects.create(
        name=name.strip(),
        crisis_contact=crisis_contact.strip(),
        reply_within_days=days.reply_within_days,
        nudge_days=list(days.nudge_days),
        transcripts_kept_days=usual_kept_days(),
    )
    record(actor=None, verb="create_program", of=program)
    if template:
        apply_template(by=None, program=program, name=template)
    add_person(
        by=None,
        program=program,
        email=director_email,
        name=director_name,
        role=MembershipRole.DIRECTOR,
    )
    return program


@transaction.atomic
def change_program(
    *,
    by: Person,
    program: Program,
    name: str,
    reply_within_days: int,
    nudge_days: Sequence[int],
    crisis_contact: str,
    report_contact: str,
    seen: str,
) -> None:
    """Change the name, how soon people should answer, and whom to turn to in distress (B-16).

    `seen` is the sign of what `by` saw. Raises FourfoldError for days that cannot be and for the
    name of another program, Conflict when something else holds now.
    """
    check_seen(Program.objects.select_for_update().get(pk=program.pk), "basics", seen)
    pace(reply_within_days=reply_within_days, nudge_days=nudge_days)
    if Program.objects.filter(name__iexact=name.strip()).exclude(pk=program.pk).exists():
        raise FourfoldError(f"A program “{name.strip()}” exists already. Choose another name.")
    program.name = name.strip()
    program.reply_within_days = reply_within_days
    program.nudge_days = list(nudge_days)
    program.crisis_contact = crisis_contact.strip()
    program.report_contact = report_contact.strip()
    program.save(
        update_fields=[
            "name", "reply_within_days", "nudge_days", "crisis_contact", "report_contact"
        ]
    )  # fmt: skip
    record(actor=by, verb="change_program", of=program, reply_within_days=reply_within_days)


@transaction.atomic
def remove_sample(*, by: Person, program: Program) -> None:
    """Delete the sample program with every row under it, and the sample persons.

    Raises FourfoldError for a real program. Real persons who joined the sample stay, and so does a
    sample person who has a role in another program, or had one and left words of theirs there.
    """
    if not program.is_sample:
        raise FourfoldError(f"{program.name} is a real program and cannot be removed like this.")
    record(actor=by, verb="remove_sample", of=program)
    program.delete()
    for person in Person.objects.filter(is_sample=True, memberships=None):
        # The database keeps whoever stands in the records of somebody else.
        with suppress(ProtectedError):
            person.delete()
