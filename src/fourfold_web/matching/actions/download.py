"""Who took the folder of a run away."""

from django.db import transaction

from fourfold_web.matching.models import Run
from fourfold_web.people.models import Person
from fourfold_web.shared.audit import record


@transaction.atomic
def note_download(*, by: Person, run: Run) -> None:
    """Keep that somebody downloaded the problem and its assignment."""
    record(actor=by, verb="download_matching", of=run, number=run.number)
