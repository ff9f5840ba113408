"""What a run works with: who takes part now, what is placed already, what the director ruled."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from hashlib import sha256
from typing import Any
from uuid import UUID

import numpy as np

from fourfold.matching.fit.block import Block
from fourfold.matching.fit.eligibility import refusals
from fourfold.matching.fit.facts import rules
from fourfold.matching.fit.features import Features, features_of
from fourfold.matching.fit.people import Guide, Learner, Profiles
from fourfold_web.engagements.room import with_taken
from fourfold_web.matching.models import LeftOut, Proposal, RulingKind
from fourfold_web.matching.queries import ended_in, placed_in, proposed_last_in
from fourfold_web.programs.models import Membership, MembershipRole
from fourfold_web.wishes.access import taking_part
from fourfold_web.wishes.models import LearnerProfile, MatchingRound
from fourfold_web.wishes.queries import profiles_of

# (learner id, name of the need, guide id), as the core names a pair.
Pair = tuple[str, str, str]
# Rules that say no more than that somebody is full.
FULL_RULES = frozenset({"no_place", "no_place_in_form"})


@dataclass(frozen=True)
class Inputs:
    """Everybody with the places that are free now, and the pairs that rulings speak of.

    `apart` are pairs that came to nothing before, and those of a learner with a guide whom they
    have for another need.
    """

    profiles: Profiles
    pins: tuple[Pair, ...]
    forbidden: tuple[Pair, ...]
    apart: tuple[Pair, ...]
    previous: tuple[Pair, ...]

    @property
    def is_anybody_there(self) -> bool:
        """Whether there is a need to match and a guide to match it with."""
        return bool(self.profiles.learners and self.profiles.guides)

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that learners chose to be counted in, by name."""
        return tuple(sorted({each.group for each in self.profiles.learners if each.group}))

    @property
    def digest(self) -> str:
        """One short text that changes with anything here."""
        return sha256(repr(_plain(self)).encode()).hexdigest()


def inputs_of(matching_round: MatchingRound) -> Inputs:
    """What a run of this round would work with now."""
    placed = [_pair(each) for each in placed_in(matching_round)]
    profiles = _without_placed(profiles_of(matching_round), placed)
    profiles = _with_free_places(profiles, matching_round)
    rulings = list(matching_round.rulings.select_related("need"))
    open_needs = {(each.id, need.name) for each in profiles.learners for need in each.needs}
    guides = {each.id for each in profiles.guides}
    there = _there(open_needs, guides)
    return Inputs(
        profiles=profiles,
        pins=there(_ruled(rulings, RulingKind.PIN)),
        forbidden=there(_ruled(rulings, RulingKind.FORBID)),
        apart=tuple(
            sorted({*there(map(_pair, ended_in(matching_round))), *_apart(open_needs, placed)})
        ),
        previous=there(map(_pair, proposed_last_in(matching_round))),
    )


def groups_of(matching_round: MatchingRound) -> tuple[str, ...]:
    """The groups that learners of this round chose to be counted in, by name."""
    learners = taking_part(matching_round).order_by().values("learner")
    facts = LearnerProfile.objects.filter(
        membership__program=matching_round.program_id, membership__person__in=learners
    )
    return tuple(sorted({each.to_facts().group for each in facts} - {""}))


def refused_now(
    matching_round: MatchingRound, proposals: Collection[Proposal]
) -> Mapping[UUID, LeftOut]:
    """Which of these pairs their rules no longer allow, asked of what people say now."""
    inputs = inputs_of(matching_round)
    if not inputs.is_anybody_there:
        return {}
    forbidden = set(inputs.forbidden)
    found = {proposal.pk: LeftOut.RULES for proposal in proposals if _pair(proposal) in forbidden}
    return {**_refused_by_rules(features_of(inputs.profiles), proposals), **found}


def _refused_by_rules(features: Features, proposals: Iterable[Proposal]) -> Mapping[UUID, LeftOut]:
    needs = places_of_needs(features)
    guides = {guide: place for place, guide in enumerate(features.guide_ids)}
    by_guide: dict[int, list[tuple[int, UUID]]] = {}
    for proposal in proposals:
        learner, name, guide = _pair(proposal)
        # Who left, or took the need back, is told by a cause of its own.
        if (learner, name) in needs and guide in guides:
            row = needs[learner, name], proposal.pk
            by_guide.setdefault(guides[guide], []).append(row)
    found = {}
    for guide, rows in by_guide.items():
        block = Block(features, np.array([need for need, _ in rows]), np.array([guide]))
        for broken, (_, pk) in zip(refusals(block)[:, :, 0].T, rows, strict=True):
            if cause := _cause(broken):
                found[pk] = cause
    return found


