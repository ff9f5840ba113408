import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("appointments", "0002_nobody_twice_at_a_time"),
        ("guidance_sessions", "0001_meetings"),
    ]

    operations = [
        migrations.AddField(
            model_name="guidancesession",
            name="appointment",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="guidance_session",
                to="appointments.appointment",
            ),
        ),
    ]
