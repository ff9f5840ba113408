"""Where the rules of a program hold: what is offered, agreed, shown and kept."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from fourfold.confidentiality.narrowing import narrowings
from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.program_clauses import ProgramClause
from fourfold_web.engagements.models import Engagement
from fourfold_web.papers.access import snapshots_visible_to
from fourfold_web.programs import actions
from fourfold_web.programs.conflicts import seen_of
from fourfold_web.programs.models import CRISIS_CONTACT, Program
from fourfold_web.reports.queries import coaching_of_supervised, goals_about_work, waiting_in
from fourfold_web.reports.queries_setup import setup_of
from fourfold_web.shared.models import AuditEntry
from fourfold_web.transcripts.actions import delete_kept_long_enough
from fourfold_web.transcripts.models import Transcript
from tests.cast import Cast, terms

COACHING, ADVISING = FormOfGuidance.COACHING, FormOfGuidance.ADVISING
CLAUSE = ProgramClause("No notes", "Neither of us takes notes.")


def narrow(cast: Cast, *names: str) -> None:
    actions.set_narrowings(
        by=cast.dora,
        program=cast.program,
        names=names,
        ends=narrowings(),
        seen=seen_of(cast.program, "narrowing"),
    )


def only(cast: Cast, *forms: FormOfGuidance) -> None:
    Program.objects.update(forms_on=forms)
    cast.program.refresh_from_db()


def ask_for_clause(cast: Cast, clause: ProgramClause = CLAUSE) -> None:
    newest = cast.program.clause_versions.first()
    actions.change_clauses(
        by=cast.dora, program=cast.program, clauses=[clause],
        seen_version=newest.number if newest else 0,
    )  # fmt: skip


def test_choose_says_kindly_that_the_form_that_fits_is_not_offered(cast, as_person):
    only(cast, ADVISING)
    page = reverse("engagements:choose", args=[cast.draft().pk])

    shown = as_person(cast.lena).get(page)
    refused = as_person(cast.lena).post(page, {"chosen": "coaching"})

    assert "Your program does not offer coaching at present" in shown.text
    assert [value for value, _ in shown.context["form"].fields["chosen"].choices] == ["advising"]
    assert refused.status_code == 422


def test_agreement_starts_from_the_program_and_a_form_that_runs_can_stay(cast, as_person):
    accepted = cast.accepted(COACHING)
    only(cast, ADVISING)
    Program.objects.update(
        lengths={"coaching": {"time_frame": "ten weeks", "cadence": "weekly", "planned_days": 70}}
    )

    form = (
        as_person(cast.gita).get(reverse("engagements:propose", args=[accepted.pk])).context["form"]
    )

    assert (form.initial["time_frame"], form.initial["cadence"]) == ("ten weeks", "weekly")
    offered = [value for value, _ in form.fields["form_of_guidance"].choices]
    assert offered == ["advising", "coaching"]


def test_agreement_asks_both_sides_for_each_clause_of_the_program(cast, as_person):
    ask_for_clause(cast)
    accepted = cast.accepted()
    page = reverse("engagements:propose", args=[accepted.pk])
    form = as_person(cast.gita).get(page).context["form"]
    (tick,) = form.ticks
    sent = {**terms(COACHING).to_json(), "transcripts": "no", "seen_version": 0}
    del sent["program_clauses"]

    without = as_person(cast.gita).post(page, sent)
    as_person(cast.gita).post(page, {**sent, tick: "on"})
    sign = reverse("engagements:sign", args=[accepted.pk])
    unticked = as_person(cast.lena).post(sign, {"seen_version": "1"})
    as_person(cast.lena).post(sign, {"seen_version": "1", tick: "on"})

    assert (without.status_code, unticked.status_code) == (422, 422)
    assert "Tick “No notes” if you agree." in unticked.text
    pair = Engagement.objects.get()
    assert pair.agreement.newest.to_core().program_clauses == (CLAUSE,)


def test_agreement_keeps_the_clauses_that_were_signed(cast, as_person):
    pair = cast.pair()

    ask_for_clause(cast)

    page = as_person(cast.lena).get(
        reverse("engagements:agreement", args=[pair.agreement.guidance_request_id])
    )
    assert page.status_code == 200
    assert "No notes" not in page.text


def test_pair_page_shows_the_local_name_beside_the_standard_word(cast, as_person):
    pair = cast.pair()
    Program.objects.update(local_names={"coaching": "Skills partner"})

    page = as_person(cast.lena).get(reverse("guidance_sessions:pair", args=[pair.pk])).text

    assert "Here: “Skills partner”" in page
    assert "Coaching</span>" in page


def test_supervisor_sees_no_counts_and_later_none_of_what_was_held_meanwhile(cast):
    pair = cast.pair()
    cast.ended_session(pair)
    narrow(cast, "no_supervisor_counts")
    while_on = list(coaching_of_supervised(cast.sam))
    cast.ended_session(pair)
    narrow(cast)

    afterwards = list(coaching_of_supervised(type(cast.sam).objects.get(pk=cast.sam.pk)))

    assert [row["held"] for row in (*while_on, *afterwards)] == [None, 1]


def test_supervisor_reads_no_goals_that_were_shared_under_the_narrowing(cast):
    pair = cast.pair()
    narrow(cast, "no_supervisor_goals")
    cast.goal(pair)
    narrow(cast)

    found = goals_about_work(cast.sam, list(coaching_of_supervised(cast.sam)))

    assert found == {}


def test_director_sees_no_topic_of_a_request_that_was_sent_under_the_narrowing(cast):
    narrow(cast, "no_waiting_topics")
    cast.sent()
    while_on = waiting_in([cast.program], now=timezone.now())
    narrow(cast)

    afterwards = waiting_in([cast.program], now=timezone.now())

    assert [each.topic for each in (*while_on, *afterwards)] == ["", ""]


def test_director_never_reads_a_summary_that_was_published_under_the_narrowing(cast, as_person):
    narrow(cast, "no_published_summaries")
    kept = cast.snapshot()
    narrow(cast)

    page = as_person(cast.dora).get(reverse("papers:snapshot", args=[kept.pk]))

    assert page.status_code == 404
    assert list(snapshots_visible_to(cast.lena)) == [kept]
    assert "Only the learner." in as_person(cast.lena).get(
        reverse("papers:snapshot", args=[kept.pk])
    ).text.replace("<strong>", "")


def test_guide_reads_the_words_only_after_the_yes(cast, as_person):
    narrow(cast, "words_after_yes")
    asked = cast.sent(words="I lose the thread on rounds.")
    narrow(cast)
    page = reverse("engagements:guidance_request", args=[asked.pk])

    before = as_person(cast.gita).get(page)
    queue = as_person(cast.gita).get(reverse("engagements:queue"))
    as_person(cast.gita).post(reverse("engagements:answer", args=[asked.pk]), {"kind": "accept"})
    after = as_person(cast.gita).get(page)

    assert "I lose the thread" not in before.text + queue.text
    assert "words come with your yes" in before.text
    assert "I lose the thread on rounds." in after.text


def test_who_sees_what_shows_members_what_their_program_made_stricter(cast, as_person, client):
    narrow(cast, "no_supervisor_counts")
    page = reverse("who_sees_what")

    mine, anyone = as_person(cast.lena).get(page).text, client.logout() or client.get(page).text

    assert "Medicine is stricter" in mine
    assert "In this program a supervisor sees no count." in mine
    assert "it takes place, and since when, and a goal once you mark it as work" in mine
    assert "In this program" not in anyone


def test_transcripts_go_when_their_time_after_the_pair_is_over(cast):
    pair = cast.pair()
    cast.transcript(pair)
    Program.objects.update(transcripts_kept_days=30)
    now = timezone.now()
    while_it_runs = delete_kept_long_enough(now=now + timedelta(days=400))
    Engagement.objects.update(ended_at=now)

    numbers = [delete_kept_long_enough(now=now + timedelta(days=each)) for each in (29, 31, 32)]

    assert (while_it_runs, numbers) == (0, [0, 1, 0])
    assert not Transcript.objects.exists()
    counted = AuditEntry.objects.get(verb="delete_kept_long_enough")
    assert counted.facts == {"transcripts": 1}


def test_setup_counts_from_rows_until_the_first_pair(cast):
    cast.program.crisis_contact = CRISIS_CONTACT
    before = [each.is_done for each in setup_of(cast.program)]
    actions.apply_template(by=cast.dora, program=cast.program, name="mentoring_year")
    after = [each.title for each in setup_of(cast.program) if each.is_done]
    cast.pair()

    assert not before[0]
    assert after[:3] == ["Forms of guidance, or a template", "People", "What every pair agrees to"]
    assert setup_of(cast.program) == []
