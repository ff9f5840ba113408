"""A review as a page shows it: roles, cards to mend, what is meant so."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from fourfold.documents.cards import cards
from fourfold.documents.naming import form_title, is_missing, lacks, title
from fourfold.documents.review import AcrossFinding, DocumentReview, Finding, RoleForm, RoleUse
from fourfold.documents.text import DocumentText
from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.documents.models import Document, MeantSo
from fourfold_web.documents.queries import with_names
from fourfold_web.documents.quotes import Quote, quotes

FORMS = {
    RoleForm.ADVISOR: FormOfGuidance.ADVISING,
    RoleForm.COACH: FormOfGuidance.COACHING,
    RoleForm.COACH_WITH_WISDOM: FormOfGuidance.COACHING_WITH_WISDOM,
    RoleForm.MENTOR: FormOfGuidance.MENTORING,
}
# So many places stand on a card, and so many more fold; the rest is in the CSV.
SHOWN = 2
MOST_FOLDED = 20


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One role, the form its behavior belongs to, and words that show it."""

    term: str
    form_of_guidance: str
    form: str
    quotes: Sequence[Quote]
    could_add: Sequence[str]


@dataclass(frozen=True, slots=True)
class Item:
    """One finding of a card; `number` is its place in the review, counted from 1."""

    number: int
    code: str
    title: str
    reason: str
    advice: str
    suggestion: str
    first: Sequence[Quote]
    more: Sequence[Quote]
    left: int


@dataclass(frozen=True, slots=True)
class Card:
    """What to mend of one role at once."""

    title: str
    term: str
    items: Sequence[Item]
    is_missing: bool


@dataclass(frozen=True, slots=True)
class AcrossCard:
    """What only several documents show together, with a quote from each."""

    number: int
    title: str
    term: str
    reason: str
    advice: str
    suggestion: str
    places: Sequence[tuple[Document, Quote]]


@dataclass(frozen=True, slots=True)
class MeantRow:
    """A finding that the program decided against; `is_there` in the present version."""

    meant: MeantSo
    title: str
    is_there: bool


def role_rows(review: DocumentReview, text: DocumentText) -> list[RoleRow]:
    """The roles of a document in the order in which they appear."""
    return [_role(role, text) for role in review.roles]


def card_rows(
    review: DocumentReview, still_open: Sequence[Finding], text: DocumentText
) -> list[Card]:
    """The open findings as cards, the most important first."""
    number = {id(each): place for place, each in enumerate(review.findings, start=1)}
    return [
        Card(
            title="Not said" if is_missing(card[0].code) else title(card[0].code),
            term=card[0].term,
            items=[_item(each, number[id(each)], text) for each in card],
            is_missing=is_missing(card[0].code),
        )
        for card in cards(still_open)
    ]


def across_rows(
    found: Sequence[AcrossFinding],
    documents: Mapping[str, Document],
    texts: Mapping[str, DocumentText],
    still_open: Collection[tuple[str, str]],
) -> list[AcrossCard]:
    """Findings that run across documents and are open; their numbers count all that were found."""
    names = {pk: document.name for pk, document in documents.items()}
    return [
        AcrossCard(
            number=number,
            title=title(each.finding.code),
            term=each.finding.term,
            reason=with_names(each.finding.reason, names),
            advice=each.finding.advice,
            suggestion=each.finding.suggestion,
            places=[
                (documents[path], quote)
                for place, path in zip(each.finding.places, each.paths, strict=True)
                for quote in quotes([place], texts[path])
            ],
        )
        for number, each in enumerate(found, start=1)
        if (each.finding.code.value, each.finding.term) in still_open
    ]


def meant_rows(meant: Sequence[MeantSo], findings: Sequence[Finding]) -> list[MeantRow]:
    """What is meant so, with the name of each finding."""
    there = {(each.code.value, each.term): title(each.code) for each in findings}
    return [
        MeantRow(each, there.get(each.key, "No longer in the text"), each.key in there)
        for each in meant
    ]


def _role(role: RoleUse, text: DocumentText) -> RoleRow:
    form = FORMS.get(role.form)
    return RoleRow(
        term=role.term,
        form_of_guidance=form.value if form else "",
        form=form_title(role.form),
        quotes=quotes(role.evidence, text)[:1] if form else (),
        could_add=[lacks(code) for code in role.not_stated],
    )


def _item(finding: Finding, number: int, text: DocumentText) -> Item:
    found = quotes(finding.places, text)
    missing = is_missing(finding.code)
    return Item(
        number=number,
        code=finding.code.value,
        title=lacks(finding.code) if missing else title(finding.code),
        reason=finding.reason,
        advice=finding.advice,
        suggestion=finding.suggestion,
        first=found[:SHOWN],
        more=found[SHOWN : SHOWN + MOST_FOLDED],
        left=max(len(found) - SHOWN - MOST_FOLDED, 0),
    )
