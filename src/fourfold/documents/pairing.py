"""Two role words for one person, told from two roles that the text keeps apart."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from fourfold.documents.clauses import Clause
from fourfold.documents.mentions import Mention
from fourfold.documents.phrases import hits
from fourfold.documents.role_words import RoleWord, role_words
from fourfold.documents.roles import Role

Span = tuple[int, int]
_JOINTS = frozenset(
    "or aka also called known as sometimes the a an / ( s alias termed named ie".split()
)
_AS_ONE = frozenset(
    "serve serves serving act acts acting function functions work works is are as doubles become becomes".split()
)
_SAME = ("interchangeabl", "synonym")
_ONE_AND_SAME = frozenset("thing person job role".split())
_SHORT = 25
_INTRODUCES = frozenset("a an each every all our one two these".split())


def interchanged(
    roles: Mapping[str, Role], all_clauses: Sequence[Clause]
) -> Iterator[tuple[str, str, list[Span]]]:
    """Pairs of head words used for one person, with the places that show it."""
    for one, other in combinations(roles, 2):
        places = _joined(one, other, all_clauses)
        if not places and not told_apart(one, other, all_clauses):
            places = _switched(roles[one], roles[other])
        if places:
            yield one, other, places


def told_apart(one: str, other: str, all_clauses: Sequence[Clause]) -> bool:
    """Whether the text says anywhere that the two differ, or denies one of the other."""
    for clause in all_clauses:
        here = {each.head: each for each in clause.mentions}
        if any(each.use == "denied" and each.head in (one, other) for each in here.values()):
            return True
        unit = {word.head for word in _role_words(clause)}
        if {one, other} <= unit and any(each.family.id == "apart" for each in clause.hits):
            return True
    return False


def _role_words(clause: Clause) -> Iterator[RoleWord]:
    known = role_words().words
    return (known[word] for word in clause.unit.words if word in known)


def _joined(one: str, other: str, all_clauses: Sequence[Clause]) -> list[Span]:
    """Places such as “mentor/coach”, “advisor (mentor)”, “advisors serve as mentors”."""
    places: list[Span] = []
    previous: tuple[Clause, Mention] | None = None
    for clause in all_clauses:
        for mention in clause.mentions:
            if mention.use not in ("role", "activity"):
                continue
            if previous and {previous[1].head, mention.head} == {one, other}:
                before, first = previous
                if before.unit is clause.unit and _one_person(clause, first, mention):
                    if _is_weak(clause, first, mention) and told_apart(one, other, all_clauses):
                        continue
                    spans = clause.unit.spans
                    places.append((spans[first.first][0], spans[mention.at][1]))
            previous = clause, mention
        words = clause.unit.words[clause.first : clause.last]
        both = {one, other} <= {known.head for known in _role_words(clause)}
        same = any(word.startswith(_SAME) for word in words)
        same = same or ("same" in words and not _ONE_AND_SAME.isdisjoint(words))
        if same and (both or len(clause.unit.words) < _SHORT) and not clause.is_reported:
            spans = clause.unit.spans
            places.append((spans[clause.first][0], spans[clause.last - 1][1]))
    return places


def _is_weak(clause: Clause, first: Mention, second: Mention) -> bool:
    """“A or B” and “A and B” join less firmly than “A/B” and “A, also called B”."""
    between = set(clause.unit.words[first.at + 1 : second.first])
    return between <= {"or", "and", "a", "an", "the"}


def _one_person(clause: Clause, first: Mention, second: Mention) -> bool:
    words = clause.unit.words
    between = words[first.at + 1 : second.first]
    if not between:
        return second.first == first.at + 1 and first.use == second.use == "role"
    if "or" in between and (clause.unit.is_question or clause.unit.kind == "heading"):
        return False
    if clause.is_reported or len(between) > 6 or "not" in between:
        return False
    if set(between) <= _JOINTS:
        plain = between != ["or", "a"] and between != ["or", "an"] and between != ["or"]
        return plain or words[max(0, first.first - 1)] not in (
            "whether",
            "not",
            "no",
            "nor",
            "neither",
        )
    before = words[max(0, first.first - 1)]
    if between == ["and"] and first.use == second.use == "role":
        singular = not words[second.at].endswith("s") and words[second.at] != "coaches"
        return singular and before in ("a", "an", "your", "as", "the", "their", "both", "my")
    return "as" in between[-2:] and bool(_AS_ONE.intersection(between))


def _switched(one: Role, other: Role) -> list[Span]:
    """A word that turns up for a person who was introduced under the other word."""
    if not all(_is_named(role) for role in (one, other)) or _both_true(one, other):
        return []
    for role, main in ((other, one), (one, other)):
        if _introduced(main) and not _introduced(role):
            first_main, first_role = main.mentions[0][0], role.mentions[0][0]
            if first_main.number <= first_role.number:
                clause, mention = role.mentions[0]
                spans = clause.unit.spans
                return [(spans[mention.first][0], spans[mention.at][1])]
    return []


def _both_true(one: Role, other: Role) -> bool:
    """Whether each does what its own word promises: two roles, and no need to say so."""
    return all(role.form == role.promises for role in (one, other))


def _is_named(role: Role) -> bool:
    return any(mention.is_role for _, mention in role.mentions)


def _introduced(role: Role) -> bool:
    for clause, mention in role.mentions:
        words = clause.unit.words
        before = words[mention.first - 1] if mention.first else ""
        plural = mention.word.endswith("s")
        if (
            clause.unit.kind == "heading"
            or before in _INTRODUCES
            or (plural and (before not in ("the", "their", "your") or mention.first < mention.at))
        ):
            return True
        if mention.first == clause.first and clause.unit.kind == "bullet":
            return True
    return False
