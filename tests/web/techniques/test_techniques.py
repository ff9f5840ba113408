"""Sharing a technique without anybody in it, trying it, hiding it, and who is asked to share."""

import pytest
from django.urls import reverse
from django.utils import timezone

from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.engagements.models import RequestAnswer, RequestChoice
from fourfold_web.programs.models import Membership, MembershipRole
from fourfold_web.techniques import actions
from fourfold_web.techniques.models import Technique, TechniqueInvitation, Tried
from tests.cast import person

NEW = reverse("techniques:new")
SENT = {
    "title": "Wait for it",
    "form_of_guidance": "coaching",
    "topic": "performance_milestones",
    "setting": "ward",
    "worked": "I ask and wait.\nWith Lena it took five breaths.",
    "did_not": "After a night on call.",
    "certain": "on",
}


def page_of(technique: Technique, name: str = "technique") -> str:
    return reverse(f"techniques:{name}", args=[technique.pk])


def test_a_learners_name_has_to_be_settled_before_anything_is_shared(cast, as_person):
    actions.invite(program=cast.program, guide=cast.gita)
    client = as_person(cast.gita)

    first = client.post(NEW, SENT)

    assert (first.status_code, Technique.objects.count()) == (422, 0)
    assert "Choose what becomes of “Lena”." in first.text
    assert "I ask and wait." in first.text
    [name] = [each for each in first.context["form"].fields if each.endswith("-hit")]
    client.post(NEW, {**SENT, name: "mask"})
    kept = Technique.objects.get()
    assert kept.words["worked"] == "I ask and wait.\nWith [name] it took five breaths."
    assert (kept.author, kept.program) == (cast.gita, cast.program)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Ms. Lind liked it", ["lind"]),
        ("a patient, MRN 4482913, was there", ["4482913"]),
        ("it will lend itself to rounds", []),
    ],
)
def test_what_may_point_to_somebody_is_found(cast, as_person, words, found):
    actions.invite(program=cast.program, guide=cast.gita)

    page = as_person(cast.gita).post(NEW, {**SENT, "worked": words})

    hits = page.context["form"].hits if page.context else []
    assert [each.text.removeprefix("ms. ") for each in hits] == found


def test_guides_who_were_not_asked_read_why_and_share_nothing(cast, as_person):
    sent = as_person(cast.gus).post(NEW, {**SENT, "worked": "I wait."}, follow=True)

    assert "once your program asks you to" in sent.text
    assert not Technique.objects.exists()


def test_guides_find_by_words_form_and_setting(cast, as_person):
    cast.technique("One question, then wait")
    cast.technique("Say it back")
    client = as_person(cast.gus)

    def found(**sought):
        page = client.get(reverse("techniques:techniques"), sought)
        return [each.title for each in page.context["page"]]

    assert found() == ["Say it back", "One question, then wait"]
    assert found(words_sought="QUESTION wait five") == ["One question, then wait"]
    assert found(form_of_guidance="mentoring") == []
    assert found(setting="ward", words_sought="back") == ["Say it back"]


def test_a_try_counts_once_and_shows_from_five_on(cast, as_person):
    technique = cast.technique()
    client = as_person(cast.gus)
    for answer in ("no", "yes"):
        client.post(page_of(technique, "tried"), {"it_helped": answer})
    assert [each.helped for each in Tried.objects.all()] == [True]
    assert "Shown once five guides have tried it." in client.get(page_of(technique)).text

    for name in ("Ann Ay", "Ben Be", "Cy Ce", "Di De"):
        Tried.objects.create(technique=technique, guide=person(name), helped=True)

    assert "5 guides or more have tried it." in client.get(page_of(technique)).text


def test_a_hidden_one_is_gone_for_guides_and_its_author_reads_why(cast, as_person):
    technique = cast.technique()
    as_person(cast.dora).post(page_of(technique, "hide"), {"why_hidden": "One can tell who it is."})

    assert as_person(cast.gus).get(page_of(technique)).status_code == 404
    assert as_person(cast.gus).post(page_of(technique, "tried")).status_code == 404
    assert "One can tell who it is." in as_person(cast.gita).get(page_of(technique)).text
    assert OutgoingMail.objects.get(kind="technique_hidden").to == cast.gita
    as_person(cast.dora).post(page_of(technique, "hide"), {"do": "show"})
    assert as_person(cast.gus).get(page_of(technique)).status_code == 200


def test_a_reason_is_asked_for_before_hiding(cast, as_person):
    technique = cast.technique()

    refused = as_person(cast.dora).post(page_of(technique, "hide"), {"why_hidden": " "})

    assert (refused.status_code, "Write why, in a sentence." in refused.text) == (422, True)
    technique.refresh_from_db()
    assert technique.hidden_at is None


def test_the_author_takes_it_back_for_good_also_after_leaving(cast, as_person):
    technique = cast.technique()
    Tried.objects.create(technique=technique, guide=cast.gus, helped=False)
    cast.gita.memberships.all().delete()
    gita = as_person(cast.gita)

    page, edit = gita.get(page_of(technique)), gita.post(page_of(technique, "edit"), SENT)
    gita.post(page_of(technique, "withdraw"))

    assert (page.status_code, edit.status_code) == (200, 404)
    shown = [page_of(technique, name) in page.text for name in ("edit", "withdraw")]
    assert shown == [False, True]
    assert (Technique.objects.count(), Tried.objects.count()) == (0, 0)


def test_a_technique_shared_twice_in_a_moment_is_one(cast):
    assert cast.technique() == cast.technique()


def test_words_written_anew_lose_what_others_said(cast, as_person):
    technique = cast.technique()
    Tried.objects.create(technique=technique, guide=cast.gus, helped=False)

    as_person(cast.gita).post(page_of(technique, "edit"), {**SENT, "worked": "I wait longer."})

    technique.refresh_from_db()
    assert (technique.title, technique.words["worked"]) == ("Wait for it", "I wait longer.")
    assert not Tried.objects.exists()


def test_guides_whom_three_learners_sought_are_asked_once(cast):
    named = cast.sent(asked_guide=cast.gita)
    others = [person("Nora Ny"), person("Omar Oz")]
    for each in others:
        Membership.objects.create(program=cast.program, person=each, role=MembershipRole.LEARNER)
        taken = type(named).objects.create(
            program=cast.program, learner=each, sent_at=timezone.now()
        )
        RequestAnswer.objects.create(guidance_request=taken, guide=cast.gita, kind="accept")
        RequestAnswer.objects.create(guidance_request=taken, guide=cast.gus, kind="accept")
    assert RequestChoice.objects.filter(guide=cast.gita).count() == 1

    for _ in range(2):
        actions.invite_sought_guides(now=timezone.now())

    assert [each.guide for each in TechniqueInvitation.objects.all()] == [cast.gita]
    assert OutgoingMail.objects.get(kind="technique_invited").to == cast.gita
