"""What a director's pages may say of what waits."""

from fourfold.confidentiality.visibility import Relation, Role, may_see


def waiting_grants() -> frozenset[str]:
    """What a director may know of a request that waits: by default its age and its topic."""
    return may_see(Role.DIRECTOR, Relation.PROGRAM, "program_waiting")
