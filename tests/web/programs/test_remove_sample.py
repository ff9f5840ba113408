"""One click takes the sample away and nothing else."""

import pytest
from django.urls import reverse
from django.utils import timezone

from fourfold.issues import FourfoldError
from fourfold_web.engagements import actions as engagement_actions
from fourfold_web.engagements.models import GuidanceRequest
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.people.models import Person
from fourfold_web.programs import actions
from fourfold_web.programs.models import Membership, MembershipRole, Program
from fourfold_web.sample.actions import load_sample


@pytest.fixture
def sample(cast):
    return load_sample(now=timezone.now())


def test_remove_sample_leaves_other_programs_untouched(cast, sample):
    cast.ended_session(cast.pair())
    people, requests = (
        set(Person.objects.filter(is_sample=False)),
        GuidanceRequest.objects.filter(program=cast.program),
    )
    before = people, list(requests), set(Membership.objects.exclude(program=sample))

    actions.remove_sample(by=cast.dora, program=sample)

    after = set(Person.objects.all()), list(requests), set(Membership.objects.all())
    assert after == before
    assert GuidanceRequest.objects.count() == 1
    assert GuidanceSession.objects.count() == 1


def test_remove_sample_refuses_a_real_program(cast):
    with pytest.raises(FourfoldError, match="Medicine is a real program"):
        actions.remove_sample(by=cast.dora, program=cast.program)

    assert Program.objects.filter(pk=cast.program.pk).exists()


def test_remove_sample_keeps_a_real_person_who_directs_it(cast, sample, as_person):
    Membership.objects.create(program=sample, person=cast.dora, role=MembershipRole.DIRECTOR)

    response = as_person(cast.dora).post(reverse("programs:remove_sample"))

    assert (response.status_code, response.url) == (302, "/home/")
    assert not Person.objects.filter(is_sample=True).exists()
    assert Person.objects.filter(pk=cast.dora.pk).exists()


def test_remove_sample_keeps_a_sample_person_whose_words_stand_elsewhere(cast, sample):
    stays = Person.objects.get(email="gita@sample.invalid")
    role = {"program": cast.program, "person": stays, "role": MembershipRole.GUIDE}
    membership = Membership.objects.create(**role)
    engagement_actions.pass_request_on(
        guide=stays, guidance_request=cast.sent(), phrase="Ask Gus, he knows more."
    )
    membership.delete()

    actions.remove_sample(by=cast.dora, program=sample)

    assert list(Person.objects.filter(is_sample=True)) == [stays]
    assert not Program.objects.filter(is_sample=True).exists()


def test_remove_sample_by_a_sample_director_signs_them_out(sample, as_person):
    director = Person.objects.get(email="dora@sample.invalid")

    response = as_person(director).post(reverse("programs:remove_sample"), follow=True)

    assert response.redirect_chain == [("/", 302)]
    assert "The sample data is gone." in response.text
    assert not Program.objects.filter(is_sample=True).exists()


@pytest.mark.parametrize("who", ["lena", "gita", "sam", "otto"])
def test_remove_sample_is_not_there_for_others(cast, as_person, who):
    Program.objects.filter(pk=cast.program.pk).update(is_sample=True)

    response = as_person(getattr(cast, who)).post(reverse("programs:remove_sample"))

    assert response.status_code == 404
    assert Program.objects.filter(is_sample=True).exists()


def test_remove_sample_is_not_there_for_the_director_of_a_real_program(cast, as_person):
    assert as_person(cast.dora).post(reverse("programs:remove_sample")).status_code == 404


def test_remove_sample_takes_no_get(cast, as_person):
    assert as_person(cast.dora).get(reverse("programs:remove_sample")).status_code == 405
