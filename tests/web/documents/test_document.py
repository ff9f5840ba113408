"""One reviewed document: what it shows, what is meant so, what guides read, what leaves it."""

from io import BytesIO

import pytest
from docx import Document as WordDocument

from fourfold.documents.review import AcrossFinding, Code, Finding, Place
from fourfold_web.documents import actions
from fourfold_web.documents.given import Given
from fourfold_web.documents.models import Comparison, OriginalFile
from fourfold_web.documents.queries import documents_state, newest_reviewed
from fourfold_web.documents.stored import across_to_json, review_from_json, review_to_json
from tests.cast_program import HANDBOOK

URL = "/program/documents/"
WHY = "Our word for it, and the agreement says the rest."


@pytest.fixture
def document(cast):
    return cast.document()


def numbers(document) -> dict[str, int]:
    findings = newest_reviewed(document).to_review().findings
    return {f"{each.code} {each.term}": at for at, each in enumerate(findings, start=1)}


def test_page_shows_roles_with_their_form_and_findings_with_their_words(cast, as_person, document):
    page = as_person(cast.dora).get(f"{URL}{document.pk}/").text

    assert "The name says one form, the text another (coach)" in page
    assert "The guide also judges (coach)" in page
    assert "<mark>" in page
    assert "line 5" in page
    assert "Words to paste" in page


def test_a_review_comes_back_from_its_column_as_it_was(document):
    review = newest_reviewed(document).to_review()

    assert review_from_json(review_to_json(review), review.path) == review


def test_a_finding_that_is_meant_so_is_set_aside_in_later_versions_too(cast, as_person, document):
    number = numbers(document)["TERM_MISMATCH coach"]
    before = document.open_findings
    address = f"{URL}{document.pk}/mean-it-so/?finding={number}&of=TERM_MISMATCH%20coach"

    as_person(cast.dora).post(address, {"why": WHY})
    given = Given("new.md", HANDBOOK.encode())
    version = actions.replace_document(by=cast.dora, document=document, given=given)
    actions.read_version(version_id=version.pk)

    document.refresh_from_db()
    assert document.open_findings == before - 1
    page = as_person(cast.gita).get(f"{URL}{document.pk}/").text
    assert WHY in page
    assert "Take back" not in page


def test_what_was_meant_so_can_be_taken_back(cast, as_person, document):
    before = document.open_findings
    [finding, *_] = newest_reviewed(document).to_review().findings
    meant = actions.mean_so(
        by=cast.dora, program=cast.program, document=document, finding=finding, why=WHY
    )

    as_person(cast.dora).post(f"{URL}meant/{meant.pk}/take-back/")

    document.refresh_from_db()
    assert (document.meant_so.count(), document.open_findings) == (0, before)


def test_meaning_it_so_takes_a_reason(cast, as_person, document):
    response = as_person(cast.dora).post(f"{URL}{document.pk}/mean-it-so/?finding=1", {"why": " "})

    assert response.status_code == 422
    assert "Write one sentence" in response.text


@pytest.mark.parametrize("finding", ["99", "0", "x", "1&of=TERM_MISMATCH%20nobody"])
def test_a_finding_that_is_no_longer_there_is_told_with_the_words(
    cast, as_person, document, finding
):
    address = f"{URL}{document.pk}/mean-it-so/?finding={finding}"

    response = as_person(cast.dora).post(address, {"why": WHY})

    assert response.status_code == 409
    assert WHY in response.text


def test_guides_read_what_is_reviewed_and_change_nothing(cast, as_person, document):
    actions.add_documents(
        by=cast.dora, program=cast.program, given=[Given("coming.md", HANDBOOK.encode())]
    )
    gita = as_person(cast.gita)

    page, listed = gita.get(f"{URL}{document.pk}/").text, gita.get(f"{URL}read/").text

    assert "We mean it so" not in page
    assert "Delete this document" not in page
    assert "Handbook.md" in listed
    assert "coming.md" not in listed


def test_what_only_several_documents_show_stands_on_the_list(cast, as_person, document):
    other = cast.document(name="Roles.md")
    finding = Finding(
        Code.INTERCHANGED_TERMS, "coach", "Two names.", "Say coach.", 1,
        [Place("coach", 40, 45, 5, None), Place("Coaches", 32, 39, 3, None)],
    )  # fmt: skip
    across = [AcrossFinding(finding, [str(document.pk), str(other.pk)])]
    Comparison.objects.create(program=cast.program, across=across_to_json(across))
    both = document.open_findings + other.open_findings
    dora = as_person(cast.dora)

    page, found = dora.get(URL).text, documents_state(cast.program)
    dora.post(f"{URL}across/mean-it-so/?finding=1", {"why": WHY})

    assert "Across your documents" in page
    assert "Roles.md, line 3" in page
    assert found.with_findings == 2
    assert (found.open_findings, documents_state(cast.program).open_findings) == (both + 1, both)
    assert WHY in dora.get(URL).text


def test_csv_has_a_row_for_each_place_and_no_formulas(cast, as_person):
    document = cast.document(HANDBOOK.replace("tell residents", "=1+1 tell residents"))

    lines = as_person(cast.gita).get(f"{URL}{document.pk}/findings.csv")

    assert lines["Content-Disposition"] == 'attachment; filename="Handbook-reviewed.csv"'
    rows = lines.content.decode("utf-8-sig").splitlines()
    assert rows[0] == "Rank,Code,Finding,Role,Page,Line,Quote,Reason,Advice,Suggestion"
    assert any(row.startswith("1,ASSESSOR_CONFLICT,") for row in rows)


def test_json_places_count_in_the_text_beside_them(cast, as_person, document):
    found = as_person(cast.dora).get(f"{URL}{document.pk}/findings.json").json()["documents"][0]

    place = found["findings"][0]["places"][0]
    assert found["text"][place["start"] : place["end"]] == place["quote"]


def test_a_word_file_comes_back_with_comments_and_footnotes_once_it_is_gone(cast, as_person):
    word, content = WordDocument(), BytesIO()
    for line in HANDBOOK.splitlines():
        word.add_paragraph(line)
    word.save(content)
    given = Given("Handbook.docx", content.getvalue())
    [document] = actions.add_documents(by=cast.dora, program=cast.program, given=[given])
    actions.read_version(version_id=document.versions.get().pk)
    dora = as_person(cast.dora)

    copy = dora.get(f"{URL}{document.pk}/copy/")
    OriginalFile.objects.all().delete()
    later = dora.get(f"{URL}{document.pk}/copy/")

    comments = [each.text for each in WordDocument(BytesIO(copy.content)).comments]
    assert any("The guide also judges" in each for each in comments)
    assert "Handbook-reviewed.md" in later["Content-Disposition"]
    assert "[^1]: " in later.content.decode()
