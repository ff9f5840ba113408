"""What pages read about a program's people, offers to guide, lists and the turn of a year."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from fourfold.programs.roster import odd_words
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, MembershipRole, Program, Supervision
from fourfold_web.programs.queries import members, supervisions_in
from fourfold_web.roster.models import GuideOffer, ImportState, OfferState, RosterImport
from fourfold_web.shared.models import AuditEntry

MOST_AT_ONCE = 500


def waiting_offers(program: Program) -> QuerySet[GuideOffer]:
    """The offers that wait for the program's answer, the oldest first."""
    waiting = program.guide_offers.filter(state=OfferState.WAITING)
    return waiting.select_related("person").order_by("offered_at")


def members_like(
    program: Program, *, words: str = "", role: str = "", cohort: str = ""
) -> QuerySet[Membership]:
    """The roles in a program that fit, by name; `words` stand in a name, address or number."""
    found = members(program)
    if words:
        found = found.filter(
            Q(person__name__icontains=words)
            | Q(person__email__icontains=words)
            | Q(external_id__iexact=words)
        )
    if role:
        found = found.filter(role=role)
    if cohort:
        found = found.filter(cohort=cohort)
    return found.order_by("person__name", "role", "pk")


def role_counts(program: Program) -> dict[str, int]:
    """How many people hold each role, in the usual order."""
    counted = program.memberships.order_by().values("role").annotate(people=Count("pk"))
    found = {row["role"]: row["people"] for row in counted}
    return {role.value: found.get(role.value, 0) for role in MembershipRole}


def cohorts_of(program: Program, role: str = "") -> list[tuple[str, int]]:
    """The cohorts of a program with their people, by name; those without one last."""
    rows = program.memberships.filter(**({"role": role} if role else {})).order_by("cohort")
    counted = rows.values_list("cohort").annotate(people=Count("pk"))
    return sorted(counted, key=lambda row: (not row[0], row[0]))


def supervisions_like(program: Program, words: str) -> QuerySet[Supervision]:
    """Who supervises whom, of those with `words` in one of the two names."""
    found = supervisions_in(program)
    if words:
        found = found.filter(
            Q(supervisor__name__icontains=words) | Q(learner__name__icontains=words)
        )
    return found


def letters_to_look_at(found: RosterImport) -> list[str]:
    """Some cells with letters that were guessed, for a reader to say whether they are right."""
    if not found.letters_are_guessed:
        return []
    parts = found.parts.values_list("rows", flat=True).iterator(chunk_size=1)
    return odd_words(cell for rows in parts for _, cells in rows for cell in cells)


def refused_rows(found: RosterImport) -> Iterator[tuple[int, list[str]]]:
    """(row number, reasons) of every row that was refused."""
    for refused in found.parts.values_list("refused", flat=True):
        yield from refused


def noted_rows(found: RosterImport) -> Iterator[tuple[int, str]]:
    """(row number, sentence) about rows that were taken."""
    for noted in found.parts.values_list("noted", flat=True):
        yield from noted


def refused_with_cells(found: RosterImport) -> Iterator[tuple[int, list[str], list[str]]]:
    """(row number, cells as they stood in the file, reasons) of every row that was refused."""
    for rows, refused in found.parts.values_list("rows", "refused"):
        cells = dict(rows)
        for number, reasons in refused:
            yield number, cells.get(number, []), reasons


def named(program: Program, ids: Sequence[str]) -> list[Person]:
    """These persons as far as they still belong to the program, by name, with their roles there."""
    here = Prefetch("memberships", program.memberships.order_by("role"), to_attr="roles_here")
    found = Person.objects.filter(pk__in=ids, memberships__program=program).distinct()
    return list(found.order_by("name").prefetch_related(here))


def people_behind(
    program: Program, emails: Collection[str], numbers: Collection[str]
) -> Iterator[UUID]:
    """Those of the program whom one of these addresses or numbers finds; looked up in parts."""
    for column, wanted in (("person__email", sorted(emails)), ("external_id", sorted(numbers))):
        for start in range(0, len(wanted), MOST_AT_ONCE):
            some = wanted[start : start + MOST_AT_ONCE]
            here = program.memberships.filter(**{f"{column}__in": some}).order_by()
            yield from here.values_list("person_id", flat=True)


def may_mark_as_left(found: RosterImport) -> bool:
    """Whether the list was brought in and no newer one was, so that it tells who is gone."""
    done = found.program.roster_imports.filter(state=ImportState.DONE)
    newest = done.order_by("-created_at").values_list("pk", flat=True).first()
    return newest == found.pk


def unchanged_since(found: RosterImport, persons: Collection[UUID]) -> set[UUID]:
    """Those of these people whose place here nobody has touched since the file was read."""
    here = list(
        found.program.memberships.filter(person__in=persons)
        .order_by()
        .values_list("pk", "person_id", "since")
    )
    touched = AuditEntry.objects.filter(
        of="membership", of_id__in=[pk for pk, _, _ in here], at__gte=found.created_at
    )
    changed = set(touched.values_list("of_id", flat=True))
    newer = {person for pk, person, since in here if pk in changed or since >= found.created_at}
    return {person for _, person, _ in here} - newer


def outlook(
    program: Program, moves: Mapping[str, str], stay: Collection[UUID], leave: Collection[UUID]
) -> tuple[list[tuple[str, str, int]], int]:
    """(cohort, next cohort or "" when they leave, people) for all learners; how many leave."""
    counted, leavers = Counter[tuple[str, str]](), 0
    learners = program.memberships.filter(role=MembershipRole.LEARNER)
    for pk, cohort in learners.values_list("pk", "cohort").iterator():
        after = next_of(pk, cohort, moves, stay, leave)
        counted[cohort, after if after is not None else cohort] += 1
        leavers += after == ""
    return [(*way, people) for way, people in sorted(counted.items())], leavers


def next_of(
    membership: UUID,
    cohort: str,
    moves: Mapping[str, str],
    stay: Collection[UUID],
    leave: Collection[UUID],
) -> str | None:
    """The cohort that one learner moves to, "" when they leave, None when nothing changes."""
    if membership in leave:
        return ""
    after = moves.get(cohort, cohort)
    return None if membership in stay or after == cohort else after
