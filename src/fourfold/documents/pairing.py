"""Two role words for one person, told from two roles that the text keeps apart."""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from fourfold.documents.clauses import Clause
from fourfold.documents.mentions import Mention
from fourfold.documents.role_words import role_words, word_of
from fourfold.documents.roles import Role

Span = tuple[int, int]
Pairs = frozenset[frozenset[str]]
_SAME = ("interchangeabl", "synonym")
_ONE_AND_SAME = frozenset(["thing", "person", "job", "role"])
_NEVER = frozenset(["not", "never", "no", "nor", "neither", "nobody"])
_AT_TIMES = frozenset(["may", "might", "sometimes", "times", "when", "briefly"])
_SHORT = 25
# Within so many words, one person may be given a second name.
_BETWEEN = 8
# Of two roles or three, “they differ” needs no names.
_FEW = 3
_OF_THEM = frozenset(["two", "three", "both", "they", "these", "roles", "terms"])
# So many units back, roles count as just named.
_JUST_BEFORE = 4
# How many words a title in a list has at most.
_TITLE = 4
_OWN = frozenset(["the", "your", "their", "his", "her", "this", "my"])
_SENDS = frozenset(["see", "ask", "contact", "consult", "or", "and", "from", "than"])
_NAMING = frozenset(["also", "called", "known", "referred", "hereinafter", "termed", "aka"])
_IN_CONTRAST = frozenset(["unlike", "than", "see", "ask", "with", "and", "vs", "versus"])
_CONDITIONS = frozenset(["if", "for", "when", "unless", "should", "where"])
_ALSO = frozenset(
    [
        "still",
        "also",
        "too",
        "instead",
        "other",
        "another",
        "different",
        "while",
        "whereas",
        "though",
    ]
)
_INTRODUCES = frozenset(["a", "an", "each", "every", "all", "our", "one", "two", "these"])


def interchanged(
    roles: Mapping[str, Role], all_clauses: Sequence[Clause], apart: Pairs
) -> Iterator[tuple[str, str, list[Span]]]:
    """Pairs of head words used for one person, with the places that show it."""
    joined = _joined(all_clauses, apart)
    same = list(_called_the_same(all_clauses))
    for one, other in combinations(roles, 2):
        if word_of(one) == word_of(other):
            continue
        places = joined[frozenset((one, other))]
        places += [span for heads, span in same if {one, other} <= heads]
        if not places and frozenset((word_of(one), word_of(other))) not in apart:
            places = _switched(roles[one], roles[other])
        if places:
            yield one, other, sorted(places)


def kept_apart(all_clauses: Sequence[Clause]) -> Pairs:
    """The pairs of head words that the text says differ, or of which it denies one."""
    known = role_words()
    pairs: set[frozenset[str]] = set()
    named = {
        word_of(each.head) for clause in all_clauses for each in clause.mentions if each.is_role
    }
    for clause in all_clauses:
        denied = {word_of(each.head) for each in clause.mentions if each.use == "denied"}
        pairs.update(frozenset((one, other)) for one in denied for other in known.promises)
        if any(each.family.id == "apart" for each in clause.hits):
            heads = {known.words[word].head for word in clause.unit.words if word in known.words}
            if not heads and len(named) <= _FEW and not _OF_THEM.isdisjoint(clause.unit.words):
                heads = named
            pairs.update(map(frozenset, combinations(sorted(heads), 2)))
    return frozenset(each for each in pairs if len(each) > 1)


def _joined(all_clauses: Sequence[Clause], apart: Pairs) -> Mapping[frozenset[str], list[Span]]:
    """Places such as “mentor/coach”, “advisor (mentor)”, “advisors serve as mentors”, by pair."""
    places: dict[frozenset[str], list[Span]] = defaultdict(list)
    previous: tuple[Clause, Mention] | None = None
    for clause in all_clauses:
        for mention in clause.mentions:
            if mention.use not in ("role", "activity"):
                continue
            if previous and previous[0].unit is clause.unit and previous[1].head != mention.head:
                first = previous[1]
                is_apart = frozenset((word_of(first.head), word_of(mention.head))) in apart
                weak = is_apart and _is_weak(clause, first, mention)
                if not weak and _one_person(clause, first, mention):
                    spans = clause.unit.spans
                    pair = frozenset((first.head, mention.head))
                    places[pair].append((spans[first.first][0], spans[mention.at][1]))
            previous = clause, mention
    return places


def _called_the_same(all_clauses: Sequence[Clause]) -> Iterator[tuple[set[str], Span]]:
    """“The terms are used interchangeably”: the heads it is said of, here or just before."""
    near: deque[tuple[int, str]] = deque()
    for clause in all_clauses:
        near.extend((clause.number, each.head) for each in clause.mentions)
        while near and near[0][0] < clause.number - _JUST_BEFORE:
            near.popleft()
        if not clause.is_reported and _says_the_same(clause):
            here = {each.head for each in clause.mentions}
            here |= {head for number, head in near if number == clause.number}
            if len(here) > 1 or len(clause.unit.words) < _SHORT:
                spans = clause.unit.spans
                said_of = here if len(here) > 1 else {head for _, head in near}
                yield said_of, (spans[clause.first][0], spans[clause.last - 1][1])


