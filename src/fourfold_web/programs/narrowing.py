"""What a program's narrowings leave of the policy: for one row, for a query, for a summary."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from fourfold.confidentiality.narrowing import may_see_under
from fourfold.confidentiality.small_cells import STEP, STEP_OF_SELF_CHECKS
from fourfold.confidentiality.visibility import Relation, Role
from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.programs.models import Program

# From how many people on each grant shows a summary, and what a narrowing makes of it.
GROUPS = {
    "groups_of_5": STEP,
    "totals_of_5": STEP,
    "groups_of_10": STEP_OF_SELF_CHECKS,
    "totals_of_10": STEP_OF_SELF_CHECKS,
}
NARROWED = STEP_OF_SELF_CHECKS


def may_see_in(
    program: Program,
    role: Role,
    relation: Relation,
    datum: str,
    form: FormOfGuidance | None = None,
    *,
    collected: datetime,
) -> frozenset[str]:
    """What this program leaves of the policy's grants for data collected at this moment."""
    return may_see_under(program.narrowed_by(collected=collected), role, relation, datum, form)


def rows_denied(
    programs: Iterable[Program],
    grant: str,
    asked: tuple[Role, Relation, str, FormOfGuidance | None],
    *,
    moment: str,
    program: str = "program",
) -> Q:
    """The rows for which a narrowing of their program takes this grant away.

    `asked` is role, relation, datum and form; `moment` and `program` name the columns that say when
    a row was collected and where it belongs.
    """
    denied = Q(pk__in=[])
    for each in programs:
        for period in each.periods:
            if grant in may_see_under([period.name], *asked):
                continue
            here = Q(**{program: each.pk})
            if period.until:
                here &= Q(**{f"{moment}__gte": period.since, f"{moment}__lt": period.until})
            denied |= here
    return denied


def shown_again(
    program: Program,
    grant: str,
    asked: tuple[Role, Relation, str, FormOfGuidance | None],
) -> list[datetime]:
    """When narrowings that took this grant away ended here; `asked` as in `rows_denied`."""
    return [
        period.until
        for period in program.periods
        if period.until and grant not in may_see_under([period.name], *asked)
    ]


def smallest_group(
    programs: Iterable[Program],
    datum: str,
    rows: QuerySet,
    *,
    moment: str,
    program: str = "program",
) -> int | None:
    """From how many people on a director may see a summary of these rows; None for never.

    It stays at ten while rows are among them that were collected when ten were promised.
    """
    asked = (Role.DIRECTOR, Relation.PROGRAM, datum, None)
    known = list(programs)
    grant = next((each for each in GROUPS if each in may_see_under((), *asked)), None)
    if grant is None:
        return None
    if not any(each.narrowing_periods for each in known):
        return GROUPS[grant]
    denied = rows_denied(known, grant, asked, moment=moment, program=program)
    return NARROWED if rows.filter(denied).exists() else GROUPS[grant]
