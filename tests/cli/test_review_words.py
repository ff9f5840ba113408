"""A review as a director reads it: cards in order, missing things folded, documents compared."""

from fourfold.cli.review_words import in_words
from fourfold.documents.review import (
    AcrossFinding,
    Code,
    DocumentReview,
    Finding,
    Place,
    Review,
    RoleForm,
    RoleUse,
)
from fourfold.documents.text import DocumentText

TEXT = DocumentText(
    "a.pdf",
    "# Coach\n\nYour coach decides what you do. Meets often.\n\nThe coach helps.\n",
    (0, 55),
)


def place(quote):
    start = TEXT.text.index(quote)
    end = start + len(quote)
    return Place(quote, start, end, TEXT.line_of(start), TEXT.page_of(start))


def finding(code, rank, *quotes):
    return Finding(code, "coach", f"Why {rank}.", f"Words {rank}.", rank, [*map(place, quotes)])


def test_cards_stand_by_rank_and_what_is_missing_is_one_card():
    role = RoleUse("coach", RoleForm.ADVISOR, [place("decides")], (Code.MISSING_FEEDBACK,))
    found = [
        finding(Code.MISSING_DURATION, 2, "often"),
        finding(Code.TERM_MISMATCH, 1, "coach", "helps"),
        finding(Code.MISSING_CONTROL, 3, "helps"),
    ]
    review = Review([DocumentReview("a.pdf", [role], found)])

    assert in_words(review, [TEXT], []).split("\n") == [
        "a.pdf, 2 pages",
        "",
        "Roles and the form that their behavior belongs to",
        "   coach  advising",
        "      page 1, line 3: “Your coach decides what you do.”",
        "",
        "To mend, the most important first",
        "",
        "1. The name says one form, the text another (coach)",
        "   page 1, line 3: “Your coach decides what you do.”",
        "   Also page 2, line 5",
        "   Why: Why 1.",
        "   Say: Words 1.",
        "",
        "2. Not said (coach)",
        "   - how long and how often",
        "   page 1, line 3: “Meets often.”",
        "   Why: Why 2.",
        "   Say: Words 2.",
        "   - who leads",
        "   page 2, line 5: “The coach helps.”",
        "   Why: Why 3.",
        "   Say: Words 3.",
        "",
        "Could be added",
        "   coach: how the guide hears how it goes",
    ]


def test_documents_are_compared_at_the_end():
    other = DocumentText("b.md", TEXT.text)
    across = AcrossFinding(
        finding(Code.INTERCHANGED_TERMS, 1, "coach helps", "helps"), ("a.pdf", "b.md")
    )
    documents = [DocumentReview(each.path, [], [], "Not English.") for each in (TEXT, other)]

    assert in_words(Review(documents, [across]), [TEXT, other], []).split("\n") == [
        "a.pdf, 2 pages",
        "Not English.",
        "",
        "b.md",
        "Not English.",
        "",
        "Across the documents",
        "",
        "1. Two names for one role (coach)",
        "   a.pdf, page 2, line 5: “The coach helps.”",
        "   b.md, page 2, line 5: “The coach helps.”",
        "   Why: Why 1.",
        "   Say: Words 1.",
    ]
