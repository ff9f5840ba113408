"""From findings to comments: one for each place, the whole of it at the first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fourfold.documents.cards import cards
from fourfold.documents.naming import title
from fourfold.documents.review import DocumentReview, Finding, Place, Review

AUTHOR = "Fourfold"
_MOST_PLACES = 20


@dataclass(frozen=True, slots=True)
class Note:
    """A comment on characters `start` to `end` of the text."""

    start: int
    end: int
    text: str


def findings_of(review: Review, document: DocumentReview) -> list[Finding]:
    """The findings of one document, with its places of those that run across documents."""
    found = list(document.findings)
    for across in review.across:
        both = zip(across.finding.places, across.paths, strict=True)
        places = tuple(place for place, path in both if path == document.path)
        if places:
            found.append(replace(across.finding, places=places))
    return sorted(found, key=lambda each: each.rank)


def notes_on(findings: Sequence[Finding]) -> list[Note]:
    """The comments in the order of the text.

    What one role leaves out is one comment. The first place of a finding says all of it, the next
    ones, 20 at most, only name it.
    """
    notes: list[Note] = []
    for number, card in enumerate(cards(findings), start=1):
        first, *others = card[0].places or (Place("", 0, 0, 1, None),)
        notes.append(Note(first.start, first.end, f"{number}. {_whole(card)}"))
        again = f"See comment {number}: {_named(card[0])}."
        notes += [Note(each.start, each.end, again) for each in others[:_MOST_PLACES]]
    return sorted(notes, key=lambda note: (note.start, note.end))


def _whole(card: Sequence[Finding]) -> str:
    lines = []
    for finding in card:
        lines += [f"{_named(finding)}.", finding.reason, *filter(None, [finding.advice])]
        lines += [f"Suggested words: {finding.suggestion}"] * bool(finding.suggestion)
    return "\n".join(lines)


def _named(finding: Finding) -> str:
    return f"{title(finding.code)} ({finding.term})" if finding.term else title(finding.code)
