"""One document read once: its roles, its clauses and what it tells apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fourfold.documents.clauses import Clause, clauses
from fourfold.documents.gathering import roles_of
from fourfold.documents.language import english_part
from fourfold.documents.layout import units
from fourfold.documents.roles import Role
from fourfold.documents.text import DocumentText


@dataclass(frozen=True)
class Analysis:
    """`foreign` is the share of words in other languages, which were not read."""

    text: DocumentText
    roles: Mapping[str, Role]
    clauses: Sequence[Clause]
    foreign: float


def analyze(text: DocumentText) -> Analysis:
    """Read one document."""
    readable, foreign = english_part(text.text)
    read = list(clauses(list(units(readable))))
    return Analysis(text, roles_of(read), read, foreign)
