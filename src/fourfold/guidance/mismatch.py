"""Where a learner's wish and the described need differ, said before the first meeting (G-7)."""

from collections.abc import Mapping

from fourfold.guidance.catalog import FormOfGuidance, profile
from fourfold.guidance.intake import question
from fourfold.guidance.weighing import MEETS, rules, weight_of, word_evidence
from fourfold.guidance.words import Reading


def warnings_for(
    form: FormOfGuidance | None,
    both: tuple[FormOfGuidance, ...],
    answers: Mapping[str, str],
    reading: Reading,
) -> tuple[str, ...]:
    """One sentence for each mismatch: a form only named, a quick tip, a single tip, an odd answer.

    `both` are the two forms of a combination, or nothing.
    """
    said = word_evidence(reading)
    for key, value in answers.items():
        said[f"{key}={value}"] = 1.0
    named = [_named(each, form) for each in reading.named if each is not form and each not in both]
    return (*named, *_quick_or_single(form, said), *_odd(form, answers))


def _named(named: FormOfGuidance, form: FormOfGuidance | None) -> str:
    says = rules().warnings
    name = profile(named).name.lower()
    if form is None:
        return says["named_only"].format(named=name)
    return says["named"].format(named=name, form=profile(form).name.lower())


def _quick_or_single(form: FormOfGuidance | None, said: Mapping[str, float]) -> list[str]:
    says = rules().warnings
    answer = said.get("wants=answer", 0.0)
    quick = answer >= MEETS and answer > said.get("wants=find_own_way", 0.0)
    quick = quick or said.get("horizon=once", 0.0) >= MEETS
    grows = said.get("focus=task_or_skill", 0.0) >= MEETS and form is not FormOfGuidance.ADVISING
    grows = grows or said.get("horizon=weeks_to_months", 0.0) >= MEETS
    stays = said.get("horizon=long_term", 0.0) >= MEETS
    found = [says["quick_tip"]] if quick and grows else []
    return found + ([says["one_tip"]] if stays and form is FormOfGuidance.ADVISING else [])


def _odd(form: FormOfGuidance | None, answers: Mapping[str, str]) -> list[str]:
    if form is None:
        return []
    odd = [each for each in answers.items() if weight_of("=".join(each), form) <= -MEETS]
    labels = (question(key).choice(value).label for key, value in odd)
    return [rules().warnings["odd_answer"].format(label=label) for label in labels]
