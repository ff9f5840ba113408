"""The words and numbers of the printed report, as plain data for its paper."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from fourfold.programs.health import Answer, Share, answers, parts
from fourfold_web.programs.models import Program
from fourfold_web.reports.sheets import Health, Reach
from fourfold_web.reports.tables import TITLES, reach_row

NOT_COUNTED = "No half-year was counted yet."
HEADINGS = {
    "cohort": ["Cohort", "Learners", "Asked", "Got a guide", "Weeks until they met"],
    "site": ["Site", "Learners", "Asked", "Got a guide", "Weeks until they met"],
    "form": ["Form of guidance", "Asked", "Got a guide", "Weeks until they met"],
}


def report_data(
    program: Program, health: Health, reach: Reach | None, *, now: datetime
) -> dict[str, Any]:
    """What the report says; nothing in it goes beyond what the pages show."""
    return {
        "program": program.name,
        "period": reach.name if reach else "",
        "made": f"Made on {_day(now)}.",
        "figures_of": _figures_of(health),
        "reach_says": reach.says if reach else NOT_COUNTED,
        "tables": [_table(kind, reach) for kind in TITLES] if reach else [],
        "figures": [
            {"title": each.title, "says": each.says, "share": _share(each.share)}
            for each in health.figures
        ],
        "answers": [
            {
                "standard": each.standard,
                "asks": each.asks,
                "says": each.says,
                "figures": _see(each, health),
            }
            for each in answers()
        ],
        "counted": (
            f"in steps of {health.step}, rounded down. Fewer than {health.step} people are not"
            " shown, nor the group beside them, so that nobody is worked out from the others."
            " A share lies somewhere in the gray part of its bar. The standards are given in our"
            " own words."
        ),
        "footer": f"{program.name}: figures from Fourfold",
    }


def _figures_of(health: Health) -> str:
    if health.as_of is None or health.since is None:
        return ""
    return f"From {_day(health.since)} up to {_day(health.as_of)}."


def _see(answer: Answer, health: Health) -> str:
    """Where the figures of an answer stand: in this report, or only in the newest."""
    there = {*parts(), *(each.title for each in health.figures)}
    here = [each for each in answer.figures if each in there]
    elsewhere = [each for each in answer.figures if each not in there]
    says = [f"See: {'; '.join(here)}."] if here else []
    if elsewhere:
        says.append(f"Only in the report of the newest half-year: {'; '.join(elsewhere)}.")
    return " ".join(says)


def _table(kind: str, reach: Reach) -> dict[str, Any]:
    rows = [reach_row(kind, row) for row in reach.tables[kind]]
    if kind == "form":
        rows = [[name, *rest] for name, _, *rest in rows]
    return {
        "title": f"By {TITLES[kind].lower()}",
        "headings": HEADINGS[kind],
        "rows": [[str(cell) for cell in row] for row in rows],
    }


def _share(share: Share | None) -> dict[str, Any] | None:
    return {"low": share.low, "high": share.high, "says": share.says} if share else None


def _day(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{local:%B} {local.day}, {local.year}"
