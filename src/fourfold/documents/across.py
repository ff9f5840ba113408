"""What only the comparison of documents shows: one role under two names, one name for two roles."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from fourfold.documents.analysis import Analysis
from fourfold.documents.clauses import Clause
from fourfold.documents.placing import Span, place, term_of
from fourfold.documents.review import AcrossFinding, Code, Finding, RoleForm
from fourfold.documents.role_words import role_words, word_of
from fourfold.documents.roles import Role
from fourfold.documents.wording import advice, form_words, rank_of, reason_across, suggestion

# A sentence with fewer words says the same in many documents.
_TELLING = 8
# Two descriptions are of one role when so many of their longer words are the same.
_ALIKE = 0.6
_ENOUGH_SAID = 8
_SHORT_WORD = 3
_Where = tuple[Analysis, Role, Span]


def across(read: Sequence[Analysis]) -> Iterator[AcrossFinding]:
    """Findings over all documents, once for each pair of words and each word."""
    yield from _two_names(read)
    yield from _two_roles(read)


def _two_names(read: Sequence[Analysis]) -> Iterator[AcrossFinding]:
    """The same sentence with another role word in another document."""
    said: dict[str, dict[str, _Where]] = defaultdict(dict)
    pairs: dict[tuple[str, str], list[_Where]] = defaultdict(list)
    for each in read:
        for clause in each.clauses:
            key = _without_role(clause)
            if not key or not clause.head or clause.head not in each.roles:
                continue
            here = (each, each.roles[clause.head], _span(clause))
            for head, there in said[key].items():
                if head != clause.head and there[0] is not each:
                    pairs[head, clause.head] += [there, here]
            said[key].setdefault(clause.head, here)
    for one, other, there, here in _described_alike(read):
        if (one, other) not in pairs and (other, one) not in pairs:
            pairs[one, other] += [there, here]
    for (one, other), places in pairs.items():
        yield _found(Code.INTERCHANGED_TERMS, other, places, other=one)


def _described_alike(read: Sequence[Analysis]) -> Iterator[tuple[str, str, _Where, _Where]]:
    """Roles under two words in two documents of which nearly the same is said."""
    told = [
        (each, role, words)
        for each in read
        for role in each.roles.values()
        if len(words := _said(role)) >= _ENOUGH_SAID
    ]
    for (there, one, said), (here, other, also) in combinations(told, 2):
        if there is here or word_of(one.head) == word_of(other.head):
            continue
        if len(said & also) >= _ALIKE * len(said | also):
            yield one.head, other.head, (there, one, _first(one)), (here, other, _first(other))


def _said(role: Role) -> set[str]:
    """The longer words of what a document says of a role."""
    return {
        word
        for clause in role.clauses
        if clause.unit.kind != "heading"
        for word in clause.unit.words[clause.first : clause.last]
        if len(word) > _SHORT_WORD and word not in role_words().words
    }


def _first(role: Role) -> Span:
    return next(_span(each) for each in role.clauses if each.unit.kind != "heading")


def _without_role(clause: Clause) -> str:
    if clause.first:
        return ""
    known = role_words().words
    words = ["·" if word in known else word for word in clause.unit.words]
    return " ".join(words) if "·" in words and len(words) >= _TELLING else ""


def _span(clause: Clause) -> Span:
    return clause.unit.spans[0][0], clause.unit.spans[-1][1]


def _two_roles(read: Sequence[Analysis]) -> Iterator[AcrossFinding]:
    """The same role word with another form of behavior in another document."""
    forms: dict[str, dict[RoleForm, _Where]] = defaultdict(dict)
    for each in read:
        for role in each.roles.values():
            shown = role.shown()
            if role.form != RoleForm.UNCLEAR and role.promises != RoleForm.UNCLEAR and shown:
                form = RoleForm.COACH if role.form == RoleForm.COACH_WITH_WISDOM else role.form
                forms[role.head].setdefault(form, (each, role, shown[0].span))
    for head, by_form in forms.items():
        if len(by_form) > 1:
            wrong = next(form for form in by_form if form != role_words().promises[word_of(head)])
            yield _found(Code.TERM_MISMATCH, head, list(by_form.values()), shown=wrong)


def _found(
    code: Code,
    head: str,
    places: Sequence[_Where],
    *,
    other: str = "",
    shown: RoleForm = RoleForm.UNCLEAR,
) -> AcrossFinding:
    role = next(each[1] for each in places if each[1].head == head)
    second = next((each[1] for each in places if each[1].head == other), None)
    term, also = term_of(role), term_of(second) if second else ""
    where = dict.fromkeys(
        f"{analysis.text.path}: {f'“{term_of(here)}”' if second else form_words(here.form)}"
        for analysis, here, _ in places
    )
    return AcrossFinding(
        Finding(
            code,
            term,
            reason_across(code, promised=role.promises, where="; ".join(where)),
            suggestion(code, term, promised=role.promises),
            rank_of(code),
            [place(analysis.text, span) for analysis, _, span in places],
            advice(code, term, promised=role.promises, shown=shown, other=also, is_across=True),
        ),
        [analysis.text.path for analysis, _, _ in places],
    )
