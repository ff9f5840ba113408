"""Meetings that were planned before there were appointments get one, of half an hour each."""

from datetime import timedelta

from django.db import migrations

LENGTH = timedelta(minutes=30)
AT_A_TIME = 500


def add(apps, schema_editor):
    Session = apps.get_model("guidance_sessions", "GuidanceSession")
    planned = Session.objects.filter(
        planned_for__isnull=False, opened_at=None, called_off_at=None, engagement__ended_at=None
    )
    # Two of them may overlap already; the first one holds the time, the other stands without.
    taken_until = {}
    for row in planned.select_related("engagement").order_by("planned_for").iterator(AT_A_TIME):
        row.appointment = _appointment(apps, row)
        row.save(update_fields=["appointment"])
        parties = [row.engagement.learner_id, row.engagement.guide_id]
        if all(taken_until.get(each, row.planned_for) <= row.planned_for for each in parties):
            taken_until.update(dict.fromkeys(parties, row.appointment.ends_at))
            _claim(apps, row.appointment, parties)


def remove(apps, schema_editor):
    Appointment = apps.get_model("appointments", "Appointment")
    Session = apps.get_model("guidance_sessions", "GuidanceSession")
    Session.objects.update(appointment=None)
    Appointment.objects.filter(kind="session").delete()


def _appointment(apps, row):
    pair = row.engagement
    return apps.get_model("appointments", "Appointment").objects.create(
        program_id=pair.program_id,
        guide_id=pair.guide_id,
        learner_id=pair.learner_id,
        kind="session",
        engagement_id=pair.pk,
        starts_at=row.planned_for,
        ends_at=row.planned_for + LENGTH,
    )


def _claim(apps, appointment, parties):
    TimeClaim = apps.get_model("appointments", "TimeClaim")
    TimeClaim.objects.bulk_create(
        TimeClaim(
            appointment=appointment,
            person_id=each,
            starts_at=appointment.starts_at,
            ends_at=appointment.ends_at,
        )
        for each in parties
    )


class Migration(migrations.Migration):
    dependencies = [("guidance_sessions", "0002_appointments")]

    operations = [migrations.RunPython(add, remove)]
