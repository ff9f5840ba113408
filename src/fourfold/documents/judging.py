"""From roles to findings: what a director should mend, once per role."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fourfold.documents.clauses import Clause
from fourfold.documents.evidence import Evidence
from fourfold.documents.pairing import interchanged, told_apart
from fourfold.documents.review import Code, RoleForm
from fourfold.documents.role_words import role_words
from fourfold.documents.roles import ENOUGH, SOME, Role

Span = tuple[int, int]
# By how much another form must outweigh the promised one.
_MARGIN = 0.8
# A text that tells its roles apart knows what it says.
_MARGIN_APART = 2.0
_GAPS: Sequence[tuple[Code, str, str]] = (
    (Code.MISSING_CONFIDENTIALITY, "private_matter", "privacy_stated"),
    (Code.MISSING_DURATION, "lasting", "rhythm_stated"),
    (Code.MISSING_CONTROL, "passive_plan", "leader_stated"),
    (Code.MISSING_SCOPE, "boundless", "limits_stated"),
    (Code.MISSING_FEEDBACK, "guidance_judged", "feedback_stated"),
)


@dataclass(frozen=True, slots=True)
class Judgment:
    """One finding before it has words: its role, the places, what was found, another role word."""

    code: Code
    head: str
    spans: Sequence[Span]
    says: str = ""
    other: str = ""


def judgments(roles: Mapping[str, Role], all_clauses: Sequence[Clause]) -> Iterator[Judgment]:
    """All that should be mended, in no order."""
    pairs = list(interchanged(roles, all_clauses))
    for one, other, spans in pairs:
        roles[one].share(roles[other])
        yield Judgment(Code.INTERCHANGED_TERMS, other, spans, other=one)
    for role in roles.values():
        if role.promises != RoleForm.UNCLEAR:
            apart = any(
                told_apart(role.head, other, all_clauses)
                for other in role_words().promises
                if other != role.head
            )
            yield from _of_role(role, is_apart=apart, is_alone=len(roles) == 1)


def not_stated(role: Role, found: Sequence[Code]) -> tuple[Code, ...]:
    """What a full role text would say and this one does not, beside what was found."""
    return tuple(code for code, _, stated in _GAPS if code not in found and not role.found(stated))


def _of_role(role: Role, *, is_apart: bool, is_alone: bool) -> Iterator[Judgment]:
    if conflict := role.found("judges"):
        conflict = [each for each in conflict if each.clause.party != "learner"]
        if conflict and not role.found("recused"):
            yield _judgment(Code.ASSESSOR_CONFLICT, role, conflict)
    undefined = is_undefined(role) and (is_alone or _is_assigned(role)) and not is_apart
    if undefined:
        spans = [_title(clause, mention.first, mention.at) for clause, mention in role.mentions]
        yield Judgment(Code.UNDEFINED_TERM, role.head, spans)
    elif misleads(role, margin=_MARGIN_APART if is_apart else _MARGIN):
        yield _judgment(Code.TERM_MISMATCH, role, _showing(role))
    for code, trigger, stated in _GAPS:
        matters = role.found(trigger)
        if matters and not role.found(stated):
            yield _judgment(code, role, matters)


def _judgment(code: Code, role: Role, found: Sequence[Evidence]) -> Judgment:
    says = list(dict.fromkeys(each.family.says for each in found))[:2]
    return Judgment(code, role.head, [each.span for each in found], " and ".join(says))


def _title(clause: Clause, first: int, at: int) -> Span:
    return clause.unit.spans[first][0], clause.unit.spans[at][1]


def _showing(role: Role) -> list[Evidence]:
    form = "coach" if role.form == RoleForm.COACH_WITH_WISDOM else role.form
    return role.found(forms=(form,))


def misleads(role: Role, *, margin: float) -> bool:
    """Whether the title promises another form than the behavior belongs to."""
    scores, promised = role.scores, role.promises
    best = "coach" if role.form == RoleForm.COACH_WITH_WISDOM else role.form
    if best == promised or scores.get(best, 0.0) < ENOUGH or role.behavior.get(best, 0.0) < SOME:
        return False
    if not any(mention.is_role for _, mention in role.mentions):
        return False
    return scores[best] >= scores.get(promised, 0.0) + margin


def is_undefined(role: Role) -> bool:
    """Whether the text names the role and never says what it does."""
    shown = sum(role.behavior.values()) + 0.4 * len(_verbs(role)) + 0.07 * len(_content(role))
    return shown + len(role.found("judges")) < SOME


def _is_assigned(role: Role) -> bool:
    """Whether a learner gets such a guide, or a list names one; not only “ask your coach”."""
    assigning = role_words().sets["assigning"]
    for clause, mention in role.mentions:
        before = clause.unit.words[max(0, mention.first - 9) : mention.first]
        after = clause.unit.words[mention.at + 1 : mention.at + 5]
        if (
            clause.unit.kind != "sentence"
            or not mention.is_met
            or not assigning.isdisjoint((*before, *after))
        ):
            return True
    return False


def _verbs(role: Role) -> set[str]:
    """What the role does in the words of the text, without verbs that promise nothing."""
    sets = role_words().sets
    verbs = set()
    for clause in role.clauses:
        words = clause.unit.words
        for at in range(clause.first, clause.last):
            modal = words[at - 1 : at] in (
                ["will"],
                ["can"],
                ["may"],
                ["should"],
                ["shall"],
                ["must"],
            )
            after_title = any(
                each.is_role and not each.is_met and each.at == at - 1 for each in clause.mentions
            )
            if (modal or after_title) and clause.party == "guide" and words[at].isalpha():
                verbs.add(words[at])
    return {each for each in verbs if each not in sets["verbs"] and each not in _SMALL}


def _content(role: Role) -> set[str]:
    """The longer words of what is said of the role, without those that promise nothing."""
    sets = role_words().sets
    return {
        word
        for clause in role.clauses
        if clause.party == "guide" and clause.unit.kind != "heading"
        for word in clause.unit.words[clause.first : clause.last]
        if len(word) > 4
        and word not in sets["verbs"]
        and word not in sets["generic"]
        and word not in role_words().words
        and word not in sets["qualifiers"]
    }


_SMALL = frozenset(
    "not be and or to for of in with the a an who at from on by as also is are was program pool team list page role will can may".split()
)
