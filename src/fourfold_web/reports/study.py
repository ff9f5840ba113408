"""What goes out for research: one row a pair in which both said yes, without names or dates.

A pair goes out once, after it has ended, with the file of a half-year. So no two files have a pair
in common, and nobody sees from them who took a yes back.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import floor
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet

from fourfold.guidance.catalog import FormOfGuidance, profile
from fourfold.guidance.measures import SIDES, Instrument, Occasion
from fourfold.programs.redcap import Field, field_name, records
from fourfold_web.engagements.models import Engagement
from fourfold_web.measures.models import MeasureAnswer
from fourfold_web.measures.queries import all_instruments
from fourfold_web.programs.models import Program
from fourfold_web.reports.access import STUDY, step_of
from fourfold_web.reports.models import PeriodFigures, ResearchConsent, new_study_id
from fourfold_web.reports.reaching import start_of

FORM = "pairs"
CODES = {form.value: code for code, form in enumerate(FormOfGuidance, start=1)}
# Steps in which weeks and sessions go out, rounded down, and where they stop: so that no row is
# known by how long or how often the two met.
WEEKS, MOST_WEEKS = 4, 52
SESSIONS, MOST_SESSIONS = 5, 20
HELD = Q(guidance_sessions__ended_at__isnull=False)


def newest_final(program: Program) -> PeriodFigures | None:
    """The last half-year that is final, whose file holds what did not go out before."""
    return program.period_figures.filter(is_final=True).first()


def pairs_of_file(period: PeriodFigures) -> list[Engagement]:
    """The pairs that go out with this half-year.

    They ended in it or before, both say yes, and none went out before; of a form with too few of
    them all wait for a later file, so that no row is known by being nearly alone (B-7).
    """
    yes = ResearchConsent.objects.filter(engagement=OuterRef("pk"), is_yes=True)
    found = list(
        Engagement.objects.filter(
            Exists(yes.filter(person=OuterRef("learner"))),
            Exists(yes.filter(person=OuterRef("guide"))),
            program=period.program,
            ended_at__lt=start_of(period.half_year.ends),
            study_pair=None,
        )
    )
    if not found:
        return []
    since = min(each.started_at for each in found)
    step = step_of(period.program, since=since, datum=STUDY)
    of_form = Counter(each.form_of_guidance for each in found)
    return [each for each in found if of_form[each.form_of_guidance] >= step]


def table_of(pairs: Sequence[Engagement]) -> list[list[str]]:
    """Headings and one row for each of these pairs, as REDCap reads them."""
    instruments = all_instruments()
    rows = Engagement.objects.filter(pk__in=[each.pk for each in pairs])
    return records(study_fields(instruments), study_rows(rows, instruments))


def study_fields(instruments: Mapping[str, Instrument]) -> list[Field]:
    """Every variable of a row; weeks count from the first day of the pair."""
    number = {"validation": "integer", "least": "0"}
    weeks = number | {"note": _note(WEEKS, MOST_WEEKS)}
    forms = tuple((code, profile(form).name) for form, code in CODES.items())
    return [
        Field("study_id", "Study id", note="Random; no pair stands in two files"),
        Field("form", "Form of guidance", choices=forms, section="The pair"),
        Field("weeks_to_first_session", "Weeks from the start to the first session", **weeks),
        Field("weeks_to_last_session", "Weeks from the start to the last session", **weeks),
        Field("weeks_to_end", "Weeks from the start to the end", **weeks),
        Field("sessions", "Sessions held", **number, note=_note(SESSIONS, MOST_SESSIONS)),
        Field("role_switches", "Changes of form in sessions", **number),
        *(
            Field(
                field_name(key, side, occasion),
                f"{each.title}: mean of the {side} at {occasion}",
                note=f"License: {each.license}",
                validation="number",
                section="Measures" if not place else "",
            )
            for place, (key, each, side, occasion) in enumerate(_measured(instruments))
        ),
    ]


def study_rows(
    pairs: QuerySet[Engagement], instruments: Mapping[str, Instrument]
) -> list[dict[str, Any]]:
    """One row a pair, by a new study id, which is random and so tells no order."""
    counted = pairs.order_by().annotate(
        first=Min("guidance_sessions__opened_at", filter=HELD),
        last=Max("guidance_sessions__opened_at", filter=HELD),
        held=Count("guidance_sessions", filter=HELD, distinct=True),
        switched=Count(
            "guidance_sessions__switches",
            filter=HELD & Q(guidance_sessions__switches__undone_at=None),
            distinct=True,
        ),
    )
    means = _means(pairs, instruments)
    rows = [
        {
            "study_id": new_study_id(),
            "form": CODES[pair.form_of_guidance],
            "weeks_to_first_session": _weeks(pair.started_at, pair.first),
            "weeks_to_last_session": _weeks(pair.started_at, pair.last),
            "weeks_to_end": _weeks(pair.started_at, pair.ended_at),
            "sessions": _coarse(pair.held, SESSIONS, MOST_SESSIONS),
            "role_switches": pair.switched,
            **means.get(pair.pk, {}),
        }
        for pair in counted
    ]
    return sorted(rows, key=lambda row: row["study_id"])


def _measured(instruments: Mapping[str, Instrument]) -> Sequence[tuple[str, Instrument, str, str]]:
    return [
        (key, each, side, occasion.value)
        for key, each in instruments.items()
        for side in SIDES
        for occasion in Occasion
        if each.own_areas or each.items_for(side)
    ]


def _means(pairs: QuerySet[Engagement], instruments: Mapping[str, Instrument]) -> dict:
    """The means that the two gave, by pair and variable; never what they answered."""
    rows = MeasureAnswer.objects.filter(
        engagement__in=pairs.order_by().values("pk"), instrument__in=list(instruments)
    ).values_list(
        "engagement", "instrument", "occasion", "mean", "person", F("engagement__learner")
    )
    found: dict = {}
    for pair, instrument, occasion, mean, person, learner in rows:
        side = "learner" if person == learner else "guide"
        found.setdefault(pair, {})[field_name(instrument, side, occasion)] = round(mean, 1)
    return found


def _weeks(start, moment) -> int | None:
    if moment is None:
        return None
    weeks = max(0, floor((moment - start).total_seconds() / (7 * 86_400)))
    return _coarse(weeks, WEEKS, MOST_WEEKS)


def _coarse(number: int, step: int, most: int) -> int:
    return min(number - number % step, most)


def _note(step: int, most: int) -> str:
    return f"In steps of {step}, rounded down; {most} means {most} or more"
