"""Doing a lesson, skipping one, turning cards, and who may read of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fourfold.learning.lessons import lesson
from fourfold_web.engagements.forms import SendForm
from fourfold_web.learning import actions
from fourfold_web.learning.models import CardPlace, LessonRecord
from fourfold_web.learning.queries import readiness_of, shown_readiness, unfinished_first_lesson
from fourfold_web.programs.models import Membership
from fourfold_web.shared.models import AuditEntry

CONTINUUM = lesson("continuum")


def step_page(number: int, name: str = "continuum") -> str:
    return reverse("learning:lesson", args=[name, number])


def answers(checks, *, off: int = 0) -> dict[str, str]:
    """The right answers, the first `off` of them wrong."""
    sent = {}
    for number, check in enumerate(checks):
        for at, item in enumerate(check.items):
            right = [each.is_right for each in item.answers].index(True)
            wrong = (right + 1) % len(item.answers)
            sent[f"{number}-{at}-picked"] = str(wrong if len(sent) < off else right)
    return sent


def do(person, name: str) -> None:
    for step in range(1, len(lesson(name).steps) + 1):
        actions.finish_step(by=person, lesson_id=name, step=step)


def test_a_step_answers_each_choice_and_is_kept_right_or_wrong(cast, as_person):
    client = as_person(cast.lena)
    checks = CONTINUUM.steps[0].checks

    wrong = client.post(step_page(1), answers(checks, off=1))

    assert "Not quite. A" in wrong.text
    assert reverse("learning:lesson", args=["continuum", 2]) in wrong.text
    record = LessonRecord.objects.get(person=cast.lena)
    assert (record.steps_done, record.next_step, record.completed_at) == ([1], 2, None)
    assert [row.is_begun for row in [unfinished_first_lesson(cast.lena)]] == [True]


def test_a_step_with_an_answer_left_says_which(cast, as_person):
    page = as_person(cast.lena).post(step_page(2), {"1-0-picked": "1"})

    assert page.status_code == 422
    assert "and gives the answer. Choose an answer.</a>" in page.text
    assert not LessonRecord.objects.exists()


def test_the_last_step_completes_the_lesson_once(cast, as_person):
    do(cast.lena, "continuum")
    again = as_person(cast.lena).post(step_page(4), answers(CONTINUUM.steps[3].checks))

    assert "You have done this lesson" in again.text
    assert AuditEntry.objects.filter(verb="complete_lesson").count() == 1
    assert unfinished_first_lesson(cast.lena) is None


@pytest.mark.parametrize(("off", "is_done"), [(1, True), (2, False)])
def test_a_lesson_can_be_skipped_by_its_questions(cast, as_person, off, is_done):
    page = reverse("learning:skip", args=["continuum"])

    sent = as_person(cast.gita).post(page, answers(CONTINUUM.checks, off=off), follow=True)

    done = LessonRecord.objects.filter(person=cast.gita, completed_at__isnull=False).exists()
    assert done == is_done
    says = "You know it already." if is_done else "A few minutes are worth it"
    assert says in sent.text


@pytest.mark.parametrize(
    "path",
    ["lesson/nowhere/", "lesson/continuum/9/", "skip/x/", "role/x/", "refresher/sponsoring/"],
)
def test_what_does_not_exist_is_not_found(cast, as_person, path):
    assert as_person(cast.lena).get(f"/learning/{path}").status_code == 404


def test_home_offers_the_first_lesson_until_it_is_done(cast, as_person):
    client, part = as_person(cast.gita), {"headers": {"HX-Request": "true"}}
    before = client.get(reverse("learning:first"), **part).text
    do(cast.gita, "continuum")
    after = client.get(reverse("learning:first"), **part).text

    assert f'hx-get="{reverse("learning:first")}"' in client.get(reverse("home")).text
    assert ("Four forms of guidance" in before, after.strip()) == (True, "")
    assert client.get(reverse("learning:first")).status_code == 302


def test_a_lesson_on_a_form_that_is_off_here_says_so(cast, as_person):
    cast.program.forms_on = ["coaching"]
    cast.program.save()

    page = as_person(cast.gita).get(reverse("learning:lessons")).text

    assert page.count("Your program does not offer this form now.") == 3


def test_a_card_goes_on_once_a_day(cast, as_person):
    client = as_person(cast.lena)
    for _ in range(2):
        client.post(reverse("learning:cards"), {"card": "advising", "do": "knew"})

    place = CardPlace.objects.get(person=cast.lena)
    assert (place.box, place.due) == (0, timezone.localdate() + timedelta(days=1))
    assert "Coaching" in client.get(reverse("learning:cards")).context["card"].word


def test_a_role_is_read_and_nothing_of_it_kept(cast, as_person):
    page = reverse("learning:role", args=["running_late"])
    before = AuditEntry.objects.count()

    read = as_person(cast.gita).post(page, {"role_words": "I coach you today, and you lead."})

    assert "“you lead”" in read.text
    assert "You did not say how long" in read.text
    assert AuditEntry.objects.count() == before
    refused = as_person(cast.gita).post(page, {"role_words": "hm"})
    assert (refused.status_code, "too short to read" in refused.text) == (422, True)


def test_learners_read_of_lessons_only_what_a_guide_shows(cast, as_person):
    for each in ("coaching", "mentoring"):
        do(cast.gita, each)
    do(cast.gus, "coaching")
    as_person(cast.gita).post(reverse("learning:show"), {"do": "show"})

    says = "Has done the lessons on coaching and mentoring."
    assert readiness_of(cast.gus).in_words == "Has done the lesson on coaching."
    assert shown_readiness([cast.gita.pk, cast.gus.pk]) == {cast.gita.pk: says}
    guides = list(Membership.objects.filter(role="guide", program=cast.program))
    for each in guides:
        each.has_room = True
    assert SendForm(guides=guides).helps[str(cast.gita.pk)] == says
    as_person(cast.gita).post(reverse("learning:show"), {"do": "hide"})
    assert shown_readiness([cast.gita.pk]) == {}
