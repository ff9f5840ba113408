"""A goal's words, sentence by sentence, with what only looks like a cue blanked out."""

import re
from dataclasses import dataclass

from fourfold.goals.smart_facts import Letter, facts

# The end of a sentence: a mark with white space behind it that is no "Dr." or "vs.", or a line end.
_END = re.compile(
    r"(?<!\bdr)(?<!\bvs)(?<!\be\.g)(?<!\bi\.e)(?<!\bmr)(?<!\bms)[.!?]+(?=\s)|\n+|;(?=\s)", re.I
)
# Nobody writes a longer sentence, and a phrase must not search a page without a full stop.
_LONGEST = 1_000
_APOSTROPHES = str.maketrans("\u2019\u2018\u02bc`\u00b4\u2013\u2014\u2011", "'''''---")


@dataclass(frozen=True, slots=True)
class Said:
    """The sentences of a goal as typed, without white space around them."""

    sentences: tuple[str, ...]

    def sentence_with(self, letter: Letter) -> str | None:
        """The first sentence with a cue of this letter that no trap explains."""
        return self._first(facts().cues[letter], facts().traps[letter])

    def sentence_with_direction(self) -> str | None:
        """The first sentence that says “more” or “better” of something."""
        return self._first(facts().directions, None)

    def sentence_beyond_reach(self) -> str | None:
        """The first sentence that promises what nobody can."""
        return self._first(facts().beyond, facts().not_beyond)

    def _first(self, cue: re.Pattern[str], trap: re.Pattern[str] | None) -> str | None:
        for sentence in self.sentences:
            plain = _without(facts().everywhere, as_read(sentence))
            if cue.search(_without(trap, plain) if trap else plain):
                return sentence
        return None


def said(text: str) -> Said:
    """Cut a goal into its sentences."""
    parts, start = [], 0
    for end in _END.finditer(text):
        parts.append(text[start : end.end()])
        start = end.end()
    return Said(tuple(part.strip() for part in [*parts, text[start:]] if part.strip()))


def as_read(sentence: str) -> str:
    """The sentence in lower case, with plain apostrophes and dashes, up to 1,000 characters."""
    return sentence[:_LONGEST].translate(_APOSTROPHES).lower()


def _without(trap: re.Pattern[str], plain: str) -> str:
    return trap.sub(lambda match: "#" * len(match[0]), plain)
