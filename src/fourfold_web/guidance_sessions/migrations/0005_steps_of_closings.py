"""Next steps that were said at a closing before there were steps become steps of the pair.

Only the newest of a pair stays open. Nobody was asked about the others, so they count as left.
"""

from django.db import migrations

AT_A_TIME = 500


def add(apps, schema_editor):
    Feedback = apps.get_model("guidance_sessions", "ClosingFeedback")
    Step = apps.get_model("goals", "Step")
    said = Feedback.objects.filter(step=None).select_related("guidance_session").order_by("-at")
    newest_is_found = set()
    for ids in _in_parts(said):
        # Words are never filtered by the database.
        rows = [row for row in said.filter(pk__in=ids) if row.next_step.strip()]
        for row in rows:
            pair_id = row.guidance_session.engagement_id
            row.step = _step(Step, row, pair_id, is_newest=pair_id not in newest_is_found)
            newest_is_found.add(pair_id)
        steps = Step.objects.bulk_create(row.step for row in rows)
        # Creating sets this moment to now.
        for step, row in zip(steps, rows, strict=True):
            step.created_at = row.at
        Step.objects.bulk_update(steps, ["created_at"])
        Feedback.objects.bulk_update(rows, ["step"])


def _step(Step, row, pair_id, *, is_newest):
    return Step(
        learner_id=row.learner_id,
        engagement_id=pair_id,
        words=row.next_step,
        dropped_at=None if is_newest else row.at,
    )


def remove(apps, schema_editor):
    Feedback = apps.get_model("guidance_sessions", "ClosingFeedback")
    Step = apps.get_model("goals", "Step")
    for ids in _in_parts(Feedback.objects.filter(step__isnull=False)):
        part = Feedback.objects.filter(pk__in=ids)
        steps = list(part.values_list("step", flat=True))
        part.update(step=None)
        Step.objects.filter(pk__in=steps).delete()


def _in_parts(rows):
    ids = list(rows.values_list("pk", flat=True))
    return [ids[start : start + AT_A_TIME] for start in range(0, len(ids), AT_A_TIME)]


class Migration(migrations.Migration):
    dependencies = [
        ("goals", "0001_what_a_learner_wants_to_reach"),
        ("guidance_sessions", "0004_notes"),
    ]

    operations = [migrations.RunPython(add, remove)]
