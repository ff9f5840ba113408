"""Which words of a sentence decided for its move."""

from collections.abc import Sequence

from fourfold.transcripts.coding.cues import Cue
from fourfold.transcripts.coding.features import word_features
from fourfold.transcripts.coding.model import LogLinear
from fourfold.transcripts.coding.sentences import Span

_MOST = 3
# Words that count less than this part of the strongest one are left out.
_LEAST = 0.35


def deciding(text: str, label: int, cues: Sequence[Cue], model: LogLinear) -> tuple[Span, ...]:
    """The places of the words that decided for `label`, strongest first: cues, then the model's."""
    chosen = [
        (cue.start, min(cue.end, len(text))) for cue in sorted(cues, key=lambda cue: -cue.strength)
    ]
    chosen = [span for span in chosen if span[0] < span[1]]
    for span in _weighty(text, label, model):
        if len(chosen) >= _MOST:
            break
        if all(span[1] <= start or span[0] >= end for start, end in chosen):
            chosen.append(span)
    return tuple(chosen[:_MOST])


def _weighty(text: str, label: int, model: LogLinear) -> list[Span]:
    """Runs of words that speak for the label, the weightiest first."""
    weights: dict[Span, float] = {}
    for name, spans in word_features(text):
        row = model.row(name)
        if row is None:
            continue
        weight = (row[label] - sum(row) / len(row)) / len(spans)
        for span in spans:
            weights[span] = weights.get(span, 0.0) + weight
    least = _LEAST * max(weights.values(), default=0.0)
    runs: list[tuple[float, Span]] = []
    for span in sorted(weights):
        if weights[span] <= max(least, 0.0):
            continue
        if runs and not text[runs[-1][1][1] : span[0]].strip(" ,'\"-"):
            weight, (start, _) = runs.pop()
            runs.append((weight + weights[span], (start, span[1])))
        else:
            runs.append((weights[span], span))
    return [span for _, span in sorted(runs, key=lambda each: (-each[0], each[1]))]
