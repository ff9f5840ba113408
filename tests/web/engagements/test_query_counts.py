"""The pages ask the database as often for thirty rows as for one, and never more than 12 times."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.engagements import actions
from fourfold_web.engagements.models import GuidanceRequest, RequestAnswer
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, MembershipRole
from tests.cast import Cast, person, terms

MOST = 12
MANY = 30
NAMES = tuple(f"{letter}{number} Guide" for letter in "ABC" for number in range(10))


def guides(cast: Cast, rows: int) -> list:
    """So many more guides of the program."""
    found = [person(name) for name in NAMES[:rows]]
    for each in found:
        Membership.objects.create(program=cast.program, person=each, role=MembershipRole.GUIDE)
    return found


def queue(cast: Cast, rows: int) -> tuple:
    for _ in range(rows):
        cast.sent()
        cast.proposed()
    return cast.gita, reverse("engagements:queue")


def home_of_a_learner(cast: Cast, rows: int) -> tuple:
    for _ in range(rows):
        cast.sent(asked_guide=cast.gus)
        cast.accepted()
        cast.pair()
    return cast.lena, reverse("home")


def home_of_a_guide(cast: Cast, rows: int) -> tuple:
    for _ in range(rows):
        cast.sent()
        cast.accepted()
        cast.planned(cast.pair())
    return cast.gita, reverse("home")


def status(cast: Cast, rows: int) -> tuple:
    sent = cast.sent()
    for each in guides(cast, rows):
        RequestAnswer.objects.create(guidance_request=sent, guide=each, kind="pass_on")
    return cast.lena, reverse("engagements:guidance_request", args=[sent.pk])


def status_of_a_declined_one(cast: Cast, rows: int) -> tuple:
    guides(cast, rows)
    sent = cast.sent(asked_guide=cast.gita)
    actions.decline_request(guide=cast.gita, guidance_request=sent, phrase="Not before May.")
    return cast.lena, reverse("engagements:guidance_request", args=[sent.pk])


def status_while_settling(cast: Cast, rows: int) -> tuple:
    _, address = agreement(cast, rows)
    return cast.lena, address.removesuffix("agreement/")


def preview(cast: Cast, rows: int) -> tuple:
    guides(cast, rows)
    return cast.gita, reverse("engagements:guidance_request", args=[cast.sent().pk])


def agreement(cast: Cast, rows: int) -> tuple:
    proposed = cast.proposed()
    for number in range(1, rows):
        actions.propose_agreement(
            by=(cast.lena, cast.gita)[number % 2],
            agreement=proposed.agreement,
            terms=terms(list(FormOfGuidance)[number % 4]),
            seen_version=number,
        )
    return cast.gita, reverse("engagements:agreement", args=[proposed.pk])


def propose(cast: Cast, rows: int) -> tuple:
    person, address = agreement(cast, rows)
    return person, f"{address}propose/"


def check(cast: Cast, rows: int) -> tuple:
    guides(cast, rows)
    draft = cast.draft()
    actions.choose_form(learner=cast.lena, guidance_request=draft, chosen=FormOfGuidance.COACHING)
    return cast.lena, reverse("engagements:check", args=[draft.pk])


def choose(cast: Cast, rows: int) -> tuple:
    return cast.lena, reverse("engagements:choose", args=[cast.draft("Why? " * rows).pk])


PAGES = (
    queue,
    home_of_a_learner,
    home_of_a_guide,
    status,
    status_of_a_declined_one,
    status_while_settling,
    preview,
    agreement,
    propose,
    check,
    choose,
)


def queries_of(client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("build", PAGES)
def test_page_asks_as_often_for_many_rows(cast, as_person, build, django_assert_max_num_queries):
    who, address = build(cast, 1)
    few = queries_of(as_person(who), address)
    GuidanceRequest.objects.all().delete()
    Person.objects.filter(name__in=NAMES).delete()

    who, address = build(cast, MANY)

    client = as_person(who)
    with django_assert_max_num_queries(MOST):
        many = queries_of(client, address)
    assert many == few
