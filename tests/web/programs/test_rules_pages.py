"""A director sets the rules of a program; nothing typed is lost, and each change is on record."""

import pytest
from django.urls import reverse

from fourfold.confidentiality.narrowing import narrowings
from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.programs import actions
from fourfold_web.programs.conflicts import seen_of
from fourfold_web.programs.models import Program
from fourfold_web.programs.queries import rules_of
from fourfold_web.shared.models import AuditEntry
from fourfold_web.transcripts.queries import seen_kept

AT = "2026-01-05T09:00:00+00:00"
BASICS = {
    "name": "Medicine",
    "crisis_contact": "Call 555-0100.",
    "report_contact": "Ombuds office, 555-0199.",
    "reply_within_days": "5",
    "nudge_days": "2",
}


def forms_sent(program, **changes) -> dict:
    """The page about forms as it is sent back, with these changes."""
    sent = {"forms_on": program.forms_on, "seen": seen_of(program, "forms")}
    for form in FormOfGuidance:
        length = program.length(form)
        sent[f"{form}-time_frame"] = length.time_frame
        sent[f"{form}-cadence"] = length.cadence
        sent[f"{form}-planned_days"] = length.planned_days
    return sent | changes


def test_basics_change_what_stands_at_the_foot_of_every_page(cast, as_person):
    seen = seen_of(cast.program, "basics")
    as_person(cast.dora).post(reverse("programs:basics"), BASICS | {"seen": seen})

    foot = as_person(cast.lena).get(reverse("home")).text
    assert "Call 555-0100." in foot
    assert "Ombuds office, 555-0199." in foot


@pytest.mark.parametrize("days", ["0", "61", "soon", ""])
def test_basics_refuse_an_unusable_number_of_days_and_keep_what_was_typed(cast, as_person, days):
    page = as_person(cast.dora).post(
        reverse("programs:basics"), {**BASICS, "reply_within_days": days}
    )

    cast.program.refresh_from_db()
    assert page.status_code == 422
    assert "Call 555-0100." in page.text
    assert cast.program.reply_within_days == 7


def test_forms_here_refuse_a_name_that_would_blur_the_words(cast, as_person):
    sent = forms_sent(cast.program, **{"coaching-local_name": "Mentor"})

    page = as_person(cast.dora).post(reverse("programs:forms_here"), sent)

    assert page.status_code == 422
    assert "“Mentor” is what mentoring is called everywhere." in page.text


def test_forms_here_keep_only_what_differs_from_the_usual(cast, as_person):
    sent = forms_sent(
        cast.program,
        **{"forms_on": ["coaching"], "coaching-local_name": "Skills partner", "usual_room": "4"},
        **{"coaching-planned_days": "90"},
    )

    as_person(cast.dora).post(reverse("programs:forms_here"), sent)

    cast.program.refresh_from_db()
    usual = cast.program.length(FormOfGuidance.COACHING)
    assert cast.program.forms == (FormOfGuidance.COACHING,)
    assert cast.program.local_names == {"coaching": "Skills partner"}
    assert list(cast.program.lengths) == ["coaching"]
    assert (usual.time_frame, usual.planned_days) == ("six sessions in three to six months", 90)
    assert cast.program.usual_room == 4


@pytest.mark.parametrize("page", ["basics", "forms_here", "narrowing"])
def test_a_page_that_has_grown_old_changes_nothing(cast, as_person, page):
    dora, address = as_person(cast.dora), reverse(f"programs:{page}")
    form = dora.get(address).context["form"]
    old = {name: value for name, value in form.initial.items() if value is not None}
    Program.objects.update(
        crisis_contact="Call 555-0142.", usual_room=3,
        narrowing_periods=[{"name": "groups_of_ten", "since": AT, "until": None}],
    )  # fmt: skip

    late = dora.post(address, old)

    assert late.status_code == 409
    assert "Somebody changed this while you looked" in late.text
    cast.program.refresh_from_db()
    assert (cast.program.crisis_contact, cast.program.usual_room) == ("Call 555-0142.", 3)
    assert [each.is_on for each in cast.program.periods] == [True]


