"""A review as a director reads it in a minute."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from fourfold.cli.review_quotes import apart, at, where
from fourfold.cli.terminal import counted, painted, plain, wrapped
from fourfold.documents.cards import cards
from fourfold.documents.naming import form_title, lacks, title
from fourfold.documents.review import (
    AcrossFinding,
    DocumentReview,
    Finding,
    Place,
    Review,
    RoleForm,
    RoleUse,
)
from fourfold.documents.text import DocumentText

_MOST_PLACES = 4
_MOST_EVIDENCE = 2
_IN = "   "

Texts = Mapping[str, DocumentText]


def in_words(
    review: Review, texts: Sequence[DocumentText], skipped: Sequence[tuple[Path, str]]
) -> str:
    """Each document with its roles and what to mend, then what only their comparison shows."""
    by_path = {text.path: text for text in texts}
    lines: list[str] = []
    for document in review.documents:
        lines += [*_document(document, by_path[document.path]), ""]
    lines += _across(review.across, by_path)
    if skipped:
        names = ", ".join(f"{plain(path.name)} ({why})" for path, why in skipped[:10])
        more = f" and {len(skipped) - 10:,} more" if len(skipped) > 10 else ""
        lines += [wrapped(f"Passed over: {names}{more}.")]
    return "\n".join(lines).rstrip("\n")


def _document(document: DocumentReview, text: DocumentText) -> Iterator[str]:
    pages = f", {counted(len(text.page_starts), 'page')}" if text.page_starts else ""
    yield painted(f"{plain(document.path)}{pages}", "cyan")
    if document.notice:
        yield wrapped(document.notice)
    yield from _roles(document.roles, text)
    if document.findings:
        yield from ("", "To mend, the most important first")
        for number, card in enumerate(cards(document.findings), start=1):
            yield from ("", *_card(number, card, text))
    elif document.roles:
        yield from ("", wrapped("Nothing to mend: the words fit what they describe."))
    elif not document.notice:
        yield wrapped("It names no advisor, coach or mentor, so there was nothing to judge.")
    yield from _not_stated(document.roles)


def _roles(roles: Sequence[RoleUse], text: DocumentText) -> Iterator[str]:
    if roles:
        yield from ("", "Roles and the form that their behavior belongs to")
    wide = max((len(plain(role.term)) for role in roles), default=0)
    for role in roles:
        form = form_title(role.form)
        yield f"{_IN}{plain(role.term):{wide}}  {form}"
        if role.form is not RoleForm.UNCLEAR:
            for place in apart(role.evidence, text, _MOST_EVIDENCE):
                yield wrapped(at(place, text), _IN * 2, _IN * 3)


def _card(number: int, card: Sequence[Finding], text: DocumentText) -> Iterator[str]:
    first = card[0]
    head = title(first.code) if len(card) == 1 else "Not said"
    of = f" ({plain(first.term)})" if first.term else ""
    yield painted(wrapped(f"{number}. {head}{of}", "", _IN), "yellow")
    if len(card) == 1:
        yield from _places(first.places, text)
        yield from _labeled("Why", first.reason)
        yield from _labeled("Do", first.advice)
        yield from _labeled("Say", first.suggestion)
        return
    for finding in card:
        yield wrapped(f"- {lacks(finding.code)}", _IN, _IN + "  ")
        yield from _places(finding.places[:1], text)
        yield from _labeled("Why", finding.reason)
        yield from _labeled("Do", finding.advice)
        yield from _labeled("Say", finding.suggestion)


def _labeled(label: str, says: str) -> Iterator[str]:
    if says:
        yield wrapped(f"{label}: {plain(says)}", _IN, _IN + "     ")


def _places(places: Sequence[Place], text: DocumentText) -> Iterator[str]:
    if not places:
        return
    yield wrapped(at(places[0], text), _IN, _IN + "  ")
    others = [each for each in dict.fromkeys(map(where, places)) if each != where(places[0])]
    if others:
        more = len(others) - _MOST_PLACES
        tail = f" and {counted(more, 'other place')}" if more > 0 else ""
        yield wrapped(f"Also {'; '.join(others[:_MOST_PLACES])}{tail}", _IN, _IN + "  ")


def _not_stated(roles: Sequence[RoleUse]) -> Iterator[str]:
    """What could be said besides: an offer, no finding."""
    offers = [role for role in roles if role.not_stated]
    if not offers:
        return
    yield ""
    yield "Could be added"
    for role in offers:
        items = "; ".join(lacks(code) for code in role.not_stated)
        yield wrapped(f"{plain(role.term)}: {items}", _IN, _IN * 2)


def _across(found: Sequence[AcrossFinding], texts: Texts) -> Iterator[str]:
    if not found:
        return
    yield "Across the documents"
    for number, each in enumerate(found, start=1):
        finding = each.finding
        yield from (
            "",
            painted(f"{number}. {title(finding.code)} ({plain(finding.term)})", "yellow"),
        )
        for place, path in list(zip(finding.places, each.paths, strict=True))[: _MOST_PLACES + 1]:
            yield wrapped(f"{plain(path)}, {at(place, texts[path])}", _IN, _IN + "  ")
        yield from _labeled("Why", finding.reason)
        yield from _labeled("Do", finding.advice)
        yield from _labeled("Say", finding.suggestion)
    yield ""
