"""What another answer would change: the questions still worth asking and the near miss."""

from collections.abc import Mapping
from functools import cache

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.intake import Question, questions
from fourfold.guidance.weighing import FORMS, VAGUE, Evidence, Scales, rules, scales, weight_of


def worth_asking(
    on_scales: Scales, answers: Mapping[str, str], form: FormOfGuidance | None
) -> tuple[str, ...]:
    """The unanswered questions whose answer could still change the outcome, most telling first.

    Each answer is tried. While nothing is clear, two answers may be needed, so then every
    question that tells forms apart stays worth asking.
    """
    telling: dict[str, float] = {}
    for each in _deciding():
        if each.key in answers:
            continue
        outcomes = [
            on_scales.weigh({**answers, each.key: choice.value}).form_of_guidance
            for choice in each.choices
        ]
        changed = sum(outcome is not form for outcome in outcomes) / len(outcomes)
        if changed or (form is None and each.key != VAGUE.partition("=")[0]):
            telling[each.key] = changed
    return tuple(sorted(telling, key=lambda key: -telling[key]))


def changes_to_reach(
    wanted: FormOfGuidance, on_scales: Scales, answers: Mapping[str, str]
) -> tuple[str, ...]:
    """The fewest answers ("key=value") that would have led to the wanted form; () when none do.

    A changed answer replaces both the tick and what the words said about that question. The
    answer that helps most against the strongest other form is changed first.
    """
    changed = dict(answers)
    words = on_scales.words
    weighed = on_scales.weigh(answers)
    made: list[str] = []
    left = [each for each in _answers_for(wanted) if answers.get(each[0]) != each[1]]
    while left and weighed.form_of_guidance is not wanted:
        rival = next(form for form in weighed.order if form is not wanted)
        gains = [_gain(each, (wanted, rival), words, changed, on_scales.tick) for each in left]
        key, value = left.pop(gains.index(max(gains)))
        left = [each for each in left if each[0] != key]
        words = {pair: each for pair, each in words.items() if not pair.startswith(f"{key}=")}
        changed[key] = value
        made.append(f"{key}={value}")
        weighed = scales(words, on_scales.wording).weigh(changed)
    return tuple(made) if weighed.form_of_guidance is wanted else ()


def _gain(
    answer: tuple[str, str],
    sides: tuple[FormOfGuidance, FormOfGuidance],
    words: Evidence,
    answers: Mapping[str, str],
    tick: float,
) -> float:
    """How far this answer would move the first form ahead of the second."""
    key, value = answer
    gain = tick * _edge(f"{key}={value}", sides)
    if key in answers:
        gain -= tick * _edge(f"{key}={answers[key]}", sides)
    said = (pair for pair in words if pair.startswith(f"{key}="))
    return gain - sum(words[pair] * _edge(pair, sides) for pair in said)


def _edge(pair: str, sides: tuple[FormOfGuidance, FormOfGuidance]) -> float:
    return weight_of(pair, sides[0]) - weight_of(pair, sides[1])


@cache
def _deciding() -> tuple[Question, ...]:
    keys = {pair.partition("=")[0] for pair in (*rules().fits, VAGUE)}
    return tuple(each for each in questions() if each.key in keys)


@cache
def _answers_for(wanted: FormOfGuidance) -> tuple[tuple[str, str], ...]:
    index = FORMS.index(wanted)
    met = [pair.partition("=") for pair, fit in rules().fits.items() if fit.weights[index] == 1]
    return tuple((key, value) for key, _, value in met)
