"""The agreement on one sheet."""

from io import BytesIO

from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.engagements import actions
from tests.cast import terms


def paper_for(client, guidance_request):
    response = client.get(reverse("papers:agreement", args=[guidance_request.pk]))
    reader = PdfReader(BytesIO(response.content))
    return response, len(reader.pages), reader.pages[0].extract_text()


def test_agreement_fits_on_one_page_with_both_signatures(cast, as_person):
    pair = cast.pair(FormOfGuidance.COACHING)

    response, pages, text = paper_for(as_person(cast.gita), pair.agreement.guidance_request)

    assert pages == 1
    assert text.count("(America/Chicago)") == 2
    for words in ("Coaching", "Lena Lind", "Gita Rao", "My evaluation of Lena.", "Not covered"):
        assert words in text
    assert "A supervisor knows that coaching takes place." in " ".join(text.split())
    assert response.headers["Cache-Control"] == "no-store"
    name = f'attachment; filename="agreement-{timezone.localdate()}.pdf"'
    assert response.headers["Content-Disposition"] == name


def test_agreement_that_waits_says_so(cast, as_person):
    proposed = cast.proposed()

    _, _, text = paper_for(as_person(cast.lena), proposed)

    assert "Not agreed yet." in text
    assert "Not yet" in text


def test_agreement_under_change_prints_the_words_that_hold(cast, as_person):
    pair = cast.pair()
    actions.propose_agreement(
        by=cast.gita,
        agreement=pair.agreement,
        terms=terms(FormOfGuidance.MENTORING),
        seen_version=1,
    )

    _, _, text = paper_for(as_person(cast.lena), pair.agreement.guidance_request)

    assert "version 1. Other words are being discussed." in text
    assert "Mentoring" not in text


def test_agreement_has_no_paper_before_somebody_wrote_it(cast, as_person):
    accepted = cast.accepted()

    response = as_person(cast.gita).get(reverse("papers:agreement", args=[accepted.pk]))

    assert response.status_code == 404
