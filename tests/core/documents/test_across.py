"""What only the comparison of documents shows."""

from fourfold.documents.review import Code
from fourfold.documents.reviewing import review_all
from fourfold.documents.text import DocumentText


def test_one_role_under_two_names():
    page = "Every resident meets with a {} twice a year to talk about research and next steps."
    texts = [DocumentText(name, page.format(name)) for name in ("mentor", "advisor")]

    (found,) = review_all(texts).across

    assert (found.finding.code, found.paths) == (Code.INTERCHANGED_TERMS, ["mentor", "advisor"])
    assert [each.quote for each in found.finding.places] == [each.text for each in texts]


def test_nearly_the_same_words_are_one_role_too():
    texts = [
        DocumentText(
            "a.md",
            "The coach answers questions about registration, explains graduation requirements "
            "and approves schedules each quarter.",
        ),
        DocumentText(
            "b.md",
            "The advisor explains graduation requirements, answers questions about registration "
            "and approves schedules.",
        ),
    ]

    found = [each.finding.code for each in review_all(texts).across]

    assert Code.INTERCHANGED_TERMS in found


def test_one_name_for_two_roles():
    texts = [
        DocumentText("a.md", "The coach asks what you want to change and watches you try it."),
        DocumentText("b.md", "The coach tells you which electives to take and signs the forms."),
    ]

    (found,) = review_all(texts).across

    assert (found.finding.code, found.finding.term) == (Code.TERM_MISMATCH, "coach")
    assert found.paths == ["a.md", "b.md"]


def test_progress_counts_documents_and_may_stop_the_review():
    heard: list[int] = []

    review_all([DocumentText(name, "A page.") for name in "abc"], progress=heard.append)

    assert heard == [1, 2, 3]
