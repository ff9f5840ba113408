"""Whether a guide's words are about the guide or about the learner."""

import re
from functools import cache

from fourfold.transcripts.fidelity.rules import Stories


def is_about_learner(text: str, stories: Stories) -> bool:
    """Whether a sentence speaks of the learner, and no less often than of the guide."""
    plain = text.lower().replace("\u2019", "'")
    learner = _count(plain, stories.learner) - _count(plain, stories.not_learner)
    return learner > 0 and learner >= _count(plain, stories.guide)


def _count(text: str, words: tuple[str, ...]) -> int:
    return len(_pattern(words).findall(text))


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b(?!')")
