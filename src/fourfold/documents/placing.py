"""Where words stand, and the word by which a document names a role."""

from collections import Counter
from collections.abc import Iterable

from fourfold.documents.review import Place
from fourfold.documents.roles import Role
from fourfold.documents.text import DocumentText

Span = tuple[int, int]
# Nobody mends a document place by place beyond so many.
_MOST = 500


def place(text: DocumentText, span: Span) -> Place:
    """Characters of a text with their words, line and page."""
    start, end = span
    return Place(text.text[start:end], start, end, text.line_of(start), text.page_of(start))


def places(text: DocumentText, spans: Iterable[Span]) -> list[Place]:
    """Places in the order of the text, each once; of very many only the first."""
    return [place(text, span) for span in sorted(set(spans))[:_MOST]]


def term_of(role: Role) -> str:
    """The head word as the document spells it most often, in the singular.

    Where the document has two roles of one word, their kinds stand before it: “peer mentor”.
    """
    spelled = Counter(each.word for _, each in role.mentions)
    kind = role.head.rpartition(" ")[0]
    return f"{kind} {_singular(max(spelled, key=lambda each: spelled[each]))}".strip()


def own_name(role: Role) -> str:
    """The role as the document calls it most often, with the title around it: “faculty coach”."""
    named = Counter(
        (*clause.unit.words[each.first : each.at], _singular(each.word))
        for clause, each in role.mentions
        if each.use == "role" and clause.unit.kind != "heading"
    )
    titled = {name: count for name, count in named.items() if len(name) > 1}
    if not titled:
        return term_of(role)
    best, _ = max(titled.items(), key=lambda each: each[1])
    return " ".join(best)


def _singular(word: str) -> str:
    return "coach" if word == "coaches" else word.removesuffix("s")
