"""The review of documents: roles, the form that their behavior belongs to, and findings."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from fourfold.documents.clauses import clauses
from fourfold.documents.judging import Judgment, judgments, not_stated
from fourfold.documents.layout import units
from fourfold.documents.review import DocumentReview, Finding, Place, Review, RoleForm, RoleUse
from fourfold.documents.roles import Role, roles_of
from fourfold.documents.text import DocumentText
from fourfold.documents.wording import rank_of, reason, suggestion

Span = tuple[int, int]
Progress = Callable[[int, int], None]


def review_document(text: DocumentText) -> DocumentReview:
    """Review one document (G-41, G-43). Texts in other languages than English get a notice."""
    all_clauses = list(clauses(list(units(text.text))))
    roles = roles_of(all_clauses)
    found = sorted(
        judgments(roles, all_clauses), key=lambda each: (rank_of(each.code), min(each.spans))
    )
    findings = [
        _finding(text, roles[each.head], each, roles, rank)
        for rank, each in enumerate(found, start=1)
    ]
    return DocumentReview(
        text.path,
        [_role_use(text, role, found) for role in roles.values()],
        findings,
    )


def review_all(texts: Iterable[DocumentText], *, progress: Progress | None = None) -> Review:
    """Review a folder. `progress` hears how many are done; it may raise to stop."""
    done = []
    for number, text in enumerate(texts, start=1):
        done.append(review_document(text))
        if progress:
            progress(number, number)
    return Review(done)


def _finding(text: DocumentText, role: Role, judgment: Judgment, roles, rank: int) -> Finding:
    term = term_of(role)
    other = term_of(roles[judgment.other]) if judgment.other else ""
    shown = role.form
    return Finding(
        judgment.code,
        term,
        reason(
            judgment.code,
            term,
            promised=role.promises,
            shown=shown,
            says=judgment.says,
            other=other,
        ),
        suggestion(judgment.code, term, promised=role.promises, shown=shown, other=other),
        rank,
        _places(text, judgment.spans),
    )


def _role_use(text: DocumentText, role: Role, found: Sequence[Judgment]) -> RoleUse:
    codes = [each.code for each in found if each.head == role.head]
    form = "coach" if role.form == RoleForm.COACH_WITH_WISDOM else role.form
    shown = [each.span for each in role.found(forms=(form,))]
    missing = not_stated(role, codes) if role.promises != RoleForm.UNCLEAR else ()
    return RoleUse(term_of(role), role.form, _places(text, shown), missing)


def term_of(role: Role) -> str:
    """The head word as the document spells it most often, in the singular."""
    spelled = Counter(each.word for _, each in role.mentions)
    word = max(spelled, key=lambda each: spelled[each])
    return word.removesuffix("es") if word == "coaches" else word.removesuffix("s")


def _places(text: DocumentText, spans: Iterable[Span]) -> list[Place]:
    return [
        Place(text.text[start:end], start, end, text.line_of(start), text.page_of(start))
        for start, end in sorted(set(spans))
    ]
