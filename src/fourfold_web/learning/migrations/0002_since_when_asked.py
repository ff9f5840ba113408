from django.db import migrations, models


def say_since_when(apps, schema_editor):
    """The audit trail tells when a program last chose; what was done before does not show."""
    trail = apps.get_model("shared", "AuditEntry").objects.filter(verb="ask_first_lessons")
    chosen = apps.get_model("learning", "FirstLessons").objects.filter(lessons__isnull=False)
    for plan in chosen:
        entry = trail.filter(of="firstlessons", of_id=plan.pk).order_by("-at").first()
        if entry:
            plan.asked_since = dict.fromkeys(plan.lessons, entry.at.isoformat())
            plan.save(update_fields=["asked_since"])


class Migration(migrations.Migration):
    dependencies = [
        ("learning", "0001_how_far_people_are"),
        ("shared", "0001_audit_trail"),
    ]

    operations = [
        migrations.AddField(
            model_name="firstlessons",
            name="asked_since",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.RunPython(say_since_when, migrations.RunPython.noop),
    ]
