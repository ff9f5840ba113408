"""From roles to findings: what a director should mend, once per role."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fourfold.documents.clauses import Clause
from fourfold.documents.doing import does_something, is_arranged
from fourfold.documents.evidence import Evidence
from fourfold.documents.pairing import interchanged, kept_apart
from fourfold.documents.review import Code, RoleForm
from fourfold.documents.role_words import role_words, word_of
from fourfold.documents.roles import SOME, Role

Span = tuple[int, int]
# By how much another form must outweigh the promised one.
_MARGIN = 0.8
_TIMES = 1.6
# How much must speak for the other form. The words of coaching and mentoring are common and warm.
_LEAST = {
    RoleForm.ADVISOR: 1.2,
    RoleForm.COACH: 2.6,
    RoleForm.MENTOR: 3.4,
    RoleForm.UNCLEAR: 1.5,
}
# Where roles are told apart, one passing word shows nothing.
_ITEMS_APART = 2
_PAIR = 2
_FEW = 3
# A list of roles stands within so many words of what is done with them.
_ASSIGNED_WITHIN = 14
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
    apart = kept_apart(all_clauses)
    pairs = list(interchanged(roles, all_clauses, apart))
    # Of three names for one person, each gets all once the first pair has heard of the last.
    for one, other, _ in [*pairs, *reversed(pairs)]:
        roles[one].share(roles[other])
    for one, other, spans in pairs:
        yield Judgment(Code.INTERCHANGED_TERMS, other, spans, other=one)
    denied = {
        each.head for clause in all_clauses for each in clause.mentions if each.use == "denied"
    }
    untold = {each.head for each in roles.values() if is_undefined(each)}
    none_told = len(untold) == len(roles)
    joined = {frozenset((word_of(one), word_of(other))) for one, other, _ in pairs}
    seconds = {other for one, other, _ in pairs if roles[one].promises != RoleForm.UNCLEAR}
    reported = {
        each.head for clause in all_clauses if clause.is_reported for each in clause.mentions
    }
    for role in roles.values():
        only_sought = all(mention.use == "sought" for _, mention in role.mentions)
        if role.promises != RoleForm.UNCLEAR and not only_sought:
            told = apart - joined
            is_apart = any(word_of(role.head) in pair for pair in told) or (
                told and len(roles) > _PAIR
            )
            # A word about others' guides, and hardly one about the own, promises nothing.
            is_apart = is_apart or (role.head in reported and len(role.mentions) < _FEW)
            said = _of_role(
                role,
                is_apart=bool(is_apart),
                is_alone=len(roles) == 1,
                none_told=none_told,
                is_untold=role.head in untold,
            )
            if role.head in denied:
                said = (each for each in said if each.code != Code.UNDEFINED_TERM)
            yield from (each for each in said if role.head not in seconds or _is_of_title(each))


def _is_of_title(judged: Judgment) -> bool:
    """What is said of a second word for one person; the rest was said under the first."""
    return judged.code == Code.TERM_MISMATCH


def not_stated(role: Role, found: Sequence[Code]) -> tuple[Code, ...]:
    """What a full role text would say and this one does not, beside what was found."""
    return tuple(code for code, _, stated in _GAPS if code not in found and not role.found(stated))


def _of_role(
    role: Role, *, is_apart: bool, is_alone: bool, none_told: bool, is_untold: bool
) -> Iterator[Judgment]:
    judges = False
    if conflict := role.found("judges", "overhears"):
        conflict = [each for each in conflict if not _is_of_learner(each.clause)]
        denied = any(each.is_denied for each in role.evidence if each.family.form == "judge")
        enough = not denied or len({each.text for each in conflict}) > 1
        judges = bool(conflict) and enough and not role.found("recused")
        if judges:
            yield _judgment(Code.ASSESSOR_CONFLICT, role, conflict)
    undefined = is_untold and (is_alone or _is_assigned(role, by_name=not none_told))
    undefined = undefined and (none_told or not is_apart)
    if undefined:
        spans = [_title(clause, mention.first, mention.at) for clause, mention in role.mentions]
        yield Judgment(Code.UNDEFINED_TERM, role.head, spans)
    elif misleads(role, is_apart=is_apart):
        yield _judgment(Code.TERM_MISMATCH, role, role.shown())
    for code, trigger, stated in _GAPS:
        matters = role.found(trigger)
        if code == Code.MISSING_CONFIDENTIALITY:
            matters = _weighty(matters, judges=judges)
        if matters and not role.found(stated):
            yield _judgment(code, role, matters)


def _weighty(found: Sequence[Evidence], *, judges: bool) -> list[Evidence]:
    """Personal matters and notes that are more than one common word, a question or a verdict."""
    sets = role_words().sets
    kept = [
        each
        for each in found
        if not each.clause.is_asked
        and not (judges and not sets["verdicts"].isdisjoint(each.text.split()))
    ]
    strong = any(not sets["everyday"].issuperset(each.text.split()) for each in kept)
    return kept if strong or len({each.text for each in kept}) > 1 else []


def _is_of_learner(clause: Clause) -> bool:
    """Whether the learner acts; “we report to your employer” is the provider's word."""
    return clause.party == "learner" and clause.unit.words[clause.first] != "we"


