"""A new address from a list: the person's own yes, and a proof that they read it (B-1)."""

from django.urls import reverse

from fourfold_web.correspondence.letters import compose
from fourfold_web.correspondence.links import code_of
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.people.models import Person
from fourfold_web.roster import actions
from fourfold_web.roster.attached import OF_THE_LIST, pointing_fields
from fourfold_web.roster.models import NewAddress
from fourfold_web.supervision.models import Recommendation
from tests.cast_program import ROSTER
from tests.web.roster.test_bring_in import brought_in


def asked_of(lena, answer: str, **more) -> dict:
    """What the page sends about the address that waits."""
    asked = NewAddress.objects.filter(person=lena, declined_at=None).first()
    return {"answer": answer, "asked": asked.pk, "seen_address": asked.email} | more


def test_a_new_address_is_taken_only_by_who_reads_it_and_the_old_one_hears(cast, as_person):
    page = reverse("roster:new_address")
    actions.ask_for_address(program=cast.program, person_id=cast.lena.pk, email="lena2@example.org")
    client = as_person(cast.lena)
    client.post(page, asked_of(cast.lena, "yes"))
    sent = OutgoingMail.objects.get(kind="new_address_code")
    code = code_of(sent)

    wrong = client.post(
        page, asked_of(cast.lena, "code", code="0" * 6 if code != "0" * 6 else "1" * 6)
    )
    right = client.post(page, asked_of(cast.lena, "code", code=code))

    assert (compose(sent).to, code[:3] in compose(sent).body) == (["lena2@example.org"], True)
    assert (wrong.status_code, right.status_code) == (422, 302)
    cast.lena.refresh_from_db()
    assert cast.lena.email == "lena2@example.org"
    assert compose(OutgoingMail.objects.get(kind="address_changed")).to == ["lena@example.org"]
    assert not NewAddress.objects.exists()


def test_an_answer_to_an_address_that_nobody_saw_changes_nothing(cast, as_person):
    actions.ask_for_address(program=cast.program, person_id=cast.lena.pk, email="a@example.org")
    seen = asked_of(cast.lena, "yes")
    NewAddress.objects.update(email="b@example.org")

    answers = [
        as_person(cast.lena).post(
            reverse("roster:new_address"), seen | {"answer": answer, "code": "123456"}
        )
        for answer in ("yes", "no", "code")
    ]

    assert [each.status_code for each in answers] == [409, 409, 409]
    assert not OutgoingMail.objects.filter(kind="new_address_code").exists()


def test_refused_addresses_are_not_asked_for_again_in_turns(cast, as_person):
    for email in ("a@example.org", "b@example.org") * 2:
        asked = actions.ask_for_address(program=cast.program, person_id=cast.lena.pk, email=email)
        if asked:
            as_person(cast.lena).post(reverse("roster:new_address"), asked_of(cast.lena, "no"))

    assert OutgoingMail.objects.filter(kind="new_address").count() == 2
    assert "No other address waits" in as_person(cast.lena).get(reverse("roster:new_address")).text


def test_an_address_stays_once_anything_is_addressed_to_somebody(cast):
    brought_in(cast, ROSTER, sends_mail=True)
    nia = Person.objects.get(name="Nia Bell")
    Recommendation.objects.create(
        program=cast.program, supervisor=cast.sam, learner=nia, words="See me first."
    )

    brought_in(cast, ROSTER.replace("nia@", "elsewhere@"))

    nia.refresh_from_db()
    assert nia.email == "nia@example.org"
    assert NewAddress.objects.get(person=nia).email == "elsewhere@example.org"


def test_every_row_that_points_at_a_person_counts_but_those_of_the_list():
    fields = {f"{field.model._meta.label}.{field.name}" for field in pointing_fields()}

    assert {"supervision.Recommendation.learner", "engagements.Engagement.guide"} <= fields
    assert OF_THE_LIST.keys() == {
        "programs.Membership.person",
        "programs.Supervision.supervisor",
        "programs.Supervision.learner",
        "correspondence.OutgoingMail.to",
    }
    assert OF_THE_LIST.keys() <= fields
