"""What a review summary can hold and what it holds, read from goals, meetings and products."""

import hashlib
import json
from collections import Counter
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from fourfold.goals.attainment import usual_scale
from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.goals.access import goals_of
from fourfold_web.goals.models import Goal, Step
from fourfold_web.goals.queries import checks_of, whole
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.papers.access import reaches_directors
from fourfold_web.papers.models import ReviewDraft, Snapshot
from fourfold_web.papers.summary import Choice, GoalLines, Meetings, Part, Summary
from fourfold_web.people.models import Person
from fourfold_web.products.models import MentorRole, Product
from fourfold_web.products.queries import products_of
from fourfold_web.programs.models import Program
from fourfold_web.shared.templatetags.fourfold import day

HALF_A_YEAR = timedelta(days=183)
MOST_GOALS = 50


def choice_of(learner: Person, program: Program) -> Choice:
    """What the learner picked so far: nothing at first, and the last half year."""
    draft = ReviewDraft.objects.filter(learner=learner, program=program).first()
    if draft:
        return draft.to_core()
    return Choice(since=timezone.localdate() - HALF_A_YEAR, goals={})


def goals_to_pick(learner: Person) -> list[Goal]:
    """The learner's goals with all that a summary may say about them, the newest first."""
    return list(whole(goals_of(learner)).order_by("-created_at")[:MOST_GOALS])


def meetings_held(learner: Person, program: Program, since: date) -> tuple[Meetings, ...]:
    """How many meetings of the learner have ended since that day, by the form they opened with."""
    ended = GuidanceSession.objects.filter(
        engagement__learner=learner,
        engagement__program=program,
        ended_at__gte=timezone.make_aware(datetime.combine(since, time())),
    )
    counted = Counter(ended.values_list("form_of_guidance", flat=True))
    return tuple(Meetings(form, counted[form]) for form in FormOfGuidance if counted[form])


def summary_of(learner: Person, program: Program, choice: Choice) -> Summary:
    """The summary that this choice makes of the rows as they stand; what is gone is left out."""
    products = [each for each in products_of(learner, program) if str(each.pk) in choice.products]
    return Summary(
        since=choice.since,
        words=choice.words,
        goals=tuple(
            _lines_of(goal, parts, choice.since)
            for goal in goals_to_pick(learner)
            if (parts := choice.goals.get(str(goal.pk)))
        ),
        meetings=meetings_held(learner, program, choice.since) if choice.meetings else (),
        products=tuple(map(product_line, products)),
    )


def steps_done(goal: Goal, since: date) -> list[Step]:
    """The steps toward this goal that were done since that day."""
    return [
        step
        for step in goal.steps.all()
        if step.done_at and timezone.localdate(step.done_at) >= since
    ]


def level_line(goal: Goal) -> str:
    """How far the goal is, in the learner's own words for that level; empty without an answer."""
    answered = [each for each in goal.check_ins.all() if each.answered_at]
    if not answered:
        return ""
    last = answered[-1]
    scale = next((each for each in goal.scales.all() if each.pk == last.scale_id), None)
    says = (scale.to_core() if scale else usual_scale()).says(last.level)
    level = f"{last.level:+d}".replace("-", "−") if last.level else "0"
    return f"How far on {day(timezone.localtime(last.answered_at))}: {says} ({level} of −2 to +2)"


def checks_line(goal: Goal) -> str:
    """Which of the six letters the goal meets, by its words and its links."""
    met = [each.title.lower() for each in checks_of(goal).letters if each.is_met]
    return f"Checks met: {', '.join(met) or 'none yet'}"


def product_line(product: Product) -> str:
    """A product on one line, with the mentor's part in it."""
    number = {"doi": "DOI ", "pmid": "PMID "}.get(product.reference.found)
    parts = [
        product.title,
        str(product.year or ""),
        f"{number}{product.reference.value}" if number else "",
        "" if product.mentor_role == MentorRole.NONE else f"mentor: {product.mentor_role}",
    ]
    return " · ".join(filter(None, parts))


def print_of(summary: Summary) -> str:
    """A mark of these very contents, so that what is published is what was looked at."""
    return hashlib.sha256(json.dumps(summary.to_json()).encode()).hexdigest()[:16]


def own_snapshots(learner: Person, program: Program) -> QuerySet[Snapshot]:
    """What the learner has published to this program, also what they took back."""
    return Snapshot.objects.filter(learner=learner, program=program).defer("contents")


def snapshots_in(program: Program) -> QuerySet[Snapshot]:
    """What learners have published to this program and not taken back, the newest first."""
    return (
        Snapshot.objects.filter(reaches_directors([program]), program=program)
        .select_related("learner")
        .defer("contents")
    )


def _lines_of(goal: Goal, parts: frozenset[Part], since: date) -> GoalLines:
    lines = [f"State: {goal.get_state_display().lower()}"]
    if Part.LEVEL in parts:
        lines.append(level_line(goal))
    if Part.CHECKS in parts:
        lines.append(checks_line(goal))
    steps = steps_done(goal, since) if Part.STEPS in parts else []
    return GoalLines(goal.words, tuple(filter(None, lines)), tuple(step.words for step in steps))
