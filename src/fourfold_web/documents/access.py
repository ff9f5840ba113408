"""Who reads and writes a program's documents: asks the core's policy."""

from django.db.models import QuerySet

from fourfold_web.documents.models import Document, MeantSo
from fourfold_web.people.models import Person
from fourfold_web.programs.access import programs_granting
from fourfold_web.programs.models import Program

DATUM = "program_documents"


def documents_visible_to(person: Person) -> QuerySet[Document]:
    """The documents of the programs whose documents `person` may read."""
    return _documents_of(programs_granting(person, DATUM, "read"))


def documents_written_by(person: Person) -> QuerySet[Document]:
    """Of these, the ones that `person` may change."""
    return _documents_of(programs_granting(person, DATUM, "write"))


def meant_so_written_by(person: Person) -> QuerySet[MeantSo]:
    """Reasons that `person` may take back."""
    return MeantSo.objects.filter(program__in=programs_granting(person, DATUM, "write"))


def _documents_of(programs: list[Program]) -> QuerySet[Document]:
    return Document.objects.filter(program__in=programs).select_related("program")
