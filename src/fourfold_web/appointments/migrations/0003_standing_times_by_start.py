import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("appointments", "0002_nobody_twice_at_a_time"),
        ("engagements", "0003_waits_of_open_requests"),
        ("programs", "0002_pace_and_room"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="appointment",
            name="guidance_request",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="appointments",
                to="engagements.guidancerequest",
            ),
        ),
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(
                condition=models.Q(("cancelled_at", None), ("missed_by", None)),
                fields=["starts_at"],
                name="standing_appointment_by_start",
            ),
        ),
    ]
