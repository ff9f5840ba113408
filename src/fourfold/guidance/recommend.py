"""The form of guidance that fits a learner's need, with its reasons (G-7, G-26..G-28)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from fourfold.guidance.catalog import FormOfGuidance, parse_form, profile
from fourfold.guidance.intake import Intake
from fourfold.guidance.mismatch import warnings_for
from fourfold.guidance.weighing import (
    MEETS,
    Evidence,
    Scales,
    Weighed,
    rules,
    scales,
    weight_of,
    word_evidence,
)
from fourfold.guidance.whatif import changes_to_reach, worth_asking
from fourfold.guidance.words import Reading, read_words

_OPENING = 80
_NO_WORDS = Reading((), (), (), two_needs=False)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a form was recommended.

    `answer` is "key=value" for a ticked answer and `words: "…"` with the phrase for words;
    `attribute` is the row of the table that it met, `says` one sentence for the learner.
    """

    answer: str
    attribute: str
    says: str


@dataclass(frozen=True, slots=True)
class NearMiss:
    """The form that came next; `if_` is the change that would give it: "key=value and …"."""

    form_of_guidance: FormOfGuidance
    if_: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A form of guidance, or None when goals must be made clear first (G-27).

    `still_to_ask` are question keys, the most telling first. `combination` names two forms when
    the need calls for both (G-113). `prompts` help to find short- and long-term goals and are
    there only when the form is None.
    """

    form_of_guidance: FormOfGuidance | None
    reasons: tuple[Reason, ...] = ()
    near_miss: NearMiss | None = None
    still_to_ask: tuple[str, ...] = ()
    combination: tuple[FormOfGuidance, ...] | None = None
    warnings: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The recommendation as JSON values; the form is "clarify" when there is none."""
        near = self.near_miss
        return {
            "form": self.form_of_guidance.value if self.form_of_guidance else "clarify",
            "reasons": [
                {"answer": each.answer, "attribute": each.attribute, "says": each.says}
                for each in self.reasons
            ],
            "near_miss": near and {"form": near.form_of_guidance.value, "if": near.if_},
            "still_to_ask": list(self.still_to_ask),
            "combination": self.combination and [form.value for form in self.combination],
            "warnings": list(self.warnings),
            "prompts": list(self.prompts),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Recommendation":
        """The recommendation that `to_json` wrote; FourfoldError when a form is unknown."""
        near = data["near_miss"]
        both = data["combination"]
        return cls(
            form_of_guidance=None if data["form"] == "clarify" else parse_form(data["form"]),
            reasons=tuple(Reason(**each) for each in data["reasons"]),
            near_miss=near and NearMiss(parse_form(near["form"]), near["if"]),
            still_to_ask=tuple(data["still_to_ask"]),
            combination=both and tuple(parse_form(form) for form in both),
            warnings=tuple(data["warnings"]),
            prompts=tuple(data["prompts"]),
        )


def recommend(intake: Intake) -> Recommendation:
    """The form that fits what the learner answered and wrote.

    Words and ticks are weighed together; a form that is only named is no evidence (G-7). Thin,
    torn or contradictory evidence gives no form but prompts for the learner's goals (G-27).
    """
    if intake.text.strip():
        return _recommended(intake.answers, read_words(intake.text), intake.text)
    # The topic decides nothing, so intakes that differ in nothing else share an outcome.
    answers = sorted(each for each in intake.answers.items() if each[0] != "topic")
    return _from_ticks(tuple(answers))


@lru_cache(maxsize=8192)
def _from_ticks(answers: tuple[tuple[str, str], ...]) -> Recommendation:
    return _recommended(dict(answers), _NO_WORDS, "")


def _recommended(answers: Mapping[str, str], reading: Reading, text: str) -> Recommendation:
    words = word_evidence(reading)
    on_scales = scales(words, reading.likeness)
    weighed = on_scales.weigh(answers)
    both = _combination(words, reading, weighed)
    form = weighed.form_of_guidance
    if both and form not in both:
        form = next(each for each in weighed.order if each in both)
    if form:
        reasons = _reasons(form, answers, reading) or (_reason_of_wording(form, text),)
    else:
        reasons = _torn(answers, reading, weighed)
    return Recommendation(
        form_of_guidance=form,
        reasons=reasons,
        near_miss=_near_miss(weighed, form, on_scales, answers),
        still_to_ask=worth_asking(on_scales, answers, form),
        combination=both,
        warnings=warnings_for(form, both or (), answers, reading),
        prompts=() if form else rules().prompts,
    )


def _combination(
    words: Evidence, reading: Reading, weighed: Weighed
) -> tuple[FormOfGuidance, ...] | None:
    """Both forms of a combination when the words ask for both and no other form fits (G-113)."""
    table = rules()
    needed = (words.get(need, 0.0) for need in table.combination_needs)
    if not reading.two_needs or min(needed) < table.combination_least:
        return None
    if words.get(table.combination_one_task, 0.0) >= table.combination_least:
        return None
    return None if weighed.form_of_guidance is FormOfGuidance.ADVISING else table.combination


def _reasons(
    form: FormOfGuidance, answers: Mapping[str, str], reading: Reading
) -> tuple[Reason, ...]:
    found: dict[str, Reason] = {}
    for key, value in answers.items():
        pair = f"{key}={value}"
        if weight_of(pair, form) >= MEETS:
            found[pair] = _reason(pair, pair, form)
    for cue in sorted(reading.cues, key=lambda cue: -cue.strength):
        pair = f"{cue.key}={cue.value}"
        if pair not in found and weight_of(pair, form) >= MEETS:
            found[pair] = _reason(pair, f'words: "{cue.phrase}"', form)
    return tuple(found.values())


def _torn(answers: Mapping[str, str], reading: Reading, weighed: Weighed) -> tuple[Reason, ...]:
    """Nothing fits yet: what speaks for each of the two forms that come first."""
    first, second = weighed.order[:2]
    found = dict.fromkeys(_reasons(first, answers, reading) + _reasons(second, answers, reading))
    return tuple({each.answer: each for each in reversed(found)}.values())[::-1]


def _reason(pair: str, answer: str, form: FormOfGuidance) -> Reason:
    fit = rules().fits[pair]
    about = profile(form)
    met = about.attribute(fit.attribute).says
    return Reason(answer, fit.attribute, f"{fit.you} {about.name}: {met[0].lower()}{met[1:]}.")


def _reason_of_wording(form: FormOfGuidance, text: str) -> Reason:
    """When no phrase tells the form, but the wording does: the first words stand for it."""
    opening = " ".join(text[:_OPENING].split(" ")[:8])
    about = profile(form)
    strategy = about.attribute("strategy").says
    says = rules().wording_says.format(
        form=about.name.lower(), strategy=strategy[0].lower() + strategy[1:]
    )
    return Reason(f'words: "{opening}"', "strategy", says)


def _near_miss(
    weighed: Weighed, form: FormOfGuidance | None, on_scales: Scales, answers: Mapping[str, str]
) -> NearMiss | None:
    if not answers and on_scales.most < rules().limits["telling"]:
        return None
    runner_up = next(each for each in weighed.order if each is not form)
    changes = changes_to_reach(runner_up, on_scales, answers)
    return NearMiss(runner_up, " and ".join(changes)) if changes else None
