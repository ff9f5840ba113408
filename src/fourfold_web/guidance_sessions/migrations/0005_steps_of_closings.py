"""Next steps that were said at a closing before there were steps become steps of the pair."""

from django.db import migrations

AT_A_TIME = 500


def add(apps, schema_editor):
    Feedback = apps.get_model("guidance_sessions", "ClosingFeedback")
    Step = apps.get_model("goals", "Step")
    said = Feedback.objects.filter(step=None).select_related("guidance_session")
    for row in said.order_by("at").iterator(AT_A_TIME):
        if row.next_step.strip():
            row.step = Step.objects.create(
                learner_id=row.learner_id,
                engagement_id=row.guidance_session.engagement_id,
                words=row.next_step,
            )
            Step.objects.filter(pk=row.step.pk).update(created_at=row.at)
            row.save(update_fields=["step"])


def remove(apps, schema_editor):
    Feedback = apps.get_model("guidance_sessions", "ClosingFeedback")
    said = Feedback.objects.filter(step__isnull=False)
    steps = list(said.values_list("step", flat=True))
    said.update(step=None)
    apps.get_model("goals", "Step").objects.filter(pk__in=steps).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("goals", "0001_what_a_learner_wants_to_reach"),
        ("guidance_sessions", "0004_notes"),
    ]

    operations = [migrations.RunPython(add, remove)]
