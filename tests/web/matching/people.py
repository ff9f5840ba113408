"""A round with more people than the cast has, and what a run made of it."""

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.jobs.worker import Worker
from fourfold_web.matching import actions
from fourfold_web.matching.models import Run
from fourfold_web.matching.run_settings import RunSettings
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, MembershipRole
from fourfold_web.wishes import actions as wish_actions
from fourfold_web.wishes.facts import NeedWords
from fourfold_web.wishes.models import MatchingRound, Need
from tests.cast import Cast, person

COACHING = FormOfGuidance.COACHING


def learner(cast: Cast, name: str) -> Person:
    """One more learner of the cast's program."""
    joined = person(name)
    Membership.objects.create(program=cast.program, person=joined, role=MembershipRole.LEARNER)
    return joined


def guide(cast: Cast, name: str) -> Person:
    """One more guide, who offers every form."""
    joined = person(name)
    Membership.objects.create(program=cast.program, person=joined, role=MembershipRole.GUIDE)
    cast.offers(joined)
    return joined


def need(
    matching_round: MatchingRound,
    who: Person,
    *wanted: Person,
    form: FormOfGuidance = COACHING,
    words: str = "I lose the thread on rounds.",
) -> Need:
    """What `who` looks for, with the guides they would like, the best first."""
    said = NeedWords(words=words, topic="performance_milestones", introduction="Hello from me.")
    draft = wish_actions.save_need(learner=who, matching_round=matching_round, said=said)
    kept = wish_actions.choose_form(learner=who, need=draft, form_of_guidance=form)
    if wanted:
        ranks = {each.pk: place for place, each in enumerate(wanted, start=1)}
        wish_actions.rank_guides(learner=who, need=kept, ranks=ranks, finds_for_me=False)
    return kept


def room(who: Person, capacity: int | None, *, paused: bool = False) -> None:
    """How many people a guide takes."""
    Membership.objects.filter(person=who, role=MembershipRole.GUIDE).update(
        capacity=capacity, paused=paused
    )


def run_of(cast: Cast, matching_round: MatchingRound, **settings) -> Run:
    """A run that a worker has done."""
    run = actions.start_run(
        by=cast.dora, matching_round=matching_round, settings=RunSettings(**settings)
    )
    Worker().drain()
    return Run.objects.get(pk=run.pk)


def pairs_of(run: Run) -> dict[str, str]:
    """Guide by learner, by first names; empty for nobody."""
    rows = run.proposals.select_related("need__learner", "guide")
    return {
        each.need.learner.first_name: each.guide.first_name if each.guide else "" for each in rows
    }
