"""The form that a talk practiced as a whole, by evidence over all turns of the guide (G-25)."""

from collections import Counter
from collections.abc import Sequence

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.transcripts.fidelity.evidence import COACHING, Evidence, Shown
from fourfold.transcripts.fidelity.leaving import MENTORING


def main_form(shown: Shown, practiced: Sequence[FormOfGuidance]) -> FormOfGuidance:
    """The declared form if the talk mostly holds it, else the form that it practiced instead.

    `practiced` is the form of each turn of the guide; announced stretches that came back again
    count as the declared form.
    """
    whole = shown.rules.whole
    counted = [
        (each, form)
        for each, form in zip(shown.turns, practiced, strict=True)
        if each.turn.move not in shown.rules.kinds.formless
    ]
    if len(counted) < whole.turns:
        return shown.declared
    left = Counter(form for _, form in counted if form is not shown.declared)
    if left.total() >= whole.left * len(counted):
        return left.most_common(1)[0][0]
    is_coaching = _is_silent_coaching([each for each, _ in counted], shown)
    return COACHING if is_coaching else shown.declared


def _is_silent_coaching(counted: Sequence[Evidence], shown: Shown) -> bool:
    """Whether advising or mentoring was declared and next to nothing was told."""
    rules = shown.rules
    telling = sum(each.turn.move in rules.returning[MENTORING] for each in counted)
    asking = sum(each.turn.move in rules.kinds.asking for each in counted)
    most = rules.whole.telling * (telling + asking)
    return shown.base is not COACHING and asking >= rules.whole.turns and telling <= most
