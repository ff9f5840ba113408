"""The writes of measures and looks back."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from fourfold.guidance.measures import LICENSES, Occasion, instruments, read_instrument
from fourfold.issues import FourfoldError
from fourfold_web.engagements.models import Engagement
from fourfold_web.measures.models import LoadedInstrument, LookBack, MeasureAnswer
from fourfold_web.people.models import Person
from fourfold_web.shared.audit import record


@transaction.atomic
def answer_measure(
    *,
    by: Person,
    engagement: Engagement,
    instrument: str,
    occasion: Occasion,
    answers: Mapping[str, Any],
    mean: float,
) -> MeasureAnswer:
    """Keep a person's answers; a second time puts them right. Only they read them."""
    kept, _ = MeasureAnswer.objects.update_or_create(
        engagement=engagement,
        person=by,
        instrument=instrument,
        occasion=occasion,
        defaults={"answers": dict(answers), "mean": mean},
    )
    record(actor=by, verb="answer_measure", of=kept, occasion=occasion.value)
    return kept


@transaction.atomic
def look_back(
    *, by: Person, engagement: Engagement, answers: Mapping[str, str], is_shared: bool
) -> LookBack:
    """Keep a look back; sharing shows it to the other of the two until it is taken back."""
    kept, _ = LookBack.objects.update_or_create(
        engagement=engagement,
        person=by,
        defaults={
            "answers": dict(answers),
            "shared_at": timezone.now() if is_shared else None,
        },
    )
    record(actor=by, verb="look_back", of=kept, shared=is_shared)
    return kept


@transaction.atomic
def load_instrument(*, content: str, attested_by: str) -> LoadedInstrument:
    """Let the site ask an instrument of its own, on somebody's word that it may (A-13).

    FourfoldError for a file that is no instrument, a key that ships, or nobody's name.
    """
    found = read_instrument(content)
    if found.key in instruments():
        raise FourfoldError(f"“{found.key}” ships with Fourfold. Give this instrument another key.")
    if found.license not in LICENSES and not attested_by.strip():
        raise FourfoldError(
            f"“{found.license}” does not let everybody use it. Say with --attested-by who knows "
            "that this site may."
        )
    kept, _ = LoadedInstrument.objects.update_or_create(
        key=found.key, defaults={"content": content, "attested_by": attested_by.strip()}
    )
    record(actor=None, verb="load_instrument", of=kept)
    return kept
