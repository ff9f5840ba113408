"""The roles of a document, each with all that the text says of it."""

from collections.abc import Mapping, Sequence

from fourfold.documents.acting import heads_entry
from fourfold.documents.clauses import Clause
from fourfold.documents.evidence import Evidence, evidence
from fourfold.documents.mentions import Mention
from fourfold.documents.role_words import role_words
from fourfold.documents.roles import Role

# What says of a section whether a gap matters, and whether it is filled.
_CONTEXT = frozenset(["gap", "stated"])


def roles_of(all_clauses: Sequence[Clause]) -> Mapping[str, Role]:
    """The roles of a document by head word, in the order in which they first appear."""
    own = [each for each in all_clauses if not each.is_reported]
    roles = _named_roles(own)
    before: list[Clause] = []
    for clause in own:
        if clause.unit.kind == "heading":
            before = []
        role = roles.get(clause.head or "")
        if role is None:
            before.append(clause)
            continue
        role.clauses.append(clause)
        role.evidence += _context(before)
        role.evidence += _spoken(clause)
        before = []
    return roles


def _named_roles(own: Sequence[Clause]) -> dict[str, Role]:
    named = any(each.is_role for clause in own for each in clause.mentions)
    roles: dict[str, Role] = {}
    for clause in own:
        for mention in clause.mentions:
            if mention.is_role or (not named and _is_promised(clause, mention)):
                role = roles.setdefault(mention.head, Role(mention.head))
                role.mentions.append((clause, mention))
    return roles


def _spoken(clause: Clause) -> list[Evidence]:
    """What a clause says of its role; where somebody else acts, only what bears on the role."""
    found = _own_evidence(clause)
    if any(each.family.id == "guidance_judged" and _names_a_role(each) for each in found):
        # Whoever reviews the guides does not speak of the learners.
        found = [each for each in found if each.family.form != "judge"]
    if clause.party != "other":
        return found
    return [each for each in found if each.family.form in _CONTEXT or _is_named(each)]


def _names_a_role(found: Evidence) -> bool:
    return not role_words().words.keys().isdisjoint(found.text.split())


def _is_named(found: Evidence) -> bool:
    """Whether somebody else's judging names the role: “the committee hears from the coach”."""
    named = any(each.use == "role" for each in found.clause.mentions)
    return found.family.form == "judge" and named


def _own_evidence(clause: Clause) -> list[Evidence]:
    """What a clause says, without the troubles that are for a counselor and not for the guide."""
    found = list(evidence(clause))
    words = clause.unit.words[clause.first : clause.last]
    if clause.party != "other" or role_words().sets["carers"].isdisjoint(words):
        return found
    return [each for each in found if each.family.id != "private_matter"]


def _is_promised(clause: Clause, mention: Mention) -> bool:
    """“Fellows receive formal mentorship”: an activity stands for the role that nobody names."""
    words = clause.unit.words
    near = words[max(0, mention.first - 6) : mention.at + 4]
    promising = role_words().sets["promising"] | role_words().sets["defining"]
    if mention.use != "activity" or clause.unit.kind == "heading":
        return False
    return bool(promising.intersection(near)) or heads_entry(clause.unit, mention)


def _context(before: Sequence[Clause]) -> list[Evidence]:
    """What a section says ahead of its role: plans and notes, never the role's behavior."""
    return [
        each for clause in before for each in _own_evidence(clause) if each.family.form in _CONTEXT
    ]
