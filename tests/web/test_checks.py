"""What refuses to start."""

import pytest
from django.db import models
from django.test.utils import isolate_apps

from fourfold_web.appointments.tasks import ask_who_waits, free_times_of_ended_pairs
from fourfold_web.availability.tasks import refresh_calendar, refresh_due_calendars
from fourfold_web.checks import (
    check_confidential_fields,
    check_jobs,
    check_mails,
    job_errors,
    tasks,
    unmatched,
)
from fourfold_web.correspondence.tasks import look_after_mail, send_mail
from fourfold_web.documents.tasks import compare_documents, forget_files, read_version
from fourfold_web.engagements.tasks import look_after_requests
from fourfold_web.goals.tasks import ask_how_far
from fourfold_web.guidance_sessions.tasks import notice_silence
from fourfold_web.jobs.tasks import forget_done_jobs
from fourfold_web.library.tasks import look_at_links
from fourfold_web.matching.tasks import begin_run, finish_run, look_at_block
from fourfold_web.reports.tasks import count_figures, tell_directors
from fourfold_web.roster.tasks import (
    check_list,
    end_pairs_of_leavers,
    forget_lists,
    let_leavers_go,
    move_cohorts,
    write_list,
)
from fourfold_web.shared.fields import ConfidentialJSON, ConfidentialText
from fourfold_web.techniques.tasks import invite_sought_guides
from fourfold_web.transcripts.tasks import (
    code_transcript,
    delete_kept_long_enough,
    forget_expired_drafts,
    tell_of_shorter_time,
)
from fourfold_web.wishes.tasks import remind_of_wishes


def test_mails_and_jobs_of_the_product_all_have_a_rule():
    assert check_mails(None) + check_jobs(None) == []
    assert set(tasks()) == {
        ask_how_far,
        ask_who_waits,
        begin_run,
        check_list,
        code_transcript,
        compare_documents,
        count_figures,
        delete_kept_long_enough,
        end_pairs_of_leavers,
        finish_run,
        forget_done_jobs,
        forget_expired_drafts,
        forget_files,
        forget_lists,
        free_times_of_ended_pairs,
        invite_sought_guides,
        let_leavers_go,
        look_after_mail,
        look_after_requests,
        look_at_block,
        look_at_links,
        move_cohorts,
        notice_silence,
        read_version,
        refresh_calendar,
        refresh_due_calendars,
        remind_of_wishes,
        send_mail,
        tell_directors,
        tell_of_shorter_time,
        write_list,
    }


def test_what_has_no_rule_and_rules_of_nothing_are_refused_by_name():
    found = unmatched("mail", found=["welcome", "farewell"], ruled=["welcome", "birthday"])

    assert [(each.id, each.msg) for each in found] == [
        ("fourfold.E002", "The mail farewell has no rule."),
        ("fourfold.E003", "policy.toml rules a mail that does not exist: birthday."),
    ]


def test_job_that_carries_more_than_its_rule_says_is_refused_by_name():
    found = job_errors({"app.tasks.send": ("mail_id", "words")}, {"app.tasks.send": ("mail_id",)})

    assert [(each.id, each.msg) for each in found] == [
        (
            "fourfold.E005",
            "The job app.tasks.send carries mail_id, words; its rule says otherwise.",
        )
    ]


def test_confidential_fields_of_the_product_all_name_a_known_datum():
    assert check_confidential_fields(None) == []


@pytest.mark.parametrize("field", [ConfidentialText, ConfidentialJSON])
@pytest.mark.parametrize(
    ("datum", "refused"),
    [({"datum": "agreement"}, []), ({"datum": "secrets"}, ["secrets"]), ({}, [""])],
)
def test_confidential_field_of_an_unknown_datum_is_refused_by_name(field, datum, refused):
    with isolate_apps("fourfold_web.engagements") as apps:

        class Letter(models.Model):
            words = field(**datum)

            class Meta:
                app_label = "engagements"

        found = check_confidential_fields(apps.get_app_configs())

    says = (
        "engagements.Letter.words names the datum “{}”, which data/visibility.toml does not know."
    )
    assert [(each.id, each.msg) for each in found] == [
        ("fourfold.E004", says.format(name)) for name in refused
    ]
