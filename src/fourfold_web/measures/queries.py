"""What is due, what was answered, and summaries of five people or more."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import fmean

from django.db.models import Avg, F, Min

from fourfold.guidance.measures import (
    Instrument,
    Item,
    Occasion,
    due_occasions,
    instruments,
)
from fourfold_web.engagements.models import Engagement
from fourfold_web.measures.models import LoadedInstrument, MeasureAnswer
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program
from fourfold_web.programs.narrowing import smallest_group


@dataclass(frozen=True, slots=True)
class Due:
    """One instrument on one occasion, with the person's own answer once there is one."""

    instrument: Instrument
    occasion: Occasion
    answer: MeasureAnswer | None


@dataclass(frozen=True, slots=True)
class Summary:
    """How one side answered on one occasion; `mean` is `None` for too small a group."""

    title: str
    occasion: str
    side: str
    people: int | None
    mean: float | None
    # Below this many people nothing is told (B-7).
    fewest: int = 5


def all_instruments() -> dict[str, Instrument]:
    """Those that ship and those that the site loaded, by key."""
    loaded = {each.key: each.to_core() for each in LoadedInstrument.objects.all()}
    return {**instruments(), **loaded}


def side_of(engagement: Engagement, person: Person) -> str:
    """Which of the two a party is: "learner" or "guide"."""
    return "guide" if engagement.guide_id == person.pk else "learner"


def items_of(instrument: Instrument, engagement: Engagement, person: Person) -> tuple[Item, ...]:
    """The questions that this person is asked."""
    return instrument.items_for(side_of(engagement, person))


def due_for(engagement: Engagement, person: Person, *, now: datetime) -> list[Due]:
    """What this person may answer by now, the earliest occasion first; own answers beside it."""
    held = {
        (each.instrument, each.occasion): each
        for each in engagement.measure_answers.filter(person=person)
    }
    occasions = due_occasions(
        started=engagement.started_at,
        planned=timedelta(days=engagement.program.length(engagement.form).planned_days),
        ended=engagement.ended_at,
        now=now,
    )
    return [
        Due(each, occasion, held.get((each.key, occasion.value)))
        for occasion in occasions
        for each in all_instruments().values()
        if each.own_areas or items_of(each, engagement, person)
    ]


def summaries_in(programs: Iterable[Program]) -> list[Summary]:
    """Means over all pairs of these programs, by instrument, occasion and side (B-7).

    Each person counts once, with the mean of their own answers, however many pairs they have. Too
    small a group shows nothing, not even how small it is, and people are added by five, or by ten
    where a program promised that, so that two looks at the page do not tell what the one between
    them answered.
    """
    known = list(programs)
    answers = MeasureAnswer.objects.all()
    fewest = smallest_group(
        known, "measure_answers", answers, moment="at", program="engagement__program"
    )
    if fewest is None:
        return []
    titles = {key: each.title for key, each in all_instruments().items()}
    order = list(Occasion)
    found = []
    for side in ("learner", "guide"):
        by_person = (
            MeasureAnswer.objects.filter(
                engagement__program__in=known, person=F(f"engagement__{side}")
            )
            .order_by()
            .values_list("instrument", "occasion", "person")
            .annotate(own=Avg("mean"), since=Min("at"))
            .order_by("since")
        )
        means = defaultdict(list)
        for instrument, occasion, _, own, _ in by_person:
            means[instrument, occasion].append(own)
        for (instrument, occasion), values in means.items():
            told = values[: len(values) // fewest * fewest]
            found.append(
                Summary(
                    titles.get(instrument, instrument),
                    occasion,
                    side,
                    len(told) or None,
                    round(fmean(told), 1) if told else None,
                    fewest,
                )
            )
    return sorted(found, key=lambda each: (each.title, order.index(each.occasion), each.side))
