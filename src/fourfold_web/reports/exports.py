"""Who took figures of a program out, read from the audit trail."""

from dataclasses import dataclass
from datetime import datetime

from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program
from fourfold_web.reports.actions import EXPORT
from fourfold_web.shared.models import AuditEntry

MOST = 20
WHAT = {
    "report_pdf": "Report as PDF",
    "report_csv": "Report as CSV",
    "health_csv": "Figures as CSV",
    "coverage_csv": "Who is reached, as CSV",
    "study_dictionary": "REDCap dictionary",
    "study_rows": "Numbers for research",
}


@dataclass(frozen=True, slots=True)
class Export:
    """One file that was taken out."""

    at: datetime
    who: str
    what: str


def exports_of(program: Program) -> list[Export]:
    """The last ones, the newest first; two queries."""
    rows = list(
        AuditEntry.objects.filter(of="program", of_id=program.pk, verb=EXPORT).order_by("-at")[
            :MOST
        ]
    )
    names = dict(
        Person.objects.filter(pk__in={each.actor_id for each in rows}).values_list("pk", "name")
    )
    return [
        Export(each.at, names.get(each.actor_id, "Somebody who left"), _what(each.facts))
        for each in rows
    ]


def _what(facts: dict) -> str:
    period = f", {facts['period']}" if facts.get("period") else ""
    return f"{WHAT.get(facts['what'], facts['what'])}{period}"