def _cause(broken: np.ndarray) -> LeftOut | None:
    names = {name for name, is_broken in zip(rules(), broken, strict=True) if is_broken}
    if names - FULL_RULES:
        return LeftOut.RULES
    return LeftOut.FULL if names else None


def places_of_needs(features: Features) -> dict[tuple[str, str], int]:
    """The index of each need by learner id and name."""
    named = zip(features.need_learner, features.need_names, strict=True)
    return {
        (features.learner_ids[learner], name): place for place, (learner, name) in enumerate(named)
    }


def _pair(proposal: Proposal) -> Pair:
    return str(proposal.need.learner_id), proposal.form_of_guidance, str(proposal.guide_id)


def _without_placed(profiles: Profiles, placed: Iterable[Pair]) -> Profiles:
    """Without the needs that have somebody, in both sides' wishes too."""
    gone = {(learner, name) for learner, name, _ in placed}
    learners = [_open_part(each, gone) for each in profiles.learners]
    return replace(
        profiles,
        learners=tuple(each for each in learners if each.needs),
        guides=tuple(_ranking_without(each, gone) for each in profiles.guides),
    )


def _open_part(learner: Learner, gone: set[tuple[str, str]]) -> Learner:
    needs = tuple(need for need in learner.needs if (learner.id, need.name) not in gone)
    names = {need.name for need in needs}
    ranking = {name: tiers for name, tiers in learner.ranking.items() if name in names}
    return replace(learner, needs=needs, ranking=ranking)


def _ranking_without(guide: Guide, gone: set[tuple[str, str]]) -> Guide:
    tiers = (tier - gone for tier in guide.ranking)
    return replace(guide, ranking=tuple(tier for tier in tiers if tier))


def _with_free_places(profiles: Profiles, matching_round: MatchingRound) -> Profiles:
    """Guides with the places that running pairs and settled requests leave them."""
    guides = Membership.objects.filter(
        program=matching_round.program_id, role=MembershipRole.GUIDE, capacity__isnull=False
    )
    taken = {str(person): number for person, number in _taken(guides)}
    return replace(
        profiles,
        guides=tuple(
            replace(each, capacity=max(0, each.capacity - taken.get(each.id, 0)))
            for each in profiles.guides
        ),
    )


def _taken(guides) -> Iterable[tuple[UUID, int]]:
    return with_taken(guides).values_list("person", "taken")


def _ruled(rulings: Iterable, kind: RulingKind) -> Iterable[Pair]:
    return (
        (str(each.need.learner_id), each.need.form_of_guidance, str(each.guide_id))
        for each in rulings
        if each.kind == kind and each.need.withdrawn_at is None
    )


def _there(open_needs: set[tuple[str, str]], guides: set[str]):
    """A filter for pairs whose need is open and whose guide takes part."""

    def there(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
        kept = (p for p in pairs if (p[0], p[1]) in open_needs and p[2] in guides)
        return tuple(sorted(kept))

    return there


def _apart(open_needs: Iterable[tuple[str, str]], placed: Iterable[Pair]) -> tuple[Pair, ...]:
    """The open needs of a learner beside the guide whom they have for another."""
    with_guide: dict[str, set[str]] = {}
    for learner, _, guide in placed:
        with_guide.setdefault(learner, set()).add(guide)
    pairs = (
        (learner, name, guide)
        for learner, name in open_needs
        for guide in with_guide.get(learner, ())
    )
    return tuple(sorted(pairs))


def _plain(value: Any) -> Any:
    """The same as nested lists whose `repr` depends on nothing but what is in them."""
    if is_dataclass(value) and not isinstance(value, type):
        return [_plain(getattr(value, each.name)) for each in fields(value)]
    if isinstance(value, Mapping):
        return sorted([repr(_plain(key)), _plain(each)] for key, each in value.items())
    if isinstance(value, frozenset | set):
        return sorted(repr(_plain(each)) for each in value)
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return str(value)