def test_narrowing_ends_only_what_is_named_once_more(cast, as_person):
    first, *others = narrowings()
    Program.objects.update(
        narrowing_periods=[
            {"name": each, "since": AT, "until": None} for each in (first, others[0])
        ]
    )
    cast.program.refresh_from_db()
    dora, address = as_person(cast.dora), reverse("programs:narrowing")
    sent = {"names": [others[0]], "seen": seen_of(cast.program, "narrowing")}

    asked = dora.post(address, sent)
    cast.program.refresh_from_db()
    before = [each.is_on for each in cast.program.periods]
    dora.post(address, sent | {f"end-{first}": "on"})

    cast.program.refresh_from_db()
    assert asked.status_code == 422
    assert f"Tick that “{narrowings()[first].title}” is to end" in asked.text
    assert before == [True, True]
    assert [each.is_on for each in cast.program.periods] == [False, True]


def test_forms_here_refuse_a_name_that_turns_the_text_around_it(cast, as_person):
    sent = forms_sent(cast.program, **{"coaching-local_name": "Part\u202ener"})

    page = as_person(cast.dora).post(reverse("programs:forms_here"), sent)

    assert page.status_code == 422
    assert "invisible sign" in page.text


def test_clauses_keep_their_versions_and_refuse_a_stale_page(cast, as_person):
    dora, page = as_person(cast.dora), reverse("programs:clauses")
    first = {"seen_version": "0", "title-1": "No notes", "says-1": "We take none."}
    dora.post(page, first)

    stale = dora.post(page, {**first, "says-1": "We take few."})

    assert stale.status_code == 422
    assert "Somebody changed the clauses while you wrote." in stale.text
    assert "We take few." in stale.text
    assert [each.clauses for each in cast.program.clause_versions.all()] == [
        [{"title": "No notes", "says": "We take none."}]
    ]


def test_clauses_name_the_row_that_lacks_words(cast, as_person):
    sent = {"seen_version": "0", "title-1": "", "says-1": "", "title-2": "No notes", "says-2": ""}

    page = as_person(cast.dora).post(reverse("programs:clauses"), sent)

    assert page.context["form"].errors == {
        "says-2": [
            "“No notes” has no words. Write what both sides agree to, or take the clause out."
        ]
    }


def test_template_shows_what_changes_beside_what_is_and_applies_just_that(cast, as_person):
    dora, page = as_person(cast.dora), reverse("programs:templates")
    shown = dora.get(page, {"name": "advising_desk"})

    seen = seen_of(cast.program, "forms")
    dora.post(page, {"template": "advising_desk", "seen": seen})

    cast.program.refresh_from_db()
    assert [row.title for row in shown.context["changes"]] == [
        "Forms of guidance",
        "Room",
        "What every pair agrees to",
        "Lessons first",
    ]
    assert cast.program.template == "advising_desk"
    assert rules_of(cast.program).forms_on == (FormOfGuidance.ADVISING,)
    assert AuditEntry.objects.filter(verb="apply_template", of_id=cast.program.pk).count() == 1


@pytest.mark.parametrize("days", ["29", "3651"])
def test_kept_refuses_days_outside_the_limits(cast, as_person, days):
    seen = seen_kept(cast.program)
    page = as_person(cast.dora).post(reverse("transcripts:kept"), {"days": days, "seen": seen})

    assert page.status_code == 422
    assert f"Transcripts cannot be kept for {days} days." in page.text


def test_rules_pages_touch_no_other_program(cast, as_person):
    elsewhere = cast.otto.memberships.first().program

    page = as_person(cast.dora).get(reverse("programs:rules"), {"program": elsewhere.pk})

    assert page.status_code == 404


def test_guide_who_joins_starts_with_the_room_of_the_program(cast):
    cast.program.usual_room = 4
    cast.program.save()

    joined = actions.add_person(
        by=cast.dora, program=cast.program, email="new@example.org", name="Nia", role="guide"
    )

    assert joined.capacity == 4
