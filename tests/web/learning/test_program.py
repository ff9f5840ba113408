"""What a program asks for first, what its director sees of it, and the weekly reminder."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from fourfold.learning.lessons import lesson, lessons
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.learning import actions
from fourfold_web.learning.asked import first_lessons_of
from fourfold_web.learning.models import FirstLessons
from fourfold_web.learning.queries import completion_of, member_rows
from fourfold_web.programs.actions import apply_template
from fourfold_web.programs.models import Membership, MembershipRole
from tests.web.learning.test_lessons import answers, do

PAGE = "learning:program"


def test_first_lessons_are_the_programs_choice_else_its_templates(cast, as_person):
    def first():
        return [each.id for each in first_lessons_of(cast.program)]

    usual = first()
    cast.program.template = "advising_desk"
    of_template = first()
    sent = {"do": "ask_first", "picked": ["mentoring", "being_a_mentee"]}
    as_person(cast.dora).post(reverse(PAGE), sent)

    assert usual == ["continuum"]
    assert of_template == ["continuum", "advising", "agreements"]
    assert first() == ["mentoring", "being_a_mentee"]


def test_the_director_sees_completion_of_first_lessons_and_nothing_else(cast, as_person):
    actions.ask_first(by=cast.dora, program=cast.program, lesson_ids=["continuum", "coaching"])
    do(cast.gita, "continuum")
    do(cast.gita, "mentoring")
    do(cast.lena, "continuum")

    rows = {row.person: (row.is_complete, row.left) for row in member_rows(cast.program)}
    page = as_person(cast.dora).get(reverse(PAGE)).text

    assert rows == {
        cast.lena: (True, []),
        cast.gita: (False, ["Coaching: asking, not telling"]),
        cast.gus: (False, ["Four forms of guidance", "Coaching: asking, not telling"]),
    }
    assert [(each.lesson.id, each.people, each.done) for each in completion_of(cast.program)] == [
        ("continuum", 3, 2),
        ("coaching", 2, 0),
    ]
    assert "Otto" not in page


def test_one_reminder_a_week_goes_to_those_with_something_left(cast, as_person):
    do(cast.lena, "continuum")
    client = as_person(cast.dora)

    first = client.post(reverse(PAGE), {"do": "remind"}, follow=True)
    second = client.post(reverse(PAGE), {"do": "remind"})

    assert "2 people will be reminded." in first.text
    assert second.status_code == 409
    mails = OutgoingMail.objects.filter(kind="lessons_left")
    assert {mail.to for mail in mails} == {cast.gita, cast.gus}
    week_ago = timezone.now() - timedelta(days=7, minutes=1)
    FirstLessons.objects.update(reminded_at=week_ago)
    assert client.post(reverse(PAGE), {"do": "remind"}).status_code == 302


def test_a_director_of_another_program_finds_nothing_of_this_one(cast, as_person):
    page = f"{reverse(PAGE)}?program={cast.program.pk}"

    assert as_person(cast.otto).get(page).status_code == 404
    assert as_person(cast.otto).post(page, {"do": "remind"}).status_code == 404


def test_the_page_takes_at_most_fifteen_queries(cast, as_person, django_assert_max_num_queries):
    client = as_person(cast.dora)
    client.get(reverse(PAGE))

    with django_assert_max_num_queries(15):
        client.get(reverse(PAGE))


def test_what_people_did_before_it_was_asked_stays_theirs(cast, as_person):
    for each in ("coaching", "mentoring"):
        do(cast.gita, each)
    for first in (["continuum", "coaching"], list(lessons())):
        actions.ask_first(by=cast.dora, program=cast.program, lesson_ids=first)
    gita = as_person(cast.gita)
    page = gita.get(reverse("learning:lessons")).text

    skip = reverse("learning:skip", args=["coaching"])
    gita.post(skip, answers(lesson("coaching").checks))

    [row] = [row for row in member_rows(cast.program) if row.person == cast.gita]
    assert page.count("You did it before your program asked") == 2
    assert [each.id for each, is_done in row.lessons if is_done] == ["coaching"]


def test_a_template_or_an_invitation_shows_nothing_of_before(cast):
    for each in ("continuum", "advising"):
        do(cast.gita, each)
        do(cast.otto, each)
    apply_template(by=cast.dora, program=cast.program, name="advising_desk")
    Membership.objects.create(program=cast.program, person=cast.otto, role=MembershipRole.GUIDE)

    seen = {each.lesson.id: each.done for each in completion_of(cast.program)}

    assert seen == {"continuum": 1, "advising": 0, "agreements": 0}
