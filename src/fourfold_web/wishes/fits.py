"""Which guides could take a need and which needs a guide could take, by the core's hard rules.

The lists of both sides rest on these. Whom a private rule keeps apart is on neither: a line “kept
apart” would tell one of the two about the other.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from fourfold.matching.fit.block import Block
from fourfold.matching.fit.eligibility import allowed
from fourfold.matching.fit.features import features_of
from fourfold.matching.fit.reasons import PairReasons, reasons_of_need
from fourfold.matching.fit.scoring import weights_of
from fourfold_web.programs.models import Membership
from fourfold_web.wishes.access import guides_in
from fourfold_web.wishes.models import MatchingRound, Need
from fourfold_web.wishes.queries import profiles_of

# What a rule says that stays private.
KEPT_APART = "kept_apart"
# The first of the rules.
NOT_OFFERED = "form_not_offered"
# What two people share, as a learner reads it beside a guide; never how a guide has ranked.
SHARED = ("expertise", "goals", "interests", "field", "hours", "languages", "network")
MOST_SHARED = 3


@dataclass(frozen=True, slots=True)
class GuideFit:
    """A guide of a round beside one need.

    `shared` says what speaks for the two, `why_not` why the guide cannot take it: one of them is
    empty. `points` tell who fits best; ranks and likeness of words are not in them.
    """

    place: Membership
    points: int
    shared: tuple[str, ...]
    why_not: tuple[str, ...]


def guides_beside(need: Need) -> tuple[GuideFit, ...]:
    """The guides of the need's round, those who fit best first, else by name."""
    features = features_of(profiles_of(need.round))
    row = features.need_index(str(need.learner_id), need.form_of_guidance)
    places = list(guides_in(need.round))
    columns = [features.guide_index(str(each.person_id)) for each in places]
    if not columns:
        return ()
    unlike = np.zeros(len(columns), np.int64)
    told = reasons_of_need(features, weights_of(), row, columns, unlike)
    found = [_fit(place, each) for place, each in zip(places, told, strict=True)]
    return tuple(sorted((each for each in found if each), key=lambda each: -each.points))


def fitting_needs(
    place: Membership, matching_round: MatchingRound, needs: Collection[Need]
) -> list[Need]:
    """Of these needs of a round, the ones that the guide could take."""
    if not needs:
        return []
    features = features_of(profiles_of(matching_round))
    rows = [features.need_index(str(each.learner_id), each.form_of_guidance) for each in needs]
    guide = np.array([features.guide_index(str(place.person_id))])
    free = allowed(Block(features, np.array(rows), guide))[:, 0]
    return [need for need, is_free in zip(needs, free, strict=True) if is_free]


def _fit(place: Membership, told: PairReasons) -> GuideFit | None:
    """None for somebody whom a private rule keeps apart."""
    if any(each.rule == KEPT_APART for each in told.refused):
        return None
    # Who does not offer a form need not be told of as unready for it as well.
    told_first = told.refused[:1] if NOT_OFFERED in {each.rule for each in told.refused} else ()
    why_not = tuple(each.says for each in told_first or told.refused)
    strongest = [each for each in told.strongest if each.criterion in SHARED]
    shared = () if why_not else tuple(each.says for each in strongest[:MOST_SHARED])
    return GuideFit(place, sum(each.points for each in strongest), shared, why_not)
