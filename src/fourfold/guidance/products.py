"""What a person pastes about something that came of a mentoring (G-19): read, cleaned and checked.

A DOI, a PMID and an ORCID iD are found in the ways people copy them; anything else is a title.
Nothing is looked up here.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from fourfold.issues import FourfoldError, quoted

LONGEST_TITLE = 300
ALLOWED = "Paste a DOI, a PMID or an ORCID iD, or type the title."

_DOI = re.compile(r"\b10\.\d{4,9}(?:\.\d+)*/\S+")
_SAYS_DOI = re.compile(r"(?:doi\s*:|(?:https?://)?(?:dx\.|www\.)?doi\.org\b|10\.\d{4,9}\S*$)", re.I)
# What publishers add to a DOI in the address of a page.
_PAGE_PARTS = re.compile(r"(?:[?#].*|/(?:full|abstract|e?pdf|meta|html)|\.(?:full|pdf))+$", re.I)
_PMID = re.compile(
    r"(?:PMID\s*:?\s*|(?:https?://)?(?:pubmed\.ncbi\.nlm\.nih\.gov"
    r"|(?:www\.)?ncbi\.nlm\.nih\.gov/pubmed)/)?([0-9]+)/?(?:[?#]\S*)?",
    re.I,
)
_PMC = re.compile(r"(?:\S*/)?PMC[0-9]+\S*", re.I)
_ADDRESS = re.compile(r"https?://|(?:www|dx)\.|doi\.org/", re.I)
_ORCID = re.compile(
    r"(?:ORCID(?:\s+iD)?\s*:?\s*)?(?:https?://)?(?:(?:www\.)?orcid\.org/)?"
    r"([0-9]{4}-?[0-9]{4}-?[0-9]{4}-?[0-9]{3}[0-9X])/?",
    re.I,
)
_SAYS_ORCID = re.compile(r"(?:ORCID\b|(?:https?://)?(?:www\.)?orcid\.org/)", re.I)


class Found(StrEnum):
    """What a pasted line turned out to be."""

    DOI = "doi"
    PMID = "pmid"
    ORCID = "orcid"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Reference:
    """A pasted line in the one way in which it is kept.

    `value` is a DOI in lower case, a PMID in digits, an ORCID iD in four groups, or a title.
    """

    found: Found
    value: str

    @property
    def url(self) -> str:
        """Where it can be read; empty for a title."""
        return {
            Found.DOI: f"https://doi.org/{self.value}",
            Found.PMID: f"https://pubmed.ncbi.nlm.nih.gov/{self.value}/",
            Found.ORCID: f"https://orcid.org/{self.value}",
        }.get(self.found, "")


def read_reference(pasted: str) -> Reference:
    """What one pasted line names. FourfoldError says what is wrong with it and what would do."""
    line = " ".join(pasted.split())
    if not line:
        raise FourfoldError(f"Nothing was pasted. {ALLOWED}")
    for read in (_read_doi, _read_orcid, _read_pmid):
        if found := read(line):
            return found
    if _PMC.fullmatch(line):
        raise FourfoldError(f"{quoted(line)} is a number of PubMed Central. {ALLOWED}")
    if _ADDRESS.match(line):
        raise FourfoldError(f"The address {quoted(line)} names no DOI and no PMID. {ALLOWED}")
    return Reference(Found.TITLE, read_title(line))


def read_title(typed: str) -> str:
    """A title on one line. FourfoldError when it is none, or too long to be one."""
    title = " ".join(typed.split())
    if not any(sign.isalpha() for sign in title):
        raise FourfoldError(f"{quoted(title)} is no title. {ALLOWED}")
    if len(title) > LONGEST_TITLE:
        raise FourfoldError(
            f"This title has {len(title)} characters, and {LONGEST_TITLE} are the most. Shorten it."
        )
    return title


def check_orcid(digits: str) -> bool:
    """Whether the last of the sixteen signs is the check digit of the others (ISO 7064, 11-2)."""
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    due = (12 - total % 11) % 11
    return digits[-1] == ("X" if due == 10 else str(due))


def _read_doi(line: str) -> Reference | None:
    is_address = _ADDRESS.match(line)
    match = _DOI.search(unquote(line) if is_address else line)
    if match is None:
        if _SAYS_DOI.match(line):
            raise FourfoldError(
                f"{quoted(line)} is no whole DOI. One looks like 10.1000/xyz123. {ALLOWED}"
            )
        return None
    doi = _PAGE_PARTS.sub("", match[0]) if is_address else match[0]
    return Reference(Found.DOI, _without_tail(doi).lower())


def _without_tail(doi: str) -> str:
    """Without the signs of the sentence that it was copied from."""
    doi = doi.rstrip(".,;:'\"”’>]}")
    while doi.endswith(")") and doi.count(")") > doi.count("("):
        doi = doi[:-1].rstrip(".,;:")
    return doi


def _read_orcid(line: str) -> Reference | None:
    match = _ORCID.fullmatch(line)
    if match is None:
        if _SAYS_ORCID.match(line):
            raise FourfoldError(
                f"{quoted(line)} is no ORCID iD. One looks like 0000-0002-1825-0097. {ALLOWED}"
            )
        return None
    digits = match[1].replace("-", "").upper()
    if not check_orcid(digits):
        raise FourfoldError(
            f"The ORCID iD {quoted(match[1])} has a typing error: its last sign does not fit the"
            " others. Copy it again from orcid.org."
        )
    return Reference(Found.ORCID, "-".join(digits[at : at + 4] for at in range(0, 16, 4)))


def _read_pmid(line: str) -> Reference | None:
    match = _PMID.fullmatch(line)
    if match is None:
        return None
    number = match[1].lstrip("0")
    if not 1 <= len(number) <= 8:
        raise FourfoldError(f"{quoted(line)} is no PMID: one has 1 to 8 digits. {ALLOWED}")
    return Reference(Found.PMID, number)
