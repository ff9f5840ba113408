"""Whether a text says anything that a role does, in verbs that the product need not know."""

from collections.abc import Sequence

from fourfold.documents.clauses import Clause
from fourfold.documents.role_words import role_words
from fourfold.documents.roles import Role

_PRONOUNS = frozenset(["they", "she", "he", "yours", "i"])
_MODALS = frozenset(["will", "can", "may", "should", "shall", "must", "would", "ll"])
# An act has something it is done to, in so many words behind the verb.
_OBJECT = 2
# “Mentors and coaches cannot sign this form”: several subjects of one act.
_JOINED = frozenset(["and", "or", "the", "your"])
# An act stands within so many words behind its subject.
_LOOKED_AT = 12
_NEAR = 4
_PASSED = frozenset(
    ["also", "then", "always", "often", "never", "not", "usually", "or", "she", "he"]
)


def does_something(role: Role) -> bool:
    """Whether some clause has the role, or its pronoun, as the doer of an act with an object."""
    named = [clause for clause, _ in role.mentions]
    once = {id(each): each for each in (*role.clauses, *named)}
    return any(
        _acts(role, clause)
        for clause in once.values()
        if not clause.is_reported and not clause.unit.is_question and clause.unit.kind != "heading"
    )


def is_arranged(clause: Clause) -> bool:
    """“The coach is selected by the resident from a list”: how one comes by a guide."""
    arranging = role_words().sets["arranging"]
    words = clause.unit.words
    return any(
        not arranging.isdisjoint(words[max(0, each.first - _NEAR) : each.at + 1 + _NEAR])
        for each in clause.mentions
        if each.is_role
    )


def _acts(role: Role, clause: Clause) -> bool:
    words = clause.unit.words
    if _is_entry(clause):
        return True
    for mention in clause.mentions:
        acting = mention.use == "role" and not mention.is_met and mention.head == role.head
        if acting and _is_act(words[mention.at + 1 : clause.last], mention.word.endswith("s")):
            return True
    if clause.party != "guide":
        return False
    for at in range(clause.first, min(clause.first + 3, clause.last)):
        if words[at] in _PRONOUNS and _is_act(
            words[at + 1 : clause.last], words[at] in ("they", "i")
        ):
            return True
    return False


def _is_entry(clause: Clause) -> bool:
    """“Advisor: answers, on the form in front of you”: what a list of terms says of one."""
    words = clause.unit.words
    if words[clause.first] != ":" or not clause.first or clause.last - clause.first <= _OBJECT + 1:
        return False
    before, verb = words[clause.first - 1], words[clause.first + 1]
    return before in ("do", "does") or (before in role_words().words and verb.endswith("s"))


def _is_act(after: Sequence[str], is_plural: bool) -> bool:
    """Whether words behind a subject are a verb that promises something, with its object."""
    sets = role_words().sets
    after = after[:_LOOKED_AT]
    while after and (after[0] in _JOINED or after[0] in role_words().words):
        after, is_plural = after[1:], True
    if list(after[:1]) in (["means"], ["is"]) and "who" in after:
        return True
    if list(after[:2]) in (["has", "no"], ["have", "no"], ["is", "not"], ["are", "not"]):
        return True
    rest = list(after)
    while rest and (rest[0] in _PASSED or rest[0].endswith("ly")):
        rest.pop(0)
    modal = bool(rest) and rest[0] in _MODALS
    while rest and (
        rest[0] in _MODALS or rest[0] in _PASSED or rest[0].endswith("ly") or not rest[0].isalpha()
    ):
        rest.pop(0)
    one_acts = not is_plural and not modal and rest[:1] and rest[0].endswith("s")
    if not one_acts and len(rest) <= _OBJECT:
        return False
    verb = rest[0]
    if verb in sets["verbs"] or verb in sets["after_title"] or verb in sets["kind_verbs"]:
        return False
    if verb in role_words().words or verb in sets["plurals"]:
        return False
    return modal or (is_plural != verb.endswith("s") and not verb.endswith(("ed", "ing")))
