"""How far a new program is set up, counted from rows: the list that its empty page shows (D1)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, Q

from fourfold.guidance.catalog import FormOfGuidance, profile
from fourfold.programs.templates import templates
from fourfold_web.learning.asked import chosen_by
from fourfold_web.learning.models import FirstLessons
from fourfold_web.programs.actions import APPLY_TEMPLATE, CHANGE_FORMS
from fourfold_web.programs.models import CRISIS_CONTACT, MembershipRole, Program
from fourfold_web.programs.queries import has_begun
from fourfold_web.shared.addresses import address
from fourfold_web.shared.models import AuditEntry

# Looking at a part and saving it is deciding on it, also when nothing was changed.
DECIDED = {CHANGE_FORMS, APPLY_TEMPLATE}


@dataclass(frozen=True, slots=True)
class SetupStep:
    """One thing to set up: where it is done, what there is of it, and whether that is enough.

    `is_begun` with part of it; `is_optional` for what a program can do without.
    """

    title: str
    says: str
    url: str
    is_done: bool
    is_begun: bool = False
    is_optional: bool = False


def setup_of(program: Program) -> list[SetupStep]:
    """The steps of a program in which no pair has begun, in a good order; none once one has."""
    if has_begun(program):
        return []
    return [
        _contact(program),
        _need(program),
        _rules(program),
        _people(program),
        _clauses(program),
        _documents(program),
        _lessons(program),
        _meeting(program),
    ]


def needed(steps: Iterable[SetupStep]) -> list[SetupStep]:
    """Those that a program cannot do without."""
    return [each for each in steps if not each.is_optional]


def _contact(program: Program) -> SetupStep:
    own = program.crisis_contact != CRISIS_CONTACT
    says = program.crisis_contact if own else f"So far: “{CRISIS_CONTACT}” Whom do you have?"
    return SetupStep("Whom people in distress can turn to", says, _at("basics", program), own)


def _need(program: Program) -> SetupStep:
    known = program.need_checks.aggregate(
        all=Count("pk"), finished=Count("pk", filter=Q(finished_at__isnull=False))
    )
    says = f"{_counted(known['finished'], 'check')} finished"
    return SetupStep(
        "Coaching, mentoring, or both?",
        says if known["all"] else "A few questions tell what your program needs",
        address("need_checklist:need", program=program.pk),
        is_done=bool(known["finished"]),
        is_begun=bool(known["all"]),
        is_optional=True,
    )


def _rules(program: Program) -> SetupStep:
    chosen = templates().get(program.template)
    on = " and ".join(profile(form).name.lower() for form in program.forms)
    says = "All four forms are on" if len(program.forms) == len(FormOfGuidance) else f"On: {on}"
    says = f"You started from “{chosen.title}”" if chosen else says
    entries = AuditEntry.objects.filter(of="program", of_id=program.pk, verb__in=DECIDED)
    is_done = entries.exists()
    url = _at("forms_here" if is_done else "templates", program)
    return SetupStep("Forms of guidance, or a template", says, url, is_done)


def _people(program: Program) -> SetupStep:
    rows = program.memberships.order_by().values_list("role").annotate(number=Count("pk"))
    number = dict(rows)
    learners, guides = (
        number.get(role, 0) for role in (MembershipRole.LEARNER, MembershipRole.GUIDE)
    )
    return SetupStep(
        "People",
        f"{_counted(learners, 'learner')}, {_counted(guides, 'guide').lower()}",
        address("roster:people", program=program.pk),
        is_done=bool(learners and guides),
        is_begun=bool(learners or guides),
    )


def _clauses(program: Program) -> SetupStep:
    newest = program.clause_versions.first()
    number = len(newest.clauses) if newest else 0
    says = _counted(number, "clause") if newest else "Only if your program asks more of every pair"
    return SetupStep(
        "What every pair agrees to", says, _at("clauses", program), newest is not None,
        is_optional=True,
    )  # fmt: skip


def _documents(program: Program) -> SetupStep:
    known = program.documents.aggregate(
        all=Count("pk"), reviewed=Count("pk", filter=Q(open_findings__isnull=False))
    )
    says = f"{_counted(known['reviewed'], 'document')} reviewed"
    return SetupStep(
        "Do your documents use the right words?",
        says if known["all"] else "A handbook or a leaflet, read in a minute",
        address("documents:documents", program=program.pk),
        is_done=bool(known["reviewed"]),
        is_begun=bool(known["all"]),
        is_optional=True,
    )


def _lessons(program: Program) -> SetupStep:
    plan = FirstLessons.objects.filter(program=program).first()
    is_done = plan is not None and plan.lessons is not None
    asked = "; ".join(each.title for each in chosen_by(program, plan)) or "None"
    says = asked if is_done else f"{asked}, unless you say otherwise"
    return SetupStep(
        "Lessons to do first",
        says,
        address("learning:program", program=program.pk),
        is_done,
        is_optional=True,
    )


def _meeting(program: Program) -> SetupStep:
    """A way to each other: a matching round, or guides with office hours."""
    found = Program.objects.filter(pk=program.pk).aggregate(
        rounds=Count("matching_rounds", distinct=True),
        desks=Count("memberships__office_hours", distinct=True),
    )
    rounds, desks = found["rounds"], found["desks"]
    return SetupStep(
        "A matching round, or office hours of guides",
        ", ".join(_ways(rounds, desks)) or "Learners can also ask guides at any time",
        address("matching:rounds", program=program.pk),
        is_done=bool(rounds or desks),
        is_optional=True,
    )


def _ways(rounds: int, desks: int) -> Iterator[str]:
    if rounds:
        yield _counted(rounds, "matching round")
    if desks:
        yield f"{desks} with office hours" if desks > 1 else "One guide with office hours"


def _counted(number: int, thing: str) -> str:
    return f"{number or 'No'} {thing}{'' if number == 1 else 's'}"


def _at(name: str, program: Program) -> str:
    return address(f"programs:{name}", program=program.pk)
