"""An open matching round of the sample: what people are like, what they need, and their wishes."""

from datetime import timedelta

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, MembershipRole, Program
from fourfold_web.sample.clock import Clock, date_back
from fourfold_web.wishes import actions
from fourfold_web.wishes.facts import GuideFacts, LearnerFacts, NeedWords
from fourfold_web.wishes.models import DeclarationKind, MatchingRound, Need


def add_wishes(
    entry: dict, *, program: Program, persons: dict[str, Person], clock: Clock
) -> MatchingRound:
    """Play the `matching` of data.toml."""
    matching_round = actions.open_round(
        by=persons["dora"],
        program=program,
        name=entry["name"],
        forms=[FormOfGuidance(form) for form in entry["forms"]],
        wishes_until=clock.now + timedelta(days=entry["until"]),
    )
    date_back(matching_round, opened_at=clock.ago(entry["opened"]))
    _add_profiles(entry, program, persons)
    for each in entry["needs"]:
        _add_need(each, matching_round, persons)
    for each in entry["ranks"]:
        _rank_needs(each, matching_round, persons)
    for by, other in entry["avoids"]:
        actions.avoid(by=persons[by], program=program, other=persons[other])
    for each in entry["declares"]:
        guide, learner = persons[each["guide"]], persons[each["learner"]]
        kind = DeclarationKind(each["kind"])
        actions.declare(by=guide, program=program, guide=guide, learner=learner, kind=kind)
    return matching_round


def _add_profiles(entry: dict, program: Program, persons: dict[str, Person]) -> None:
    kinds = (
        ("guides", "guide", MembershipRole.GUIDE, GuideFacts),
        ("learners", "learner", MembershipRole.LEARNER, LearnerFacts),
    )
    for entries, side, role, kind in kinds:
        for each in entry[entries]:
            person = persons[each[side]]
            place = Membership.objects.get(program=program, person=person, role=role)
            facts = kind.from_json({key: value for key, value in each.items() if key != side})
            actions.save_profile(by=person, membership=place, facts=facts)


def _add_need(entry: dict, matching_round: MatchingRound, persons: dict[str, Person]) -> None:
    learner = persons[entry["learner"]]
    said = NeedWords(
        words=entry["words"],
        topic=entry["topic"],
        goal=entry.get("goal", ""),
        introduction=entry["introduction"],
        answers={"topic": entry["topic"]},
    )
    draft = actions.save_need(learner=learner, matching_round=matching_round, said=said)
    need = actions.choose_form(
        learner=learner,
        need=draft,
        form_of_guidance=FormOfGuidance(entry["form"]),
        area=entry.get("area", ""),
    )
    ranks = {persons[guide].pk: rank for guide, rank in entry.get("ranks", {}).items()}
    actions.rank_guides(
        learner=learner, need=need, ranks=ranks, finds_for_me=entry.get("finds_for_me", False)
    )


def _rank_needs(entry: dict, matching_round: MatchingRound, persons: dict[str, Person]) -> None:
    ranks = {}
    for learner, form, rank in entry["ranks"]:
        need = Need.objects.get(
            round=matching_round, learner=persons[learner], form_of_guidance=form
        )
        ranks[need.pk] = rank
    actions.rank_needs(guide=persons[entry["guide"]], matching_round=matching_round, ranks=ranks)
