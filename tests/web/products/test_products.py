"""A pair's list of products: pasted, confirmed, credited, removed."""

import pytest
from django.urls import reverse

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.products import Found, Reference
from fourfold_web.engagements.actions import end_engagement
from fourfold_web.products.models import Product
from fourfold_web.products.queries import Totals, totals_in
from fourfold_web.shared.models import AuditEntry
from tests.cast import person

DOI = "https://doi.org/10.1000/rounds"


@pytest.fixture
def pair(cast):
    return cast.pair(FormOfGuidance.MENTORING)


@pytest.fixture
def send(cast, as_person, pair):
    """Send a step of adding as Lena."""
    address = reverse("products:add", args=[pair.pk])
    return lambda **sent: as_person(cast.lena).post(address, sent)


def entry(**changes) -> dict:
    """The confirming page as a browser sends it."""
    fields = {"keep": "True", "title": "Rounds", "year": "2026", "mentor_role": "author"}
    sent = {f"form-0-{key}": value for key, value in (fields | changes).items()}
    return {"do": "keep", "form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, **sent}


def test_add_keeps_nothing_before_it_is_confirmed(send):
    page = send(do="read", pasted=DOI)

    assert page.status_code == 200
    assert "Please type its title and year." in page.text
    assert f'value="{DOI}"' in page.text
    assert not Product.objects.exists()


def test_add_keeps_what_the_learner_confirms(send, pair):
    response = send(**entry(reference=DOI))

    [kept] = Product.objects.all()
    assert response.url == reverse("products:products", args=[pair.pk])
    assert (kept.title, kept.year, kept.mentor_role) == ("Rounds", 2026, "author")
    assert kept.reference == Reference(Found.DOI, "10.1000/rounds")
    assert AuditEntry.objects.get(verb="keep_product").facts == {"mentor_role": "author"}


def test_add_keeps_one_of_two_taps(send):
    send(**entry(reference=DOI))
    send(**entry(reference=DOI, title="Rounds again"))

    assert [each.title for each in Product.objects.all()] == ["Rounds"]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"title": ""}, "Write the title."),
        ({"year": "soon"}, "Write the year as a number, such as 2026."),
        ({"year": "2206"}, "This year lies too far ahead."),
        ({"mentor_role": ""}, "Choose what your mentor did."),
    ],
)
def test_add_refuses_and_keeps_what_was_typed(send, wrong, says):
    page = send(**entry(reference=DOI) | {f"form-0-{key}": value for key, value in wrong.items()})

    assert page.status_code == 422
    assert says in page.text
    assert f'value="{DOI}"' in page.text


def test_add_says_what_is_wrong_with_a_pasted_line(send):
    page = send(do="read", pasted="0000-0002-1825-0098")

    assert page.status_code == 422
    assert "has a typing error" in page.text
    assert 'value="0000-0002-1825-0098"' in page.text


def test_add_needs_a_catalog_for_an_orcid_id(send):
    page = send(do="read", pasted="0000-0002-1825-0097")

    assert page.status_code == 422
    assert "We have no list for this ORCID iD now." in page.text


def test_add_comes_too_late_after_the_end(cast, send, pair):
    end_engagement(by=cast.gita, engagement=pair)

    page = send(**entry(reference=DOI))

    assert (page.status_code, Product.objects.count()) == (409, 0)
    assert "Rounds" in page.text


def test_remove_takes_one_off_the_list(cast, as_person, pair):
    kept = cast.product(pair)

    as_person(cast.lena).post(reverse("products:remove", args=[kept.pk]))

    assert not Product.objects.exists()


def test_list_shows_the_mentor_what_they_are_credited_with(cast, as_person, pair):
    cast.product(pair)

    page = as_person(cast.gita).get(reverse("products:products", args=[pair.pk]))

    assert "Rounds in one line" in page.text
    assert "Gita: adviser" in page.text
    assert reverse("products:add", args=[pair.pk]) not in page.text


def test_totals_need_five_learners(cast, pair):
    cast.product(pair)
    for name in ("Ann", "Ben", "Cal"):
        _copy_for(pair, person(f"{name} Lee"))
    few = totals_in(cast.program)
    _copy_for(pair, person("Dan Lee"))

    assert (few, totals_in(cast.program)) == (None, Totals(products=5, learners=5))


def _copy_for(pair, learner) -> None:
    """The same pair and product for somebody else."""
    asked_for = pair.agreement.guidance_request
    product = pair.products.get()
    for row in (asked_for, pair.agreement, pair, product):
        row.pk = None
        row._state.adding = True
    asked_for.learner = pair.learner = learner
    asked_for.save()
    pair.agreement.guidance_request = asked_for
    pair.agreement.save()
    pair.agreement_id = pair.agreement.pk
    pair.save()
    product.engagement_id = pair.pk
    product.save()
