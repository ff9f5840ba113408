"""What a row of a file would change for somebody who is known, and what no file may change."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from fourfold.issues import Issue
from fourfold.programs.roster.facts import plain
from fourfold.programs.roster.reading import RosterRow


class Kind(StrEnum):
    """What a row means for the program."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Place:
    """What the program knows of one role of one person."""

    cohort: str = ""
    site: str = ""
    capacity: int | None = None
    external_id: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody whom the site knows; without `places` they do not belong to this program.

    `may_correct`: they never signed in and nothing of anybody's hangs on their address, so that
    name and address may follow the file.
    """

    key: Hashable
    email: str
    name: str
    may_correct: bool = False
    places: Mapping[str, Place] = field(default_factory=dict)

    @property
    def external_id(self) -> str:
        """The number that the program has for them."""
        return next((each.external_id for each in self.places.values() if each.external_id), "")


@dataclass(frozen=True, slots=True)
class Change:
    """What one row does.

    `new_roles` are to be added, `places` to be written. `email` and `name` are set where they are
    to follow the file. `asks_for` is a new address that only the person themselves may take.
    """

    kind: Kind
    new_roles: tuple[str, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    email: str = ""
    name: str = ""
    asks_for: str = ""


def compare(
    row: RosterRow, *, by_id: Known | None = None, by_email: Known | None = None
) -> Change | Issue:
    """What `row` changes for whom its number or its address finds; an Issue when it may not.

    The address is the key to everything that somebody confided: two people never trade addresses
    by a file, and whoever has signed in takes a new one only by their own yes (B-1).
    """
    if clash := _clash(row, by_id, by_email):
        return clash
    known = by_id or by_email
    if not row.is_active or not row.roles:
        return Change(Kind.LEFT_OUT)
    if by_id and (other := _somebody_else(row, by_id)):
        return other
    if known is None:
        return Change(
            Kind.NEW, row.roles, {role: _written(row, role, Place()) for role in row.roles}
        )
    new_roles = tuple(role for role in row.roles if role not in known.places)
    places = {role: _written(row, role, known.places.get(role, Place())) for role in row.roles}
    changed = {role: place for role, place in places.items() if place != known.places.get(role)}
    moved = row.email != known.email
    name = row.name if known.may_correct and row.name != known.name else ""
    email = row.email if known.may_correct and moved else ""
    asks_for = row.email if moved and not known.may_correct else ""
    kind = Kind.CHANGED if changed or name or email else Kind.UNCHANGED
    if not known.places:
        kind = Kind.NEW
    return Change(kind, new_roles, changed, email, name, asks_for)


def _written(row: RosterRow, role: str, before: Place) -> Place:
    """The place with what the row says; an empty cell changes nothing."""
    capacity = row.capacity if role == "guide" and row.capacity is not None else before.capacity
    return Place(
        row.cohort or before.cohort,
        row.site or before.site,
        capacity,
        row.external_id or before.external_id,
        # Learners read it as the guide's own words, so a file only fills what is empty.
        before.about or (row.about if role == "guide" else ""),
    )


def _somebody_else(row: RosterRow, by_id: Known) -> Issue | None:
    """A number that stays while name and address change was perhaps given to somebody new."""
    if row.email == by_id.email or _words(row.name) == _words(by_id.name):
        return None
    says = (
        f"The number {row.external_id} is that of {by_id.name}, {by_id.email}. This row has another"
        " name and another address, so it may be about somebody else. Give them a number of their"
        " own; or, for the same person, write the name as it stands here."
    )
    return Issue("other_person", says, "external_id")


def _words(name: str) -> list[str]:
    return sorted(plain(name).split())


def _clash(row: RosterRow, by_id: Known | None, by_email: Known | None) -> Issue | None:
    if by_email is None:
        return None
    # Of somebody outside the program, not even the name is told.
    owner = by_email.name if by_email.places else "somebody else"
    if by_id and by_id.key != by_email.key:
        says = (
            f"The number {row.external_id} is that of {by_id.name}, and the address {row.email}"
            f" that of {owner}. A list cannot give one person’s address to another. Correct one of"
            " them."
        )
        return Issue("address_taken", says, "email")
    held = by_email.external_id
    if by_id is None and row.external_id and held and held != row.external_id:
        says = (
            f"{owner}, who has the address {row.email}, is known here by the number {held} and not"
            f" {row.external_id}. Correct the number or the address."
        )
        return Issue("number_differs", says, "external_id")
    return None
