"""Asking a catalog, played by a local server that answers as Crossref, PubMed and ORCID do."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.urls import reverse

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.products import Found, Reference, read_reference
from fourfold_web.products.lookup import Candidate, LookupFailedError, candidates_for

DOI, PMID, ORCID = map(read_reference, ("10.1000/rounds", "27914193", "0000-0002-1825-0097"))
WORK = {
    "title": {"title": {"value": "Teaching"}},
    "publication-date": {"year": {"value": "2020"}},
    "external-ids": {
        "external-id": [{"external-id-type": "doi", "external-id-value": "10.1000/T"}]
    },
}
POSTER = {"title": {"title": {"value": "A poster"}}, "publication-date": None}
CATALOG = {
    "/works/10.1000%2Frounds": {
        "message": {
            "title": ["Rounds in <i>one</i> line &amp; more"],
            "issued": {"date-parts": [[2026, 5]]},
        }
    },
    "/pubmed?db=pubmed&retmode=json&id=27914193": {
        "result": {"27914193": {"title": "Coaching.", "pubdate": "2016 Dec"}}
    },
    "/orcid/0000-0002-1825-0097/works": {
        "group": [{"work-summary": [POSTER]}, {"work-summary": [WORK]}]
    },
    "/works/10.1000%2Fshapeless": {"message": []},
}
RAW = {
    "/works/10.1000%2Fhuge": b'"' + b"a" * 1_100_000 + b'"',
    "/works/10.1000%2Fhtml": b"<html>",
}


class Catalog(BaseHTTPRequestHandler):
    def do_GET(self):
        body = RAW.get(self.path) or json.dumps(CATALOG.get(self.path)).encode()
        known = self.path in RAW or self.path in CATALOG
        # What is not known is sent on to where it could be found; nobody follows.
        self.send_response(200 if known else 302)
        if not known:
            self.send_header("Location", "/works/10.1000%2Frounds")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def catalog(settings):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Catalog)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    base = f"http://127.0.0.1:{server.server_port}"
    settings.PRODUCT_LOOKUP = True
    settings.PRODUCT_DOI_URL = f"{base}/works/"
    settings.PRODUCT_PMID_URL = f"{base}/pubmed"
    settings.PRODUCT_ORCID_URL = f"{base}/orcid/"
    yield base
    server.shutdown()
    server.server_close()
    thread.join()


def test_lookup_reads_title_and_year(catalog):
    assert candidates_for(DOI) == [Candidate(DOI, "Rounds in one line & more", 2026)]
    assert candidates_for(PMID) == [Candidate(PMID, "Coaching", 2016)]


def test_lookup_lists_the_works_of_an_orcid_id_newest_first(catalog):
    assert candidates_for(ORCID) == [
        Candidate(Reference(Found.DOI, "10.1000/t"), "Teaching", 2020),
        Candidate(Reference(Found.TITLE, "A poster"), "A poster", None),
    ]


@pytest.mark.parametrize("doi", ["unknown", "huge", "html", "shapeless"])
def test_lookup_gives_up_on_an_answer_it_cannot_use(catalog, doi):
    with pytest.raises(LookupFailedError):
        candidates_for(read_reference(f"10.1000/{doi}"))


def test_lookup_gives_up_on_a_catalog_that_is_down(settings):
    settings.PRODUCT_DOI_URL = "http://127.0.0.1:9/"

    with pytest.raises(LookupFailedError):
        candidates_for(DOI)


def test_add_lets_the_learner_tick_among_the_works_found(cast, as_person, catalog):
    pair = cast.pair(FormOfGuidance.MENTORING)
    address = reverse("products:add", args=[pair.pk])
    lena = as_person(cast.lena)
    page = lena.post(address, {"do": "read", "pasted": ORCID.value})
    sent = {"do": "keep", "form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2, "form-0-title": ""}
    none = lena.post(address, sent)
    second = {"keep": "on", "title": "A poster", "mentor_role": "none"}

    lena.post(address, sent | {f"form-1-{key}": value for key, value in second.items()})

    assert "Teaching" in page.text
    assert (none.status_code, "Tick at least one to keep." in none.text) == (422, True)
    assert [each.title for each in pair.products.all()] == ["A poster"]
