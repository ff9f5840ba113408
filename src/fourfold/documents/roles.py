"""One role of a document: what was found of it, and the form its behavior belongs to."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from fourfold.documents.clauses import Clause
from fourfold.documents.evidence import Evidence, evidence
from fourfold.documents.mentions import Mention
from fourfold.documents.review import RoleForm
from fourfold.documents.role_words import role_words

# Saying the same thing again counts less each time.
_AGAIN = 0.5
# Less than this is too little to name a form.
ENOUGH = 1.0
# Less behavior than this leaves a role undefined.
SOME = 0.7
_TIES = frozenset(["long_tie", "one_event", "time_limited", "same_field"])
# What a guide must show of expertise or announcing to be a coach with wisdom.
_WISDOM = 1.3
_OWN_TITLE = 0.4
# Families of single words: each different word counts a little.
_SINGLE_WORDS = "_words"
_WORD = 0.3
# Grading is none of the four forms either.
_JUDGES = 0.7


@dataclass
class Role:
    """All clauses that speak of one head word, its mentions with their clauses, and the evidence."""

    head: str
    clauses: list[Clause] = field(default_factory=list)
    mentions: list[tuple[Clause, Mention]] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)

    def share(self, other: "Role") -> None:
        """Two words for one person: what is said of one is said of the other."""
        both = list(
            {
                (each.span, each.family.id): each for each in (*self.evidence, *other.evidence)
            }.values()
        )
        clauses = [*self.clauses, *other.clauses]
        self.evidence = other.evidence = both
        self.clauses = other.clauses = clauses

    @property
    def promises(self) -> RoleForm:
        """The form that the head word promises; unclear for preceptors and facilitators."""
        return role_words().promises[self.head]

    @cached_property
    def scores(self) -> Mapping[str, float]:
        """How much speaks for each form, “unclear” for teaching, monitoring and orientation."""
        by_family: dict[str, list[float]] = defaultdict(list)
        words: set[tuple[str, str]] = set()
        forms: dict[str, str] = {}
        for each in self.evidence:
            if each.is_denied or each.family.form not in _FORMS or not _acts(each):
                continue
            if each.family.id.endswith(_SINGLE_WORDS):
                words.add((each.family.form, each.text))
            else:
                by_family[each.family.id].append(each.family.weight)
                forms[each.family.id] = each.family.form
        scores: dict[str, float] = defaultdict(float)
        for family, weights in by_family.items():
            for again, weight in enumerate(sorted(weights, reverse=True)):
                scores[forms[family]] += weight * _AGAIN**again
        for form, _ in words:
            scores[form] += _WORD
        scores["unclear"] += _JUDGES * any(
            not each.is_denied for each in self.evidence if each.family.id == "judges"
        )
        return scores

    @cached_property
    def behavior(self) -> Mapping[str, float]:
        """The scores without time and field, which say what a tie is like and not what is done."""
        shown: dict[str, float] = defaultdict(float)
        for each in self.evidence:
            if each.family.form in _FORMS and not each.is_denied and _acts(each):
                if each.family.id not in _TIES:
                    weight = _WORD if each.family.id.endswith(_SINGLE_WORDS) else each.family.weight
                    shown[each.family.form] += weight
        return shown

    @cached_property
    def form(self) -> RoleForm:
        """The form that the described behavior belongs to."""
        scores = dict(self.scores)
        wisdom = scores.pop("coach_with_wisdom", 0.0)
        if self.promises != RoleForm.UNCLEAR and scores.get(self.promises):
            scores[self.promises] += _OWN_TITLE
        if not scores or max(scores.values()) < ENOUGH or sum(self.behavior.values()) < SOME:
            return RoleForm.UNCLEAR
        best = max(scores, key=lambda form: (scores[form], form == self.promises, form))
        if best == RoleForm.COACH and wisdom >= _WISDOM:
            return RoleForm.COACH_WITH_WISDOM
        return RoleForm(best)

    def found(self, *families: str, forms: Sequence[str] = ()) -> list[Evidence]:
        """The evidence of some families or forms that the text does not deny."""
        return [
            each
            for each in self.evidence
            if not each.is_denied and (each.family.id in families or each.family.form in forms)
        ]


_FORMS = frozenset(RoleForm)
# What only a guide can do, and what only a learner can.
_BY_GUIDES = frozenset(
    "tells answers decides refers asks teaches monitors orients nondirective".split()
)
_BY_LEARNERS = frozenset(["learner_decides"])


def _acts(found: Evidence) -> bool:
    by_learner = found.clause.party == "learner"
    return found.family.id not in (_BY_GUIDES if by_learner else _BY_LEARNERS)


def roles_of(all_clauses: Sequence[Clause]) -> Mapping[str, Role]:
    """The roles of a document by head word, in the order in which they first appear."""
    roles: dict[str, Role] = {}
    named = any(each.is_role for clause in all_clauses for each in clause.mentions)
    for clause in all_clauses:
        if clause.is_reported:
            continue
        for mention in clause.mentions:
            if mention.is_role or (not named and _is_promised(clause, mention)):
                role = roles.setdefault(mention.head, Role(mention.head))
                role.mentions.append((clause, mention))
    before: list[Clause] = []
    for clause in all_clauses:
        role = roles.get(clause.head or "")
        if clause.is_reported:
            continue
        if clause.unit.kind == "heading":
            before = []
        if role is None:
            before.append(clause)
            continue
        role.evidence += _context(before)
        before = []
        role.clauses.append(clause)
        found = list(evidence(clause))
        if clause.party == "other":
            found = [each for each in found if each.family.form not in _FORMS]
        role.evidence += found
    return roles


def _is_promised(clause: Clause, mention: Mention) -> bool:
    """“Fellows receive formal mentorship”: an activity stands for the role that nobody names."""
    words = clause.unit.words
    near = words[max(0, mention.first - 6) : mention.at + 4]
    promising = role_words().sets["promising"] | role_words().sets["defining"]
    return (
        mention.use == "activity"
        and clause.unit.kind != "heading"
        and bool(promising.intersection(near))
    )


def _context(before: Sequence[Clause]) -> list[Evidence]:
    """What a section says ahead of its role: plans and notes, never the role's behavior."""
    return [each for clause in before for each in evidence(clause) if each.family.form in _CONTEXT]


_CONTEXT = frozenset(["gap", "stated"])
