"""The roster of a program."""

import pytest
from django.urls import reverse

from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, MembershipRole, Supervision
from tests.cast import person

NIA = {
    "do": "add",
    "add-email": "nia@example.org",
    "add-name": "Nia Bell",
    "add-role": "guide",
    "add-about": "Pediatrics.",
}


def membership(of, program) -> Membership:
    return Membership.objects.get(person=of, program=program)


def test_people_page_lists_roles_and_supervisions(cast, as_person):
    page = as_person(cast.dora).get(reverse("roster:people"))

    assert page.status_code == 200
    assert [(each.person.name, each.role) for each in page.context["page"]] == [
        ("Dora Diaz", "director"),
        ("Gita Rao", "guide"),
        ("Gus Berg", "guide"),
        ("Lena Lind", "learner"),
        ("Sam Osei", "supervisor"),
    ]
    assert "Sam Osei supervises <strong>Lena Lind</strong>" in page.text
    assert "Otto" not in page.text


def test_people_page_adds_a_person(cast, as_person):
    response = as_person(cast.dora).post(reverse("roster:people"), NIA, follow=True)

    added = Membership.objects.select_related("person").get(person__email="nia@example.org")
    assert (added.program, added.role, added.about) == (cast.program, "guide", "Pediatrics.")
    assert "Nia Bell is now a guide here." in response.text


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"add-email": "nia"}, "Write an address such as lena@example.org."),
        ({"add-name": ""}, "Write their name."),
        ({"add-role": "boss"}, "Choose one of the four roles."),
        ({"add-email": "gita@example.org"}, "Gita Rao already is a guide here"),
    ],
)
def test_people_page_refuses_and_keeps_what_was_typed(cast, as_person, wrong, says):
    page = as_person(cast.dora).post(reverse("roster:people"), NIA | wrong)

    assert page.status_code == 422
    assert "<title>Error: People" in page.text
    assert says in page.text
    assert 'value="Pediatrics."' in page.text
    assert Membership.objects.filter(program=cast.program).count() == 5


def test_people_page_removes_a_role(cast, as_person):
    sent = {"do": "remove", "remove-membership": membership(cast.gus, cast.program).pk}

    response = as_person(cast.dora).post(reverse("roster:people"), sent, follow=True)

    assert "Gus Berg is no longer a guide here." in response.text
    assert not Membership.objects.filter(person=cast.gus).exists()


def test_people_page_keeps_the_last_director(cast, as_person):
    sent = {"do": "remove", "remove-membership": membership(cast.dora, cast.program).pk}

    page = as_person(cast.dora).post(reverse("roster:people"), sent)

    assert page.status_code == 422
    assert "Dora Diaz is the only director." in page.text


def test_people_page_touches_no_other_program(cast, as_person):
    theirs = cast.otto.memberships.get(role=MembershipRole.GUIDE)

    page = as_person(cast.dora).post(
        reverse("roster:people"), {"do": "remove", "remove-membership": theirs.pk}
    )

    assert page.status_code == 422
    assert "This entry is no longer there." in page.text
    assert Membership.objects.filter(pk=theirs.pk).exists()


@pytest.mark.parametrize("key", ["nonsense", ""])
def test_people_page_refuses_what_is_no_entry(cast, as_person, key):
    page = as_person(cast.dora).post(
        reverse("roster:people"), {"do": "remove", "remove-membership": key}
    )

    assert page.status_code == 422
    assert Membership.objects.filter(program=cast.program).count() == 5


def test_people_page_adds_and_ends_a_supervision(cast, as_person):
    mia = person("Mia Sand")
    Membership.objects.create(program=cast.program, person=mia, role=MembershipRole.LEARNER)
    client = as_person(cast.dora)

    client.post(
        reverse("roster:people"),
        {"do": "supervise", "supervise-supervisor": cast.sam.pk, "supervise-learner": mia.pk},
    )
    assert set(Supervision.objects.values_list("learner__name", flat=True)) == {
        "Lena Lind",
        "Mia Sand",
    }

    ended = Supervision.objects.get(learner=cast.lena)
    client.post(
        reverse("roster:people"),
        {"do": "end_supervision", "end_supervision-supervision": ended.pk},
    )
    assert Supervision.objects.get().learner == mia


