"""Who supervises whom, as a list of people has it; set in bulk, with the same rules as by hand."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from fourfold.issues import FourfoldError
from fourfold.programs.roster import RosterRow
from fourfold_web.engagements.models import Engagement, GuidanceRequest, GuidanceRequestState
from fourfold_web.people.models import Person
from fourfold_web.programs.models import MembershipRole, Program, Supervision
from fourfold_web.roster.actions.members import not_their_supervisor, set_supervision
from fourfold_web.shared.audit import record_all
from fourfold_web.shared.bulk import insert_all

State = GuidanceRequestState
Notes = list[tuple[int, str]]
Pair = tuple[UUID, UUID]


@transaction.atomic
def link_supervisors(*, by: Person | None, program: Program, rows: Iterable[RosterRow]) -> Notes:
    """Add the supervisors that these rows name; returns what could not be set, by row number.

    Nothing is taken away: a supervisor who is not named any more stays until somebody ends it.
    """
    wanted = [row for row in rows if row.supervisor_email and "learner" in row.roles]
    notes, pairs = _pairs(program, wanted)
    held = Supervision.objects.filter(learner__in={learner for _, learner in pairs})
    of_all = held.values_list("program_id", "supervisor_id", "learner_id")
    there = {(a, b) for of, a, b in of_all if of == program.pk}
    new = {pair: row for pair, row in pairs.items() if pair not in there}
    delicate = _with_requests_or_pairs({learner for _, learner in new})
    plain = [
        Supervision(program=program, supervisor_id=supervisor, learner_id=learner)
        for supervisor, learner in new
        if learner not in delicate
    ]
    insert_all(plain)
    record_all(actor=by, verb="set_supervision", of=plain)
    for (supervisor, learner), row in new.items():
        if learner in delicate and not _is_set(by, program, supervisor, learner):
            notes.append(_refusal(row))
    return notes


def _is_set(by: Person | None, program: Program, supervisor: UUID, learner: UUID) -> bool:
    """Set one by the rules of a single one."""
    people = Person.objects.in_bulk([supervisor, learner])
    try:
        set_supervision(
            by=by, program=program, supervisor=people[supervisor], learner=people[learner]
        )
    except FourfoldError:
        return False
    return True


def _refusal(row: RosterRow) -> tuple[int, str]:
    """Both as the file has them: of people of other programs, not even the name is told."""
    says = not_their_supervisor(row.supervisor_email, row.name)
    return row.number, f"{says} If they are missing here, bring them in, and then this list again."


def _pairs(program: Program, rows: list[RosterRow]) -> tuple[Notes, dict[Pair, RosterRow]]:
    """What cannot be set, and (supervisor, learner) of what can with its row."""
    supervisors = _by_email(program, MembershipRole.SUPERVISOR, (r.supervisor_email for r in rows))
    learners = _by_email(program, MembershipRole.LEARNER, (r.email for r in rows))
    notes, pairs = Notes(), {}
    for row in rows:
        supervisor, learner = supervisors.get(row.supervisor_email), learners.get(row.email)
        if supervisor is None:
            notes.append(_refusal(row))
        elif learner is not None:
            pairs[supervisor, learner] = row
    return notes, pairs


def _by_email(program: Program, role: MembershipRole, emails: Iterable[str]) -> dict[str, UUID]:
    named = Person.objects.filter(email__in=set(emails)).order_by()
    found = dict(named.values_list("pk", "email"))
    # Asked in two steps: in one, the database goes through all people of the program.
    here = program.memberships.filter(person__in=found, role=role).order_by()
    return {found[pk]: pk for pk in here.values_list("person_id", flat=True)}


def _with_requests_or_pairs(learners: set) -> set:
    """Learners for whom a guide could turn out to be their supervisor: looked at one by one."""
    unsettled = [State.WAITING, State.OFFERED, State.ACCEPTED]
    requests = GuidanceRequest.objects.filter(Q(learner__in=learners) & Q(state__in=unsettled))
    pairs = Engagement.objects.filter(learner__in=learners, ended_at=None)
    return {
        *requests.values_list("learner_id", flat=True),
        *pairs.values_list("learner_id", flat=True),
    }
