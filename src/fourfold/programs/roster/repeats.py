"""Rows of a file that are about one person twice, or could make one person of two."""

from fourfold.issues import Issue
from fourfold.programs.roster.comparing import Known
from fourfold.programs.roster.reading import RefusedRow, RosterRow


class Repeats:
    """Finds who stands in a file twice. It keeps a few numbers for each row and no words."""

    def __init__(self) -> None:
        self._rows: dict[int, int] = {}
        self._address_of: dict[int, int] = {}
        self._id_of: dict[int, int] = {}
        # Of persons whom the program knows: their roles by row, whose each address is, and the
        # rows that give somebody a new address, by the old one.
        self._roles: dict[int, int] = {}
        self._holder: dict[int, int] = {}
        self._moved: dict[int, int] = {}

    def check(self, row: RosterRow) -> RefusedRow | None:
        """Whether an earlier row says the same or the contrary; else the row is remembered."""
        for role in row.roles:
            first = self._rows.setdefault(hash((row.email, role)), row.number)
            if first != row.number:
                says = f"{row.email} stands in row {first} as {role} already. Keep one of the rows."
                return RefusedRow(row.number, (Issue("repeated", says, "email"),))
        if not row.external_id:
            return None
        email, number = hash(row.email), hash(row.external_id)
        if self._address_of.setdefault(number, email) != email:
            says = f"The number {row.external_id} stands in the file with two addresses."
            return RefusedRow(
                row.number, (Issue("two_addresses", f"{says} Keep the right one.", "external_id"),)
            )
        if self._id_of.setdefault(email, number) != number:
            says = f"{row.email} stands in the file with two numbers. Keep the right one."
            return RefusedRow(row.number, (Issue("two_numbers", says, "external_id"),))
        return None

    def check_person(self, row: RosterRow, known: Known | None) -> Issue | None:
        """Whether an earlier row is about the same person, or leaves open whose an address is.

        `known` is whom the row's number or address finds. Else the row is remembered.
        """
        person = hash(known.key) if known else hash(row.email)
        old = known.email if known and known.email != row.email else ""
        if issue := self._twice(row, person) or self._open(row, person, old):
            return issue
        self._roles.update({hash((person, role)): row.number for role in row.roles})
        self._holder[hash(row.email)] = person
        if old:
            self._moved[hash(old)] = row.number
        return None

    def _twice(self, row: RosterRow, person: int) -> Issue | None:
        for role in row.roles:
            if first := self._roles.get(hash((person, role))):
                says = (
                    f"Row {first} is about the same person as {role}, under another address. Keep"
                    " the row with the right address."
                )
                return Issue("repeated", says, "email")
        return None

    def _open(self, row: RosterRow, person: int, old: str) -> Issue | None:
        """Of two rows that touch one address, neither may decide whose it is."""
        moved = self._moved.get(hash(row.email))
        # The same person may stand there with several roles, each time with the new address.
        held = self._holder.get(hash(row.email), person) != person
        if moved or held or (old and hash(old) in self._holder):
            says = (
                f"Another row gives somebody the address {old or row.email}, or takes it from them."
                " Keep one of the rows, and bring the other in once the address is settled."
            )
            return Issue("address_open", says, "email")
        return None
