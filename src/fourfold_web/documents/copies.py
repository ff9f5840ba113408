"""The open findings of a document written out: comments in a copy, rows of a table."""

from collections.abc import Iterator, Sequence

from fourfold.documents.annotate import Annotated, annotate, findings_of
from fourfold.documents.annotate.marked import marked_text
from fourfold.documents.annotate.notes import notes_on
from fourfold.documents.naming import title
from fourfold.documents.review import Finding
from fourfold.spreadsheet import safe
from fourfold_web.documents.models import Document, OriginalFile, Version
from fourfold_web.documents.queries import review_of

HEADINGS = (
    *("Rank", "Code", "Finding", "Role", "Page", "Line", "Quote"),
    *("Reason", "Advice", "Suggestion"),
)


def commented(document: Document, version: Version) -> Annotated:
    """The copy: of the file while that is kept, else of its words with footnotes.

    FourfoldError for a PDF that is locked against comments.
    """
    review = review_of(document, version)
    findings = findings_of(review, review.documents[0])
    file = OriginalFile.objects.filter(version=version).first()
    if file is None:
        return Annotated(marked_text(version.text, notes_on(findings)).encode("utf-8"), ".md")
    return annotate(bytes(file.content), version.name, findings)


def csv_rows(findings: Sequence[Finding]) -> Iterator[list[str]]:
    """Headings, then a row for each place."""
    yield list(HEADINGS)
    for finding in findings:
        said = [finding.reason, finding.advice, finding.suggestion]
        about = [str(finding.rank), finding.code.value, title(finding.code), finding.term]
        for place in finding.places:
            where = [str(place.page or ""), str(place.line), place.quote]
            yield [safe(each) for each in (*about, *where, *said)]
