"""Comparing the documents of a program, once for each set of versions."""

from fourfold_web.documents import actions
from fourfold_web.documents.given import Given
from fourfold_web.documents.models import Comparison
from fourfold_web.documents.queries import newest_versions
from fourfold_web.shared.models import AuditEntry
from tests.cast_program import HANDBOOK


def times_compared() -> int:
    return AuditEntry.objects.filter(verb="compare_documents").count()


def test_the_newest_versions_are_compared_once(cast):
    document, other = cast.document(), cast.document(name="Roles.md")
    new = Given("Handbook.md", HANDBOOK.encode())
    version = actions.replace_document(by=cast.dora, document=document, given=new)
    actions.compare_documents(program_id=cast.program.pk)
    while_at_work = times_compared()
    actions.read_version(version_id=version.pk)

    for _ in range(2):
        actions.compare_documents(program_id=cast.program.pk)

    assert (while_at_work, times_compared()) == (0, 1)
    assert set(newest_versions(cast.program)) == {str(version.pk), str(other.versions.get().pk)}
    assert Comparison.objects.get().compared == newest_versions(cast.program)
