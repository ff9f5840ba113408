"""The one gentle prompt of a pair's pages, with the page that it leads to (G-79 to G-84)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from fourfold.guidance.duties import Duty, PairFacts, duty_now
from fourfold_web.engagements.models import Engagement
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.people.models import Person
from fourfold_web.shared.addresses import address


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is said, and where its button leads; "" when it has none."""

    duty: Duty
    url: str


def prompt_for(
    person: Person,
    engagement: Engagement,
    *,
    now: datetime,
    held: list[GuidanceSession],
    planned: list[GuidanceSession],
    open_steps: int,
    is_closing: bool = False,
) -> Prompt | None:
    """The prompt for this side at this moment. `held` starts with the newest meeting."""
    ahead = next((each for each in planned if each.planned_for and each.planned_for > now), None)
    is_learner = person.pk == engagement.learner_id
    facts = PairFacts(
        side="learner" if is_learner else "guide",
        form_of_guidance=engagement.form,
        started_at=engagement.started_at,
        held=len(held),
        last_held=held[0].opened_at if held else None,
        next_meeting=ahead.planned_for if ahead else None,
        is_prepared=is_learner and bool(ahead and ahead.prepared_at),
        open_steps=open_steps,
        is_closing=is_closing,
        is_paused=engagement.is_paused(now),
        ended_at=engagement.ended_at,
        planned_length=timedelta(days=engagement.program.length(engagement.form).planned_days),
    )
    duty = duty_now(facts, other=engagement.other(person).first_name, now=now)
    return Prompt(duty, _leads_to(duty, engagement, ahead)) if duty else None


def _leads_to(duty: Duty, engagement: Engagement, ahead: GuidanceSession | None) -> str:
    if duty.id == "prepare" and ahead:
        return address("guidance_sessions:prepare", ahead.pk)
    pages = {
        "report_back": ("goals:shared", engagement.pk),
        "plan_ahead": ("guidance_sessions:times", engagement.pk),
        "pass_it_on": ("roster:offer_to_guide",),
    }
    return address(*pages[duty.id]) if duty.id in pages else ""
