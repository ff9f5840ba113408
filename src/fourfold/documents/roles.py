"""One role of a document: what was found of it, and the form its behavior belongs to."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from fourfold.documents.clauses import Clause
from fourfold.documents.evidence import Evidence
from fourfold.documents.mentions import Mention
from fourfold.documents.review import RoleForm
from fourfold.documents.role_words import role_words, word_of

# Saying the same thing again counts less each time.
_AGAIN = 0.5
# Less than this is too little to name a form.
ENOUGH = 0.8
# Less behavior than this leaves a role undefined.
SOME = 0.7
_TIES = frozenset(["long_tie", "one_event", "time_limited", "same_field"])
# What a guide must show of expertise or announcing to be a coach with wisdom.
_WISDOM = 1.3
# What the title promises is believed sooner.
_OWN_TITLE = 0.4
_TITLE_TIMES = 1.15
# Below this, nearly as much for another form leaves it open.
_CLEAR = 3.0
_NEARLY = 0.7
# The words of these two are common in every warm sentence.
_WARM = frozenset([RoleForm.COACH, RoleForm.MENTOR])
# Families of single words: each different word counts a little.
_SINGLE_WORDS = "_words"
_WORD = 0.3
# Grading is none of the four forms either.
_JUDGES = 0.7
_MOST_JUDGED = 2


@dataclass
class Role:
    """All that speaks of one head word: clauses, mentions with their clauses, and evidence."""

    head: str
    clauses: list[Clause] = field(default_factory=list)
    mentions: list[tuple[Clause, Mention]] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)

    def share(self, other: "Role") -> None:
        """Two words for one person: what is said of one is said of the other."""
        seen = {(id(each.clause), each.first, each.family.id) for each in self.evidence}
        both = self.evidence + [
            each
            for each in other.evidence
            if (id(each.clause), each.first, each.family.id) not in seen
        ]
        clauses = list({id(each): each for each in (*self.clauses, *other.clauses)}.values())
        self.evidence = other.evidence = both
        self.clauses = other.clauses = clauses
        for role in (self, other):
            for name in ("scores", "behavior", "form"):
                role.__dict__.pop(name, None)

    @property
    def promises(self) -> RoleForm:
        """The form that the head word promises; unclear for preceptors and facilitators."""
        return role_words().promises[word_of(self.head)]

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
        judged = {each.text for each in self.found("judges")}
        scores["unclear"] += _JUDGES * min(len(judged), _MOST_JUDGED)
        return scores

    @cached_property
    def behavior(self) -> Mapping[str, float]:
        """The scores without time and field, which say what a tie is like and not what is done."""
        return self.behavior_in(self.clauses)

    def behavior_in(self, some: Sequence[Clause]) -> Mapping[str, float]:
        """The same for some of the clauses."""
        told = {id(each) for each in some}
        shown: dict[str, float] = defaultdict(float)
        for each in self.evidence:
            family = each.family
            speaks = family.form in _FORMS and not each.is_denied and _acts(each)
            if speaks and id(each.clause) in told and family.id not in _TIES:
                is_word = family.id.endswith(_SINGLE_WORDS)
                shown[family.form] += _WORD if is_word else family.weight
        return shown

    @cached_property
    def form(self) -> RoleForm:
        """The form that the described behavior belongs to."""
        scores = dict(self.scores)
        wisdom = scores.pop("coach_with_wisdom", 0.0)
        if self.promises != RoleForm.UNCLEAR and scores.get(self.promises):
            scores[self.promises] = scores[self.promises] * _TITLE_TIMES + _OWN_TITLE
        if not scores or max(scores.values()) < ENOUGH:
            return self.promises if self._is_told_by_denial() else RoleForm.UNCLEAR
        if wisdom >= _WISDOM and scores.get("coach", 0.0) >= ENOUGH:
            # Experience that is announced or of this very task belongs to the coaching.
            scores["coach"] += wisdom
        best = max(scores, key=lambda form: (scores[form], form == self.promises, form))
        if best in _WARM and best != self.promises and self._is_divided(best):
            return RoleForm.UNCLEAR
        if best != self.promises and sum(self.behavior.values()) < SOME:
            return RoleForm.UNCLEAR
        if best == RoleForm.COACH and wisdom >= _WISDOM:
            return RoleForm.COACH_WITH_WISDOM
        return RoleForm(best)

    def _is_told_by_denial(self) -> bool:
        """Whether the text says only what the role does not do: the promise of its word stays."""
        denied = {each.family.form for each in self.evidence if each.is_denied}
        return bool(denied & _FORMS - {self.promises, RoleForm.UNCLEAR})

    def _is_divided(self, best: str) -> bool:
        """Whether little speaks for the best form, and nearly as much for another."""
        others = [score for form, score in self.scores.items() if form != best]
        top = self.scores[best]
        return top < _CLEAR and max(others, default=0.0) > top * _NEARLY

    @property
    def evident(self) -> RoleForm:
        """`form`, with coaching with wisdom counted as the coaching that it rests on."""
        return RoleForm.COACH if self.form == RoleForm.COACH_WITH_WISDOM else self.form

    def shown(self) -> list[Evidence]:
        """The evidence for the form."""
        found = self.found(forms=(self.evident,))
        told = [each for each in found if not each.family.id.endswith(_SINGLE_WORDS)]
        return told or found

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
    [
        "tells",
        "answers",
        "decides",
        "refers",
        "asks",
        "teaches",
        "monitors",
        "orients",
        "nondirective",
    ]
)
_BY_LEARNERS = frozenset(["learner_decides"])


def _acts(found: Evidence) -> bool:
    by_learner = found.clause.party == "learner"
    return found.family.id not in (_BY_GUIDES if by_learner else _BY_LEARNERS)
