"""A review as JSON: the shape of docs/documents.md."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fourfold.documents.review import DocumentReview, Finding, Place, Review
from fourfold.documents.text import DocumentText
from fourfold.documents.wording import source_of

Passed = Sequence[tuple[Path, str]]


def as_data(
    review: Review, texts: Sequence[DocumentText], refused: Passed = (), skipped: Passed = ()
) -> dict[str, Any]:
    """Documents in the order they were read; `start` and `end` count characters of their `text`."""
    documents = zip(review.documents, texts, strict=True)
    return {
        "documents": [_document(each, text) for each, text in documents],
        "across": [
            {
                **_finding(each.finding),
                "places": [
                    {"path": path, **_place(place)}
                    for place, path in zip(each.finding.places, each.paths, strict=True)
                ],
            }
            for each in review.across
        ],
        "refused": [{"path": str(path), "why": why} for path, why in refused],
        "skipped": [{"path": str(path), "why": why} for path, why in skipped],
    }


def _document(document: DocumentReview, text: DocumentText) -> dict[str, Any]:
    return {
        "path": document.path,
        "text": text.text,
        "pages": len(text.page_starts) or None,
        "roles": [
            {
                "term": role.term,
                "form": role.form.value,
                "evidence": [_place(place) for place in role.evidence],
                "not_stated": [code.value for code in role.not_stated],
            }
            for role in document.roles
        ],
        "findings": [_finding(each) for each in document.findings],
        "notice": document.notice,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    """A finding with its first place as its own."""
    first = finding.places[0] if finding.places else Place("", 0, 0, 1, None)
    return {
        "code": finding.code.value,
        "term": finding.term,
        **_place(first),
        "reason": finding.reason,
        "advice": finding.advice,
        "suggestion": finding.suggestion,
        "source": source_of(finding.code),
        "rank": finding.rank,
        "places": [_place(place) for place in finding.places],
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "quote": place.quote,
        "start": place.start,
        "end": place.end,
        "line": place.line,
        "page": place.page,
    }
