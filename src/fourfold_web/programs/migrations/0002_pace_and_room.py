from django.db import migrations, models

import fourfold_web.programs.models


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0001_programs"),
    ]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="capacity",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="membership",
            name="paused",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="program",
            name="nudge_days",
            field=models.JSONField(default=fourfold_web.programs.models.usual_nudge_days),
        ),
    ]
