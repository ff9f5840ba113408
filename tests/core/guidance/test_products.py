"""Examples of pasted products: what people copy, and what is refused."""

import pytest

from fourfold.guidance.products import Found, Reference, read_reference, read_title
from fourfold.issues import FourfoldError

DOI = Reference(Found.DOI, "10.1007/s40037-020-00587-z")
PMID = Reference(Found.PMID, "27914193")
ORCID = Reference(Found.ORCID, "0000-0002-1825-0097")


@pytest.mark.parametrize(
    ("pasted", "found"),
    [
        ("10.1007/S40037-020-00587-Z", DOI),
        ("doi:10.1007/s40037-020-00587-z", DOI),
        ("DOI: 10.1007/s40037-020-00587-z.", DOI),
        ("https://doi.org/10.1007/s40037-020-00587-z", DOI),
        ("https://dx.doi.org/10.1007%2Fs40037-020-00587-z", DOI),
        (
            "doi.org/10.1016/S0140-6736(20)30183-5)",
            Reference(Found.DOI, "10.1016/s0140-6736(20)30183-5"),
        ),
        ("https://link.springer.com/article/10.1007/s40037-020-00587-z?utm=x", DOI),
        ("https://www.example.org/articles/10.1007/s40037-020-00587-z/full", DOI),
        ("Young A. Reading minds. 2020. doi:10.1007/s40037-020-00587-z.", DOI),
        ("27914193", PMID),
        (" PMID: 27914193\n", PMID),
        ("https://pubmed.ncbi.nlm.nih.gov/27914193/?from=me", PMID),
        ("www.ncbi.nlm.nih.gov/pubmed/27914193", PMID),
        ("0000-0002-1825-0097", ORCID),
        ("https://orcid.org/0000000218250097", ORCID),
        ("ORCID iD: 0000-0001-5109-3700", Reference(Found.ORCID, "0000-0001-5109-3700")),
        ("0000-0002-1694-233x", Reference(Found.ORCID, "0000-0002-1694-233X")),
        ("  Teaching at the\n bedside ", Reference(Found.TITLE, "Teaching at the bedside")),
        ("10.5 ways to round better", Reference(Found.TITLE, "10.5 ways to round better")),
        ("2024 guideline on sepsis", Reference(Found.TITLE, "2024 guideline on sepsis")),
    ],
)
def test_reference_is_read_as_people_copy_it(pasted, found):
    assert read_reference(pasted) == found


@pytest.mark.parametrize(
    ("pasted", "says"),
    [
        (" \n", "Nothing was pasted."),
        ("doi:11.1000/abc", "is no whole DOI."),
        ("https://doi.org/10.1000", "is no whole DOI."),
        ("0000-0002-1825-0098", "has a typing error"),
        ("https://orcid.org/0000-0002", "is no ORCID iD."),
        ("PMID: 123456789", "one has 1 to 8 digits"),
        ("0", "one has 1 to 8 digits"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC6050022/", "is a number of PubMed Central"),
        ("https://example.org/paper", "names no DOI and no PMID"),
        ("!!!", "is no title"),
        ("A" * 301, "This title has 301 characters"),
    ],
)
def test_reference_is_refused_in_one_sentence(pasted, says):
    with pytest.raises(FourfoldError, match=says.replace(".", r"\.")):
        read_reference(pasted)


def test_reference_says_where_it_can_be_read():
    shown = [each.url for each in (DOI, PMID, ORCID, Reference(Found.TITLE, "A title"))]

    assert shown == [
        "https://doi.org/10.1007/s40037-020-00587-z",
        "https://pubmed.ncbi.nlm.nih.gov/27914193/",
        "https://orcid.org/0000-0002-1825-0097",
        "",
    ]


def test_title_of_another_script_is_a_title():
    assert read_title("床旁 教学") == "床旁 教学"
