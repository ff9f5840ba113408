"""Bringing documents in: files and pasted texts, what is refused, stopped, replaced, deleted."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from fourfold_web.documents import actions
from fourfold_web.documents.given import Given
from fourfold_web.documents.models import Document, MeantSo, OriginalFile, Version, VersionState
from fourfold_web.documents.queries import DocumentsState, documents_state
from fourfold_web.documents.views import documents as views
from fourfold_web.jobs.worker import Worker
from fourfold_web.shared.conflict import Conflict
from tests.cast_program import HANDBOOK

URL = "/program/documents/"
CLEAN = "A coach is not a mentor.\n"


def sent(name: str, content: bytes = HANDBOOK.encode()) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def states() -> dict[str, str]:
    return dict(Version.objects.values_list("name", "state"))


def test_several_files_are_reviewed_and_one_that_cannot_be_read_is_named(cast, as_person):
    dora = as_person(cast.dora)

    dora.post(URL, {"files": [sent("Handbook.md"), sent("scan.png", b"\x89PNG\r\n\x1a\n....")]})
    waiting = dora.get(URL).text
    Worker().drain()

    assert 'hx-trigger="every 2s"' in waiting
    assert states() == {"Handbook.md": "reviewed", "scan.png": "refused"}
    page = dora.get(URL).text
    assert "to mend" in page
    assert "The file “scan.png” is a picture" in page
    assert OriginalFile.objects.get().version.name == "Handbook.md"


def test_a_pasted_text_is_a_document_under_its_title(cast, as_person):
    as_person(cast.dora).post(URL, {"title": "Mentor page", "words": CLEAN})
    Worker().drain()

    version = Version.objects.get()
    assert (version.document.name, version.text) == ("Mentor page", CLEAN.strip())
    assert version.document.open_findings == 0


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "Choose a file, or paste a text."),
        ({"words": "Our coach decides."}, "Say what this text is"),
        ({"files": [sent(f"{n}.md") for n in range(21)]}, "21 files are chosen; at most 20"),
    ],
)
def test_bring_refuses_in_one_sentence_and_keeps_what_was_typed(cast, as_person, given, says):
    response = as_person(cast.dora).post(URL, given)

    assert response.status_code == 422
    assert says in response.text
    assert given.get("words", "") in response.text
    assert Document.objects.count() == 0


def test_more_than_may_come_at_once_is_refused_before_it_is_read(cast, as_person, monkeypatch):
    monkeypatch.setattr(views, "LARGEST_AT_ONCE", 0)

    response = as_person(cast.dora).post(URL, {"files": sent("a.md", b"words " * 200_000)})

    assert response.status_code == 422
    assert "larger than 100 MB together" in response.text


def test_a_document_that_is_stopped_goes_with_its_file(cast, as_person):
    [document] = actions.add_documents(
        by=cast.dora, program=cast.program, given=[Given("a.md", HANDBOOK.encode())]
    )
    page = as_person(cast.dora).get(f"{URL}{document.pk}/").text

    as_person(cast.dora).post(f"{URL}{document.pk}/stop/")
    Worker().drain()

    assert "Waits for its turn" in page
    assert (Document.objects.count(), OriginalFile.objects.count()) == (0, 0)


def test_a_reading_that_is_stopped_half_way_writes_nothing(cast):
    [document] = actions.add_documents(
        by=cast.dora, program=cast.program, given=[Given("a.md", HANDBOOK.encode())]
    )
    version = document.versions.get()
    Version.objects.filter(pk=version.pk).update(state=VersionState.READING)

    actions.stop_reading(by=cast.dora, document=document)
    actions.read_version(version_id=version.pk)

    assert Version.objects.count() == 0


def test_a_new_version_says_what_is_mended_and_lets_the_file_before_go(cast, as_person):
    document = cast.document()
    mended = HANDBOOK.replace("Your coach grades", "Nobody grades").replace(
        "and reports to the promotion committee", "with you"
    )

    as_person(cast.dora).post(
        f"{URL}{document.pk}/new-version/", {"files": sent("New.md", mended.encode())}
    )
    Worker().drain()

    page = as_person(cast.dora).get(f"{URL}{document.pk}/").text
    assert "Since the version before: 1 mended" in page
    assert "The guide also judges (coach)" in page
    document.refresh_from_db()
    assert document.name == "New.md"
    assert OriginalFile.objects.get().version.number == 2


def test_a_new_version_that_cannot_be_read_leaves_the_one_before(cast, as_person):
    document = cast.document()
    actions.replace_document(by=cast.dora, document=document, given=Given("empty.md", b" "))
    Worker().drain()

    page = as_person(cast.dora).get(f"{URL}{document.pk}/").text

    assert "Version 2 could not be read" in page
    assert "The file “empty.md” is empty." in page
    assert "To mend" in page


def test_two_versions_are_not_read_at_once(cast):
    document = cast.document()
    given = Given("new.md", HANDBOOK.encode())
    actions.replace_document(by=cast.dora, document=document, given=given)

    with pytest.raises(Conflict):
        actions.replace_document(by=cast.dora, document=document, given=given)


def test_a_deleted_document_leaves_nothing(cast, as_person):
    document = cast.document()

    as_person(cast.dora).post(f"{URL}{document.pk}/delete/")

    rows = (Document, Version, OriginalFile, MeantSo)
    assert [each.objects.count() for each in rows] == [0, 0, 0, 0]


def test_files_go_after_a_month_and_reviews_stay(cast):
    document = cast.document()

    actions.forget_files(before=timezone.now() - timedelta(days=30))
    kept = OriginalFile.objects.count()
    actions.forget_files(before=timezone.now())

    assert (kept, OriginalFile.objects.count()) == (1, 0)
    assert document.versions.get().review["findings"]


def test_state_counts_documents_and_what_is_open(cast):
    document = cast.document()
    actions.add_documents(by=cast.dora, program=cast.program, given=[Given("b.md", CLEAN.encode())])

    assert documents_state(cast.program) == DocumentsState(
        reviewed=1, at_work=1, open_findings=document.open_findings, with_findings=1
    )


def test_document_that_was_not_judged_is_not_called_good(cast, as_person):
    cast.document("Das Haus ist groß und die Kinder spielen im Garten. " * 8, "Deutsch.md")
    cast.document("The library opens at nine and closes at five. " * 4, "Hours.md")

    page = as_person(cast.gita).get(f"{URL}read/").text

    assert "Nothing to mend" not in page
    assert "Not judged" in page
    assert "No role words" in page