def _says_the_same(clause: Clause) -> bool:
    """“... are used interchangeably”, “advisors, mentors, it is the same thing”."""
    words = clause.unit.words[clause.first : clause.last]
    if clause.unit.is_question:
        return False
    if "same" not in words:
        return any(word.startswith(_SAME) for word in words) and _NEVER.isdisjoint(words)
    before = f"{' '.join(words[: words.index('same')])} ".rpartition(" , ")[2].split()
    return _NEVER.isdisjoint(before) and not _ONE_AND_SAME.isdisjoint(words)


def _is_weak(clause: Clause, first: Mention, second: Mention) -> bool:
    """“A or B” and “A and B” join less firmly than “A/B” and “A, also called B”."""
    between = set(clause.unit.words[first.at + 1 : second.first])
    return between <= {"or", "and", "a", "an", "the"}


def _one_person(clause: Clause, first: Mention, second: Mention) -> bool:
    words = clause.unit.words
    between = words[first.at + 1 : second.first]
    if not between:
        verb_like = words[second.at].endswith("s") and not words[first.at].endswith("s")
        return first.use == second.use == "role" and not verb_like
    if clause.unit.is_question and "as" in between:
        return False
    if "or" in between and (clause.unit.is_question or clause.unit.kind == "heading"):
        return False
    if clause.is_reported or len(between) > _BETWEEN or "not" in between:
        return False
    if between[:3] == [",", "that", "is"]:
        return True
    if between[:2] == [",", "or"] and len(set(between[2:]) - {"a", "an", "the", "also"}) < 2:
        return words[second.at + 1 : second.at + 2] == [","]
    before = words[max(0, first.first - 2) : first.first]
    if between == ["/"] and before[-1:] == ["/"] and before[0] not in role_words().words:
        return False
    if between == [":"]:
        return words[second.at].endswith("s") and words[first.at].endswith("s")
    if between[0] == "(" and words[second.at + 1 : second.at + 2] == [")"]:
        return _NEVER.isdisjoint(between) and _IN_CONTRAST.isdisjoint(between)
    if between[0] == "(" and set(between[1:]) <= {"a", "an", "the", "your"}:
        return words[second.at + 1 : second.at + 2] in ([","], [")"])
    if between[0] in ("is", "are") and set(between[1:]) <= {"a", "an", "your", "also", "the"}:
        return True
    if between[0] == "," and not _NAMING.isdisjoint(between):
        between = between[1:]
    if between[0] == "or" and between[1:] in (["a"], ["an"], ["the"], ["your"]):
        return False
    if set(between) <= role_words().sets["joints"]:
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
    if not _AT_TIMES.isdisjoint(clause.unit.words[first.at : second.first]):
        return False
    return "as" in between[-2:] and bool(role_words().sets["as_one"].intersection(between))


def _switched(one: Role, other: Role) -> list[Span]:
    """A word that turns up for a person who was introduced under the other word."""
    if not all(_is_named(role) for role in (one, other)) or _both_true(one, other):
        return []
    for role, main in ((other, one), (one, other)):
        if _introduced(main) and not _introduced(role):
            first_main, first_role = main.mentions[0][0], role.mentions[0][0]
            if first_main.number <= first_role.number:
                clause, mention = role.mentions[0]
                if not _is_own(clause, mention) or not _takes_over(clause, mention, main):
                    continue
                spans = clause.unit.spans
                return [(spans[mention.first][0], spans[mention.at][1])]
    return []


def _takes_over(clause: Clause, mention: Mention, main: Role) -> bool:
    """“Each has an advisor. Your mentor will ...”: the next sentence goes on about one person."""
    words = clause.unit.words
    if clause.unit.kind == "heading" or words[0] in _CONDITIONS or not _ALSO.isdisjoint(words):
        return False
    starts = mention.first - clause.first <= 1 and not mention.is_met
    return starts and any(
        0 <= clause.number - before.number <= 1 and before.unit.kind != "heading"
        for before, _ in main.mentions
    )


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
        if mention.at - clause.first < _TITLE and clause.unit.kind == "bullet":
            return True
        if mention.first == 0 and not plural:
            return True
    return False


def _is_own(clause: Clause, mention: Mention) -> bool:
    """“With your coach”, “to the coach”: the person spoken of; not “see the registry's advisor”."""
    words = clause.unit.words
    if not mention.is_met and (mention.word.endswith("s") or mention.first == clause.first):
        return True
    before = words[mention.first - 1] if mention.first else ""
    return (
        before in _OWN
        and (mention.first == mention.at or not mention.is_met)
        and _SENDS.isdisjoint(words[max(0, mention.first - 3) : mention.first])
    )
