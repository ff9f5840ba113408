"""Documents and need checks in the state that a page is to show, and the way to that page."""

from datetime import timedelta

from fourfold.documents.review import AcrossFinding, Code, Finding, Place
from fourfold_web.documents import actions
from fourfold_web.documents.given import Given
from fourfold_web.documents.models import Comparison, Document
from fourfold_web.documents.queries import newest_reviewed
from fourfold_web.documents.stored import across_to_json
from fourfold_web.need_checklist.models import NeedCheck
from tests.cast import Cast
from tests.cast_program import HANDBOOK

DOCUMENTS = "/program/documents/"
NEED = "/program/need/"


def replaced(cast: Cast) -> str:
    """A second version in which one thing is mended and one is meant so."""
    document = cast.document(f"{HANDBOOK}\nYour coach sits on the committee that grades you.\n")
    given = Given("Handbook.md", HANDBOOK.encode())
    version = actions.replace_document(by=cast.dora, document=document, given=given)
    actions.read_version(version_id=version.pk)
    _mean_first_so(cast, document)
    return f"{DOCUMENTS}{document.pk}/"


def at_work(cast: Cast) -> str:
    """A document whose next version waits for its turn."""
    document = cast.document()
    given = Given("Handbook 2.md", HANDBOOK.encode())
    actions.replace_document(by=cast.dora, document=document, given=given)
    return f"{DOCUMENTS}{document.pk}/"


def not_read(cast: Cast) -> str:
    return f"{DOCUMENTS}{cast.document('', 'empty.md').pk}/"


def all_documents(cast: Cast) -> str:
    """One to mend, one at work, one not read, and what only two show together."""
    not_read(cast)
    at_work(cast)
    _across(cast)
    return DOCUMENTS


def mean_across(cast: Cast) -> str:
    _across(cast)
    return f"{DOCUMENTS}across/mean-it-so/?finding=1"


def mean_so(cast: Cast) -> str:
    return f"{DOCUMENTS}{cast.document().pk}/mean-it-so/?finding=1"


def new_version(cast: Cast) -> str:
    return f"{DOCUMENTS}{cast.document().pk}/new-version/"


def asked(cast: Cast) -> str:
    return f"{NEED}{cast.need_check().pk}/1/"


def compared(cast: Cast) -> str:
    """A second check of one unit, with another result."""
    before = cast.need_check()
    at = before.finished_at - timedelta(days=90)
    NeedCheck.objects.filter(pk=before.pk).update(finished_at=at)
    now = cast.need_check(skills_soon="yes", balance="yes", supervisors="no", time="weeks")
    return f"{NEED}{now.pk}/"


def all_checks(cast: Cast) -> str:
    compared(cast)
    return NEED


def _mean_first_so(cast: Cast, document: Document) -> None:
    [finding, *_] = newest_reviewed(document).to_review().findings
    actions.mean_so(
        by=cast.dora, program=cast.program, document=document, finding=finding, why="We know."
    )


def _across(cast: Cast) -> None:
    one, other = cast.document(name="One.md"), cast.document(name="Other.md")
    places = [Place("Coaches", 32, 39, 3, None), Place("coach", 46, 51, 5, None)]
    finding = Finding(
        Code.INTERCHANGED_TERMS, "coach", "Two names for one role.", "Say coach.", 1, places
    )
    across = [AcrossFinding(finding, [str(one.pk), str(other.pk)])]
    Comparison.objects.create(program=cast.program, across=across_to_json(across))