def _judgment(code: Code, role: Role, found: Sequence[Evidence]) -> Judgment:
    says = list(dict.fromkeys(each.family.says for each in found))[:2]
    return Judgment(code, role.head, [each.span for each in found], " and ".join(says))


def _title(clause: Clause, first: int, at: int) -> Span:
    return clause.unit.spans[first][0], clause.unit.spans[at][1]


def misleads(role: Role, *, is_apart: bool) -> bool:
    """Whether the title promises another form than the behavior belongs to."""
    scores, promised = role.scores, role.promises
    best, own = role.evident, scores.get(promised, 0.0)
    if best == promised or not any(mention.is_role for _, mention in role.mentions):
        return False
    if scores.get(best, 0.0) < _LEAST[best] or role.behavior.get(best, 0.0) < SOME:
        return False
    if is_apart and len({each.text for each in role.shown()}) < _ITEMS_APART:
        return False
    margin = _MARGIN_APART if is_apart else _MARGIN
    return scores[best] >= max(own + margin, own * _TIMES)


def is_undefined(role: Role) -> bool:
    """Whether the text names the role and never says what it does."""
    if any(each.is_asked for each in role.clauses) or does_something(role):
        return False
    # What a tie is like says half as much as what is done in it.
    told = sum(role.behavior_in([each for each in role.clauses if not is_arranged(each)]).values())
    shown = (
        told
        + max(0.0, sum(role.scores.values()) - sum(role.behavior.values())) / 2
        + 0.4 * len(_verbs(role))
    )
    return shown + len(role.found("judges")) < SOME


def _is_assigned(role: Role, *, by_name: bool) -> bool:
    """Whether a learner gets such a guide, or a list names one; not only “ask your coach”.

    `by_name` asks for a word of assigning: beside roles that are told, others come up in passing.
    """
    assigning = role_words().sets["assigning"]
    passive = role_words().sets["assigned"]
    for clause, mention in role.mentions:
        words = clause.unit.words
        before = words[max(0, mention.first - _ASSIGNED_WITHIN) : mention.first]
        after = words[mention.at + 1 : mention.at + 5]
        heads = not mention.is_met and mention.first <= 1 and words[0] not in ("a", "an")
        listed = clause.unit.kind == "bullet" or heads
        if (listed and not by_name) or not (
            assigning.isdisjoint(before) and passive.isdisjoint(after)
        ):
            return True
    return False


def _verbs(role: Role) -> set[str]:
    """What the role does in the words of the text, without verbs that promise nothing."""
    sets = role_words().sets
    verbs = set()
    for clause in role.clauses:
        words = clause.unit.words
        titles = {each.at for each in clause.mentions if each.is_role and not each.is_met}
        for at in range(clause.first, clause.last):
            modal = words[at - 1 : at] in (
                ["will"],
                ["can"],
                ["may"],
                ["should"],
                ["shall"],
                ["must"],
            )
            if (modal or at - 1 in titles) and clause.party == "guide" and words[at].isalpha():
                verbs.add(words[at])
    return {
        each
        for each in verbs
        if each not in sets["verbs"] and each not in role_words().sets["after_title"]
    }
