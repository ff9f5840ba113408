"""Asking public catalogs for a product's title and year. Off unless the site says otherwise.

What comes back is a proposal that the learner confirms or corrects; every fault ends in typing by
hand. Only the number that was pasted leaves the site.
"""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import quote, urlencode

import urllib3
from django.conf import settings
from django.utils.html import strip_tags

from fourfold.guidance.products import LONGEST_TITLE, Found, Reference, read_reference
from fourfold.issues import FourfoldError

SECONDS = 5
LARGEST = 1024 * 1024
MOST_WORKS = 50
HEADERS = {"Accept": "application/json", "User-Agent": "Fourfold"}
_POOL = urllib3.PoolManager(retries=False)


class LookupFailedError(Exception):
    """Nothing usable came back in time; the learner types it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be meant, for the learner to confirm. Title and year may be missing."""

    reference: Reference
    title: str = ""
    year: int | None = None


def candidates_for(reference: Reference) -> list[Candidate]:
    """What the reference names: one product, or the works of an ORCID iD, the newest first.

    Raises LookupFailedError when the catalog does not answer, or does not know it.
    """
    try:
        return _READERS[reference.found](reference)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as fault:
        # JSON of another shape than the catalog documents.
        raise LookupFailedError from fault


def _of_doi(reference: Reference) -> list[Candidate]:
    found = _json_at(settings.PRODUCT_DOI_URL + quote(reference.value, safe=""))["message"]
    return [Candidate(reference, _title(found["title"][0]), _year(found["issued"]["date-parts"]))]


def _of_pmid(reference: Reference) -> list[Candidate]:
    asked = urlencode({"db": "pubmed", "retmode": "json", "id": reference.value})
    found = _json_at(f"{settings.PRODUCT_PMID_URL}?{asked}")["result"][reference.value]
    return [Candidate(reference, _title(found["title"]).rstrip("."), _year(found["pubdate"][:4]))]


def _of_orcid(reference: Reference) -> list[Candidate]:
    groups = _json_at(f"{settings.PRODUCT_ORCID_URL}{reference.value}/works")["group"]
    works = [_work(group["work-summary"][0]) for group in groups if group["work-summary"]]
    if not works:
        raise LookupFailedError
    return sorted(works, key=lambda work: -(work.year or 0))[:MOST_WORKS]


def _work(summary: dict[str, Any]) -> Candidate:
    title = _title(summary["title"]["title"]["value"])
    ids = {
        each["external-id-type"]: each["external-id-value"]
        for each in (summary.get("external-ids") or {}).get("external-id", [])
    }
    year = ((summary.get("publication-date") or {}).get("year") or {}).get("value")
    return Candidate(_doi_or_title(ids.get("doi", ""), title), title, _year(year))


def _doi_or_title(doi: str, title: str) -> Reference:
    try:
        found = read_reference(doi)
    except FourfoldError:
        return Reference(Found.TITLE, title)
    return found if found.found == Found.DOI else Reference(Found.TITLE, title)


_READERS = {Found.DOI: _of_doi, Found.PMID: _of_pmid, Found.ORCID: _of_orcid}


def _title(found: str) -> str:
    title = " ".join(strip_tags(unescape(found)).split())[:LONGEST_TITLE]
    if not title:
        raise ValueError("no title")
    return title


def _year(found: str | list | None) -> int | None:
    """The year in “2020”, or in the date parts [[2020, 10, 1]]."""
    while isinstance(found, list):
        found = found[0] if found else None
    return int(found) if found else None


def _json_at(url: str) -> Any:
    """What this address answers, read in bounded time and size; no redirect is followed."""
    until = time.monotonic() + SECONDS
    try:
        answer = _POOL.request(
            "GET",
            url,
            headers=HEADERS,
            timeout=urllib3.Timeout(connect=SECONDS, read=SECONDS),
            redirect=False,
            preload_content=False,
        )
        try:
            if answer.status != 200:
                raise LookupFailedError
            return json.loads(b"".join(_pieces(answer, until)))
        finally:
            answer.close()
    except urllib3.exceptions.HTTPError as fault:
        raise LookupFailedError from fault


def _pieces(answer: urllib3.BaseHTTPResponse, until: float) -> Iterator[bytes]:
    left = LARGEST
    while piece := answer.read1(65_536):
        left -= len(piece)
        if left < 0 or time.monotonic() > until:
            raise LookupFailedError
        yield piece
