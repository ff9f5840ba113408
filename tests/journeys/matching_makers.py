"""A matching round in the state that a director's page is to show, and the way to that page."""

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.matching import actions
from fourfold_web.matching.models import RulingKind, Run
from fourfold_web.matching.run_settings import RunSettings
from fourfold_web.programs.models import Membership, MembershipRole
from fourfold_web.wishes import actions as wish_actions
from fourfold_web.wishes.facts import LearnerFacts, NeedWords
from fourfold_web.wishes.models import MatchingRound
from tests.cast import Cast, person

START = "/program/matching/"


def many_needs(cast: Cast) -> MatchingRound:
    """A round in which Gita has one place, four learners want her, and Gus offers less."""
    matching_round = cast.need().round
    cast.offers(cast.gus, forms=("mentoring",), ready=("mentoring",))
    Membership.objects.filter(person=cast.gita, role=MembershipRole.GUIDE).update(capacity=2)
    for number, name in enumerate(("Ada Ash", "Ben Bay", "Cleo Cruz")):
        joined = person(name)
        place = cast.program.memberships.create(person=joined, role=MembershipRole.LEARNER)
        facts = LearnerFacts(group="Night float" if number else "Clinic")
        wish_actions.save_profile(by=joined, membership=place, facts=facts)
        said = NeedWords(words="Rounds take me too long.", topic="performance_milestones")
        draft = wish_actions.save_need(learner=joined, matching_round=matching_round, said=said)
        wish_actions.choose_form(
            learner=joined, need=draft, form_of_guidance=FormOfGuidance.COACHING
        )
    return matching_round


def run_in(cast: Cast, matching_round: MatchingRound) -> Run:
    """A run of it that is done."""
    return cast.finished_run(matching_round.needs.filter(learner=cast.lena).get())


def full_run(cast: Cast) -> str:
    return f"{START}runs/{run_in(cast, many_needs(cast)).pk}/"


def full_round(cast: Cast) -> str:
    matching_round = many_needs(cast)
    run_in(cast, matching_round)
    first, second = matching_round.needs.order_by("created_at")[:2]
    for need, kind in ((first, RulingKind.PIN), (second, RulingKind.FORBID)):
        actions.rule_pair(by=cast.dora, need=need, guide=cast.gita, kind=kind)
    return f"{START}rounds/{matching_round.pk}/"


def new_run(cast: Cast) -> str:
    matching_round = many_needs(cast)
    run_in(cast, matching_round)
    return f"{START}rounds/{matching_round.pk}/run/"


def run_at_work(cast: Cast) -> str:
    run = actions.start_run(by=cast.dora, matching_round=many_needs(cast), settings=RunSettings())
    return f"{START}runs/{run.pk}/"


def impossible_run(cast: Cast) -> str:
    """Gus, who does not coach, is pinned to Lena."""
    need = cast.need()
    actions.rule_pair(by=cast.dora, need=need, guide=cast.gus, kind=RulingKind.PIN)
    return f"{START}runs/{cast.finished_run(need).pk}/"


def without_guide(cast: Cast) -> str:
    run = run_in(cast, many_needs(cast))
    return f"{START}proposals/{run.proposals.filter(guide=None)[0].pk}/"


def trial(cast: Cast) -> str:
    run = run_in(cast, many_needs(cast))
    change = {"kind": "leaves", "guide": str(cast.gita.pk)}
    tried = actions.try_out(by=cast.dora, run=run, change=change)
    actions.begin_run(run_id=tried.pk)
    return f"{START}runs/{tried.pk}/"


def to_compare(cast: Cast) -> str:
    return f"{full_run(cast)}compare/"


def to_try_out(cast: Cast) -> str:
    return f"{full_run(cast)}try/"


def to_publish(cast: Cast) -> str:
    run = run_in(cast, many_needs(cast))
    wish_actions.avoid(by=cast.lena, program=cast.program, other=cast.gita)
    return f"{START}runs/{run.pk}/publish/"


def published_run(cast: Cast) -> str:
    run = run_in(cast, many_needs(cast))
    Membership.objects.filter(person=cast.gita, role=MembershipRole.GUIDE).update(capacity=1)
    actions.publish_run(by=cast.dora, run=run)
    return f"{START}runs/{run.pk}/"


def proof(cast: Cast) -> str:
    return f"{START}runs/{run_in(cast, many_needs(cast)).pk}/certificate/"
