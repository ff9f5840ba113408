"""How much speaks for each form of guidance, from ticked answers and from words.

The numbers stand in `data/recommend.toml`; this module adds them up and draws the line between
a form and "not clear yet" (G-15..G-20, G-27).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from fourfold.guidance.catalog import FormOfGuidance, parse_form
from fourfold.guidance.intake import question
from fourfold.guidance.wording import EVEN, NO_LIKENESS, Likeness
from fourfold.guidance.words import Reading, combined
from fourfold.issues import FourfoldError

FORMS = tuple(FormOfGuidance)
# From this fit on an answer meets what a form asks for; from its opposite on it speaks against.
MEETS = 0.5
VAGUE = "goal_clarity=vague"
_PLACES = range(len(FORMS))
_COACHING = FORMS.index(FormOfGuidance.COACHING)
_WISDOM = FORMS.index(FormOfGuidance.COACHING_WITH_WISDOM)

# An answer as "key=value", and how much speaks for it: a tick or words that mean it.
Evidence = dict[str, float]


@dataclass(frozen=True, slots=True)
class Fit:
    """How one answer fits the four forms, in their order, from -1 to 1.

    `supports` are the weights without what speaks against a form,
    `attribute` is the row of the table it belongs to, `you` tells the answer back to the learner.
    """

    attribute: str
    you: str
    weights: tuple[float, ...]
    supports: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything in `data/recommend.toml`; `fits` has one entry for each deciding answer."""

    limits: Mapping[str, float]
    fits: Mapping[str, Fit]
    opposites: tuple[tuple[tuple[str, str], ...], ...]
    wisdom: tuple[str, ...]
    combination: tuple[FormOfGuidance, ...]
    combination_needs: tuple[str, ...]
    combination_least: float
    combination_one_task: str
    warnings: Mapping[str, str]
    wording_says: str
    prompts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """The outcome: a form or None, and the forms from best to worst."""

    form_of_guidance: FormOfGuidance | None
    order: tuple[FormOfGuidance, ...]


@cache
def rules() -> Rules:
    """The rules that the product ships."""
    text = files("fourfold").joinpath("data/recommend.toml").read_text(encoding="utf-8")
    return read_rules(tomllib.loads(text))


def read_rules(data: Mapping[str, Any]) -> Rules:
    """Check parsed rules; FourfoldError names a key, value or form that does not exist."""
    fits: dict[str, Fit] = {}
    for key, rows in data["fit"].items():
        for choice in question(key).choices:
            if choice.value not in rows:
                raise FourfoldError(f"recommend.toml says nothing about {key}={choice.value}.")
            row = rows[choice.value]
            weights = tuple(float(row[form]) for form in FORMS)
            supports = tuple(max(0.0, weight) for weight in weights)
            fits[f"{key}={choice.value}"] = Fit(rows["attribute"], row["you"], weights, supports)
    return Rules(
        limits=data["limits"],
        fits=fits,
        opposites=tuple(
            tuple((one, other) for one, other in entry["pairs"]) for entry in data["opposites"]
        ),
        wisdom=tuple(data["wisdom"]["answers"]),
        combination=tuple(parse_form(form) for form in data["combination"]["forms"]),
        combination_needs=tuple(data["combination"]["needs"]),
        combination_one_task=data["combination"]["one_task"],
        combination_least=data["combination"]["least"],
        warnings=data["warnings"],
        wording_says=data["wording"]["says"],
        prompts=tuple(data["prompts"]["says"]),
    )


def weight_of(pair: str, form: FormOfGuidance) -> float:
    """How an answer ("key=value") fits a form, from -1 to 1; 0 when it decides nothing."""
    fit = rules().fits.get(pair)
    return fit.weights[FORMS.index(form)] if fit else 0.0


def word_evidence(reading: Reading) -> Evidence:
    """What the words speak for; cues for one answer strengthen each other, never beyond 1."""
    evidence: Evidence = {}
    for cue in reading.cues:
        pair = f"{cue.key}={cue.value}"
        evidence[pair] = combined(evidence.get(pair, 0.0), cue.strength)
    against: Evidence = {}
    for cue in reading.declined:
        pair = f"{cue.key}={cue.value}"
        against[pair] = combined(against.get(pair, 0.0), cue.strength)
    for pair, amount in against.items():
        evidence[pair] = evidence.get(pair, 0.0) - rules().limits["declined"] * amount
    return evidence


