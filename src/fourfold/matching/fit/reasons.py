"""Why a pair has its score, criterion by criterion, or by which rules it is refused.

All sentences come from the closed lists of `data/matching.toml`, and the points add up to the
score. What stays private, such as who avoids whom, has no sentence of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfold.guidance.catalog import FormOfGuidance, profile
from fourfold.matching.fit.block import NO_DISTANCE, Block
from fourfold.matching.fit.eligibility import refusals
from fourfold.matching.fit.facts import Criterion, criteria, rules, shown_rule
from fourfold.matching.fit.features import Features
from fourfold.matching.fit.people import FORMS
from fourfold.matching.fit.scoring import Weights, code, points
from fourfold.matching.fit.ties import Tie

Numbers = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True)
class Earned:
    """The points of one criterion out of the `most` it can earn, in one sentence.

    `would_change` says what would earn more; "" when nothing does or nothing is missing.
    """

    criterion: str
    title: str
    points: int
    most: int
    says: str
    would_change: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """One hard rule that refuses the pair; `would_change` is "" when nothing would lift it."""

    rule: str
    says: str
    would_change: str


@dataclass(frozen=True, slots=True)
class PairReasons:
    """What speaks for a pair, and what forbids it.

    `earned` adds up to `score`; criteria without any weight in the form are left out. `refused` is
    empty for a pair that may be. `declared` is a sentence about two roles that the program allows
    side by side ("" when there is none).
    """

    learner: str
    need: str
    guide: str
    score: int
    earned: tuple[Earned, ...]
    refused: tuple[Refusal, ...] = ()
    declared: str = ""

    @property
    def strongest(self) -> tuple[Earned, ...]:
        """What earned points, the most first."""
        return tuple(sorted((e for e in self.earned if e.points), key=lambda e: -e.points))

    def behind(self, other: "PairReasons") -> tuple[tuple[str, int], ...]:
        """(title, points) by which this pair is behind another of its need, the most first.

        Points are negative where this pair is ahead. They add up to the difference of the scores.
        """
        mine = {each.criterion: each.points for each in self.earned}
        gaps = ((each.title, each.points - mine[each.criterion]) for each in other.earned)
        return tuple(sorted((gap for gap in gaps if gap[1]), key=lambda gap: -gap[1]))

    def to_json(self) -> dict[str, Any]:
        """The same as values of JSON."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "PairReasons":
        """What `to_json` wrote."""
        return cls(
            **{
                **data,
                "earned": tuple(Earned(**each) for each in data["earned"]),
                "refused": tuple(Refusal(**each) for each in data["refused"]),
            }
        )


def reasons(
    features: Features, weights: Weights, need: int, guide: int, similarity: int
) -> PairReasons:
    """The reasons of one pair; `similarity` is how alike their words are, 0 to 1000."""
    return reasons_of_need(features, weights, need, [guide], np.array([similarity]))[0]


def reasons_of_need(
    features: Features, weights: Weights, need: int, guides: Sequence[int], similarity: Numbers
) -> tuple[PairReasons, ...]:
    """The reasons of one need with several guides at once; one similarity a guide."""
    block = Block(features, np.array([need]), np.asarray(guides, np.int64))
    row = similarity[None, :]
    told = _Told(block, weights, points(block, weights, row)[:, 0], refusals(block)[:, 0], row)
    return tuple(told.pair(column) for column in range(len(guides)))


@dataclass(frozen=True, eq=False)
class _Told:
    """One need with some guides: `points` (criteria x guides) and `refused` (rules x guides)."""

    block: Block
    weights: Weights
    points: Numbers
    refused: NDArray[np.bool_]
    similarity: Numbers

    def pair(self, column: int) -> PairReasons:
        """The reasons of the pair in a column."""
        features, words = self.block.features, self._words(column)
        need, guide = int(self.block.needs[0]), int(self.block.guides[column])
        earned = (
            self._earned(each, int(self.points[number, column]), column, words)
            for number, each in enumerate(criteria().values())
            if self.weights.most(each.name, self.form)
        )
        return PairReasons(
            learner=features.learner_ids[features.need_learner[need]],
            need=features.need_names[need],
            guide=features.guide_ids[guide],
            score=int(self.points[:, column].sum()),
            earned=tuple(earned),
            refused=self._refusals(column, words),
            declared=self._declared(column, words),
        )

    @cached_property
    def form(self) -> FormOfGuidance:
        """The form of the need."""
        return FORMS[int(self.block.forms[0])]

    @cached_property
    def codes(self) -> Mapping[str, Numbers]:
        """What each criterion counts, one entry a guide."""
        return {name: code(self.block, name, self.similarity)[0] for name in criteria()}

    def _earned(
        self, criterion: Criterion, earned: int, column: int, words: Mapping[str, str]
    ) -> Earned:
        strength = criterion.strengths[self.form][self.codes[criterion.name][column]]
        most = self.weights.most(criterion.name, self.form)
        says, hint = criterion.sentence(strength), criterion.would_change
        if self._is_unknown(criterion.name, column):
            says, hint = criterion.unknown, criterion.when_known
        hint = hint.format_map(words) if earned < most else ""
        says = says.format_map(words)
        return Earned(criterion.name, criterion.title, earned, most, says, hint)

    def _is_unknown(self, name: str, column: int) -> bool:
        block = self.block
        if name in ("hours", "languages"):
            says = {"hours": "says_hours", "languages": "says_language"}[name]
            return not (block.of_needs(says)[0, 0] and block.of_guides(says)[0, column])
        if name in ("field", "network"):
            return bool(min(block.of_needs(name)[0, 0], block.of_guides(name)[0, column]) < 0)
        if name == "stage":
            return bool(block.distance[0, column] == NO_DISTANCE)
        return name == "expertise" and not block.features.topics[block.needs[0]].strip()

    def _refusals(self, column: int, words: Mapping[str, str]) -> tuple[Refusal, ...]:
        found: dict[str, Refusal] = {}
        for rule, broken in zip(rules().values(), self.refused[:, column], strict=True):
            if broken:
                shown = shown_rule(rule.name)
                says = shown.says if self.form in shown.forms else shown.says_when_blocked
                found[shown.name] = Refusal(
                    shown.name, says.format_map(words), shown.would_change.format_map(words)
                )
        return tuple(found.values())

    def _declared(self, column: int, words: Mapping[str, str]) -> str:
        assesses = list(rules()).index("assesses")
        if self.refused[assesses, column] or not self.block.tied(Tie.ASSESSES)[0, column]:
            return ""
        return rules()["assesses"].declared.format_map(words)

    def _words(self, column: int) -> Mapping[str, str]:
        """What stands in the places of the sentences."""
        features, need = self.block.features, int(self.block.needs[0])
        guide, labels = int(self.block.guides[column]), features.labels
        ours, theirs = features.need_side, features.guide_side
        return {
            "form": profile(self.form).name.lower(),
            "topic": features.topics[need].strip() or "the topic",
            "field": _label(labels.field.labels, ours.field[need]),
            "network": _label(labels.network.labels, ours.network[need]),
            "languages": _listed(
                labels.languages.in_both(ours.languages[need], theirs.languages[guide])
            ),
            "interests": _listed(
                labels.interests.in_both(ours.interests[need], theirs.interests[guide])
            ),
            "learner_rank": str(self.block.learner_rank[0, column]),
            "guide_rank": str(self.block.guide_rank[0, column]),
        }


def _label(labels: Sequence[str], number: int) -> str:
    return labels[number] if number >= 0 else ""


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
