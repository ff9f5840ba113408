"""The review of documents: roles, the form that their behavior belongs to, and findings."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from fourfold.documents.across import across
from fourfold.documents.analysis import Analysis, analyze
from fourfold.documents.judging import Judgment, judgments, not_stated
from fourfold.documents.language import is_mostly_foreign
from fourfold.documents.placing import own_name, places, term_of
from fourfold.documents.review import Code, DocumentReview, Finding, Review, RoleForm, RoleUse
from fourfold.documents.roles import Role
from fourfold.documents.text import DocumentText
from fourfold.documents.wording import advice, notice, rank_of, reason, suggestion

Progress = Callable[[int], None]


def review_document(text: DocumentText) -> DocumentReview:
    """Review one document (G-41, G-43). A text in another language than English gets a notice."""
    return _reviewed(analyze(text))


def review_all(texts: Iterable[DocumentText], *, progress: Progress | None = None) -> Review:
    """Review a folder. `progress` hears how many documents are done; it may raise to stop."""
    read, done = [], []
    for number, text in enumerate(texts, start=1):
        read.append(analyze(text))
        done.append(_reviewed(read[-1]))
        if progress:
            progress(number)
    return Review(done, list(across(read)))


def _reviewed(read: Analysis) -> DocumentReview:
    if is_mostly_foreign(read.foreign):
        return DocumentReview(read.text.path, [], [], notice("language"))
    judged = sorted(
        judgments(read.roles, read.clauses),
        key=lambda each: (rank_of(each.code), min(each.spans)),
    )
    return DocumentReview(
        read.text.path,
        [_role_use(read.text, role, judged) for role in read.roles.values()],
        [_finding(read.text, read.roles, each, rank) for rank, each in enumerate(judged, start=1)],
        notice("mixed") if read.foreign else "",
    )


def _finding(text: DocumentText, roles: Mapping[str, Role], judged: Judgment, rank: int) -> Finding:
    role = roles[judged.head]
    term = term_of(role)
    other = term_of(roles[judged.other]) if judged.other else ""
    promised, shown = role.promises, role.form
    return Finding(
        judged.code,
        term,
        reason(judged.code, term, promised=promised, shown=shown, says=judged.says, other=other),
        suggestion(judged.code, own_name(role), promised=promised),
        rank,
        places(text, judged.spans),
        advice(
            judged.code,
            own_name(role),
            promised=promised,
            shown=shown,
            other=own_name(roles[judged.other]) if judged.other else "",
        ),
    )


def _role_use(text: DocumentText, role: Role, judged: Sequence[Judgment]) -> RoleUse:
    codes = [each.code for each in judged if each.head == role.head]
    missing = not_stated(role, codes) if role.promises != RoleForm.UNCLEAR else ()
    if _is_undefined(role, judged):
        return RoleUse(term_of(role), RoleForm.UNCLEAR, [], missing)
    shown = [each.span for each in role.shown()]
    return RoleUse(term_of(role), role.form, places(text, shown), missing)


def _is_undefined(role: Role, judged: Sequence[Judgment]) -> bool:
    """Whether nothing is said of the role, under its own word or another word for the same one."""
    heads = {each.head for each in judged if each.code == Code.UNDEFINED_TERM}
    same = {each.other for each in judged if each.other and each.head == role.head}
    return not heads.isdisjoint({role.head} | same)
