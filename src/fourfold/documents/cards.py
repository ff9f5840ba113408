"""Findings as cards: what one role leaves out is one card, every other finding its own."""

from collections.abc import Iterator, Sequence

from fourfold.documents.naming import is_missing
from fourfold.documents.review import Finding


def cards(findings: Sequence[Finding]) -> Iterator[Sequence[Finding]]:
    """The findings by rank, those that say what one role leaves out together."""
    done: set[str] = set()
    for finding in sorted(findings, key=lambda each: each.rank):
        if not is_missing(finding.code):
            yield [finding]
        elif finding.term not in done:
            done.add(finding.term)
            yield [each for each in findings if is_missing(each.code) and each.term == finding.term]
