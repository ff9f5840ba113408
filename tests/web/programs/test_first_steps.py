"""What a newcomer meets: nothing that is off leads to a dead end, and setting up has a way back."""

from django.urls import reverse

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.engagements import actions
from fourfold_web.programs.conflicts import seen_of
from fourfold_web.programs.models import CRISIS_CONTACT
from fourfold_web.reports.queries_setup import setup_of
from tests.web.programs.test_rules_pages import BASICS, forms_sent

MENTORING = FormOfGuidance.MENTORING


def turn_off(program, *forms: FormOfGuidance) -> None:
    program.forms_on = [form.value for form in FormOfGuidance if form not in forms]
    program.save(update_fields=["forms_on"])


def test_template_names_an_open_round_that_would_lose_its_form_and_asks(cast, as_person):
    cast.matching_round(MENTORING)
    dora, url = as_person(cast.dora), reverse("programs:templates")
    sent = {"template": "coaching_pathway", "seen": seen_of(cast.program, "forms")}

    asked = dora.post(url, sent)
    cast.program.refresh_from_db()
    before = cast.program.forms
    dora.post(url, {**sent, "sure": "on"})

    cast.program.refresh_from_db()
    assert asked.status_code == 422
    assert "The round “Spring matching” is open and matches for mentoring" in asked.text
    assert MENTORING in before
    assert MENTORING not in cast.program.forms


def test_forms_here_ask_only_where_an_open_round_would_lose_a_form(cast, as_person):
    cast.matching_round(MENTORING)
    dora, url = as_person(cast.dora), reverse("programs:forms_here")

    asked = dora.post(url, forms_sent(cast.program, forms_on=["coaching", "advising"]))
    saved = dora.post(url, forms_sent(cast.program, forms_on=["coaching", "mentoring"]))

    assert (asked.status_code, saved.status_code) == (422, 302)
    assert "Nothing is left to choose in it." in asked.text


def test_round_without_a_form_tells_the_learner_whom_to_ask_and_the_director(cast, as_person):
    need = cast.need(cast.matching_round(MENTORING), MENTORING)
    need.form_of_guidance = ""
    need.save()
    turn_off(cast.program, MENTORING)

    wish = as_person(cast.lena).get(reverse("wishes:choose", args=[need.pk])).text
    seen = as_person(cast.dora).get(reverse("matching:round", args=[need.round_id])).text

    assert "There is no form to choose in this round at present" in wish
    assert f"mailto:{cast.dora.email}" in wish
    assert "Continue to the guides" not in wish
    assert "Learners can choose nothing in this round." in seen


def test_form_that_is_off_was_not_suggested(cast, as_person):
    draft = cast.draft()
    actions.choose_form(learner=cast.lena, guidance_request=draft, chosen=MENTORING)
    turn_off(cast.program, FormOfGuidance.COACHING)
    lena = as_person(cast.lena)

    check = lena.get(reverse("engagements:check", args=[draft.pk])).text
    choose = lena.get(reverse("engagements:choose", args=[draft.pk])).text

    assert "Coaching would fit; it is not offered here." in check
    assert "which we suggested" not in check
    assert f"mailto:{cast.dora.email}" in choose


def test_basics_refuse_a_reminder_that_would_never_go_out(cast, as_person):
    sent = {**BASICS, "seen": seen_of(cast.program, "basics"), "nudge_days": "2, 5, 9"}

    page = as_person(cast.dora).post(reverse("programs:basics"), sent)

    says = page.context["form"].errors["nudge_days"][0]
    assert says == (
        "Days 5 and 9 are not before the last day to answer, 5: such a reminder would never go out."
        " Choose days before 5, or give more days to answer."
    )


def test_rules_show_only_the_reminders_that_hold(cast, as_person):
    cast.program.reply_within_days, cast.program.nudge_days = 7, [3, 9, 12]
    cast.program.save()

    page = as_person(cast.dora).get(reverse("programs:rules")).text

    assert "with a reminder on day 3</dd>" in page


def test_setting_up_is_on_the_first_page_and_has_a_way_back_until_a_pair_begins(cast, as_person):
    cast.program.crisis_contact = CRISIS_CONTACT
    cast.program.save()
    dora, back = as_person(cast.dora), "Back to setting up"
    first = dora.get(reverse("home")).text
    card = dora.get(reverse("reports:setup")).text
    rules = dora.get(reverse("programs:rules")).text

    cast.pair()

    assert f'hx-get="{reverse("reports:setup")}"' in first
    assert "Set up your program: 1 of 3 done" in card
    assert back in rules
    assert back not in dora.get(reverse("programs:rules")).text
    assert dora.get(reverse("reports:setup")).text.strip() == ""


def test_setup_says_which_lessons_are_in_force(cast):
    cast.program.template = "advising_desk"

    says = {each.title: each.says for each in setup_of(cast.program)}

    assert says["Lessons to do first"].endswith(", unless you say otherwise")
    assert says["Lessons to do first"].count(";") == 2


def test_need_check_leads_to_templates_that_fit_and_names_a_form_that_is_off(cast, as_person):
    check = cast.need_check()
    turn_off(cast.program, FormOfGuidance.COACHING)
    dora = as_person(cast.dora)

    result = dora.get(reverse("need_checklist:result", args=[check.pk])).text
    fitting = dora.get(reverse("programs:templates"), {"for": "coaching"}).text

    assert "Coaching is off here." in result
    assert fitting.count("Fits your need check") == 2