def test_people_page_names_the_clash_of_guide_and_supervisor(cast, as_person):
    cast.pair()
    Membership.objects.create(
        program=cast.program, person=cast.gita, role=MembershipRole.SUPERVISOR
    )

    page = as_person(cast.dora).post(
        reverse("roster:people"),
        {
            "do": "supervise",
            "supervise-supervisor": cast.gita.pk,
            "supervise-learner": cast.lena.pk,
        },
    )

    assert page.status_code == 422
    assert "Gita Rao cannot be set as the supervisor of Lena Lind" in page.text
    assert not Supervision.objects.filter(supervisor=cast.gita).exists()


def test_people_page_refuses_an_unknown_step(cast, as_person):
    page = as_person(cast.dora).post(reverse("roster:people"), {"do": "promote"})

    assert page.status_code == 400


@pytest.mark.parametrize("who", ["lena", "gita", "sam"])
def test_people_page_is_not_there_for_others(cast, as_person, who):
    client = as_person(getattr(cast, who))

    assert client.get(reverse("roster:people")).status_code == 404
    assert client.post(reverse("roster:people"), NIA).status_code == 404
    assert Membership.objects.filter(program=cast.program).count() == 5


def test_people_page_shows_the_program_that_is_asked_for(cast, as_person):
    elsewhere = cast.otto.memberships.first().program
    Membership.objects.create(program=elsewhere, person=cast.dora, role=MembershipRole.DIRECTOR)

    page = as_person(cast.dora).get(reverse("roster:people"), {"program": elsewhere.pk})

    assert page.context["program"] == elsewhere


def test_people_page_is_not_there_for_a_program_that_somebody_else_directs(cast, as_person):
    elsewhere = cast.otto.memberships.first().program

    page = as_person(cast.dora).get(reverse("roster:people"), {"program": elsewhere.pk})

    assert page.status_code == 404


def test_people_page_finds_people_by_words_role_and_cohort(cast, as_person):
    cast.lena.memberships.filter(program=cast.program).update(cohort="PGY-2", external_id="0012")
    client = as_person(cast.dora)

    def found(**asked: str) -> list[str]:
        page = client.get(reverse("roster:people"), asked)
        return [each.person.name for each in page.context["page"]]

    assert found(words="rao") == ["Gita Rao"]
    assert found(words="0012") == ["Lena Lind"]
    assert found(role="guide") == ["Gita Rao", "Gus Berg"]
    assert found(cohort="PGY-2") == ["Lena Lind"]
    assert found(role="boss", cohort="PGY-9", words="sam@example.org") == ["Sam Osei"]


def test_people_page_takes_a_typed_name_for_a_supervision(cast, as_person):
    Supervision.objects.all().delete()

    page = as_person(cast.dora).post(
        reverse("roster:people"),
        {
            "do": "supervise",
            "supervise-supervisor": "sam osei",
            "supervise-learner": "lena@example.org",
        },
        follow=True,
    )

    assert "Sam Osei now supervises Lena Lind." in page.text


@pytest.mark.parametrize("rows", [1, 120])
def test_people_page_asks_as_often_for_many_rows(
    cast, as_person, django_assert_max_num_queries, rows
):
    learners = [Person(email=f"l{each}@example.org", name=f"L{each}") for each in range(rows)]
    Person.objects.bulk_create(learners)
    Membership.objects.bulk_create(
        Membership(program=cast.program, person=each, role="learner") for each in learners
    )
    Supervision.objects.bulk_create(
        Supervision(program=cast.program, supervisor=cast.sam, learner=each) for each in learners
    )
    client = as_person(cast.dora)

    with django_assert_max_num_queries(15) as queries:
        page = client.get(reverse("roster:people"))

    assert len(page.context["page"]) == min(rows + 5, 50)
    # A long list of learners is typed into, so it is not read.
    assert len(queries) == (13 if rows == 1 else 12)