@dataclass(frozen=True, slots=True)
class Scales:
    """What words have put on the scales, ready to try answers beside them.

    `scores` and `support` (what speaks for a form, without what speaks against it) are in the
    order of the forms, in the unit of `data/recommend.toml`; `most` is what the words say most
    clearly of all that decides.
    """

    words: Evidence
    wording: Likeness
    scores: list[float]
    support: list[float]
    tick: float
    wisdom: float
    most: float
    contradictory: bool

    def weigh(self, answers: Mapping[str, str]) -> Weighed:
        """The form that words and answers speak for, or None when they are thin or torn."""
        table = rules()
        limits = table.limits
        scores, support, wisdom, ticked = self.scores, self.support, self.wisdom, 0
        least = limits["vague_needs_more"] if answers.get("goal_clarity") == "vague" else 0.0
        for pair in map("=".join, answers.items()):
            if fit := table.fits.get(pair):
                ticked += 1
                scores = _added(scores, fit.weights, self.tick)
                support = _added(support, fit.supports, self.tick)
                wisdom += self.tick if pair in table.wisdom else 0.0
        if self.wording is not NO_LIKENESS and wisdom < limits["wisdom_least"]:
            scores[_WISDOM] -= limits["wisdom_missing"]
        order = sorted(_PLACES, key=scores.__getitem__, reverse=True)
        best, second = order[0], order[1]
        clear = (
            not self.contradictory
            and scores[best] >= self._least(ticked) + least
            and scores[best] - scores[second] >= _needed_lead(best, second)
            and scores[best] >= limits["clear_part"] * support[best]
        )
        return Weighed(FORMS[best] if clear else None, tuple([FORMS[place] for place in order]))

    def _least(self, ticked: int) -> float:
        limits = rules().limits
        if self.wording is NO_LIKENESS:
            return limits["least_from_ticks"]
        if not ticked and not self.most:
            return limits["least_from_wording"]
        # Words without any need ask for more; every tick that decides makes up for some of it.
        unclear = limits["wording"] * (self.wording.unclear - EVEN)
        unclear += limits["vague_needs_more"] * min(1.0, self.words.get(VAGUE, 0.0))
        return limits["least_from_words"] + max(0.0, unclear - limits["tick_settles"] * ticked)


def scales(words: Evidence, wording: Likeness) -> Scales:
    """Put words on the scales: what they describe and how they are worded."""
    table = rules()
    limits = table.limits
    scores = [limits["wording"] * (part - EVEN) for part in wording.forms]
    support = [max(0.0, score) for score in scores]
    most = 0.0
    for pair, amount in words.items():
        if fit := table.fits.get(pair):
            most = max(most, amount)
            scores = _added(scores, fit.weights, amount)
            support = _added(support, fit.supports, max(0.0, amount))
    return Scales(
        words=words,
        wording=wording,
        scores=scores,
        support=support,
        tick=limits["tick_beside_words" if most >= limits["telling"] else "tick_alone"],
        wisdom=sum(max(0.0, words.get(pair, 0.0)) for pair in table.wisdom),
        most=most,
        contradictory=contradictions(words) >= limits["contradictions"],
    )


def contradictions(words: Evidence) -> int:
    """How many opposites the words ask for at once."""
    least = rules().limits["opposed"]
    return sum(
        any(min(words.get(one, 0.0), words.get(other, 0.0)) >= least for one, other in pairs)
        for pairs in rules().opposites
    )


def _added(values: list[float], weights: tuple[float, ...], amount: float) -> list[float]:
    # A new list: the scales are used again for the next try.
    return [value + weight * amount for value, weight in zip(values, weights, strict=True)]


def _needed_lead(best: int, second: int) -> float:
    within = best + second == _COACHING + _WISDOM and _COACHING in (best, second)
    return rules().limits["lead_within_coaching" if within else "lead"]
