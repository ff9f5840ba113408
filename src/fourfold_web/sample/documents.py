"""The sample program's handbook page with its review, and what its director found to be needed."""

from collections.abc import Sequence
from importlib.resources import files

from fourfold.documents.review import Finding
from fourfold_web.documents import actions
from fourfold_web.documents.given import Given
from fourfold_web.documents.models import Document, Version
from fourfold_web.documents.queries import newest_reviewed
from fourfold_web.jobs.models import Job
from fourfold_web.need_checklist import actions as need_actions
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program
from fourfold_web.sample.clock import Clock, date_back


def add_documents(
    entries: list[dict], *, program: Program, persons: dict[str, Person], clock: Clock
) -> None:
    """Play the `documents` of data.toml: each with its versions, the last one reviewed as it is."""
    for each in entries:
        by = persons[each["by"]]
        document = _add(each["versions"], by, program, clock)
        review = newest_reviewed(document).to_review()
        for said in each.get("meant_so", ()):
            finding = _finding(review.findings, *said["finding"])
            kept = actions.mean_so(
                by=by, program=program, document=document, finding=finding, why=said["why"]
            )
            date_back(kept, at=clock.ago(said["days"]))
    actions.compare_documents(program_id=program.pk)
    # It is done, so that no worker has to look.
    Job.objects.filter(task_path__startswith="fourfold_web.documents.").delete()


def add_need_checks(
    entries: list[dict], *, program: Program, persons: dict[str, Person], clock: Clock
) -> None:
    """Play the `need` of data.toml."""
    for each in entries:
        by = persons[each["by"]]
        check = need_actions.begin_check(by=by, program=program, unit=each["unit"])
        need_actions.answer_page(by=by, check=check, answers=each["answers"], is_last=True)
        date_back(check, started_at=clock.ago(each["days"]), finished_at=clock.ago(each["days"]))


def _add(versions: list[dict], by: Person, program: Program, clock: Clock) -> Document:
    document = None
    for each in versions:
        given = Given(each["name"], _content(each["file"]))
        if document is None:
            [document] = actions.add_documents(by=by, program=program, given=[given])
        else:
            actions.replace_document(by=by, document=document, given=given)
        version = document.versions.first()
        actions.read_version(version_id=version.pk)
        at = clock.ago(each["days"])
        date_back(Version.objects.get(pk=version.pk), at=at, reviewed_at=at)
    return document


def _finding(findings: Sequence[Finding], code: str, term: str) -> Finding:
    return next(each for each in findings if (each.code, each.term) == (code, term))


def _content(name: str) -> bytes:
    return files("fourfold_web.sample").joinpath(f"files/{name}").read_bytes()
