"""“We mean it so”: a finding that the program decides against, and its way back."""

from django.db import transaction

from fourfold.documents.review import Finding
from fourfold_web.documents.models import Document, MeantSo
from fourfold_web.documents.queries import newest_reviewed, open_findings
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program
from fourfold_web.shared.audit import record


@transaction.atomic
def mean_so(
    *, by: Person, program: Program, document: Document | None, finding: Finding, why: str
) -> MeantSo:
    """Set a finding aside with a reason; it holds for later versions too.

    Without `document` it is one that runs across documents. Said again, the first reason stays.
    """
    kept, is_new = MeantSo.objects.get_or_create(
        program=program,
        document=document,
        code=finding.code.value,
        term=finding.term,
        defaults={"why": why, "by": by},
    )
    if is_new:
        record(actor=by, verb="mean_so", of=kept, code=kept.code)
        _count_again(document)
    return kept


@transaction.atomic
def take_back(*, by: Person, meant: MeantSo) -> None:
    """Let a finding count again."""
    record(actor=by, verb="take_back_meant_so", of=meant, code=meant.code)
    document = meant.document
    meant.delete()
    _count_again(document)


def _count_again(document: Document | None) -> None:
    if document is None:
        return
    fresh = Document.objects.select_for_update().get(pk=document.pk)
    version = newest_reviewed(fresh)
    fresh.open_findings = len(open_findings(fresh, version.to_review())) if version else None
    fresh.save(update_fields=["open_findings"])
