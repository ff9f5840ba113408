"""A table as a CSV file that a spreadsheet opens without running anything in it."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils import timezone

from fourfold.spreadsheet import safe


def safe_cell(value: str | int | float | None) -> str:
    """The text of a cell; what would start a formula gets an apostrophe, and None is empty."""
    if value is None:
        return ""
    text = str(value).replace("\0", "")
    return text if isinstance(value, int | float) else safe(text)


def csv_response(rows: Iterable[Sequence[str | int | float | None]], name: str) -> HttpResponse:
    """The rows as a download with the marks by which Excel knows UTF-8; no copy stays here."""
    text = io.StringIO()
    csv.writer(text).writerows([safe_cell(each) for each in row] for row in rows)
    response = HttpResponse(f"\ufeff{text.getvalue()}", content_type="text/csv; charset=utf-8")
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="{name}-{day}.csv"'
    response["Cache-Control"] = "no-store"
    return response
