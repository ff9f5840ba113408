import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("engagements", "0001_from_request_to_pair"),
        ("programs", "0002_pace_and_room"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RequestChoice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("place", models.PositiveSmallIntegerField()),
                ("asked_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["place"],
            },
        ),
        migrations.AddField(
            model_name="engagement",
            name="paused_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="engagement",
            name="paused_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="guidancerequest",
            name="afterwards",
            field=models.CharField(
                choices=[
                    ("learner", "Ask me first"),
                    ("anyone", "Ask any guide"),
                    ("program", "Let the program find somebody"),
                ],
                default="learner",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="guidancerequest",
            name="former_guide",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="guidancerequest",
            name="nudges",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="guidancerequest",
            name="seen_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="guidancerequest",
            name="waits_since",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="requestanswer",
            name="reason",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AlterField(
            model_name="guidancerequest",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("waiting", "Waiting for a guide"),
                    ("offered", "Another form was offered"),
                    ("accepted", "Settling the agreement"),
                    ("agreed", "Agreed"),
                    ("declined", "Declined"),
                    ("no_guide", "No guide found yet"),
                    ("withdrawn", "Withdrawn"),
                    ("closed", "Closed by the program"),
                ],
                default="draft",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="requestanswer",
            name="kind",
            field=models.CharField(
                choices=[
                    ("accept", "Accepted"),
                    ("offer", "Offered another form"),
                    ("pass_on", "Passed on"),
                    ("decline", "Declined"),
                    ("timed_out", "Went on without an answer"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="engagement",
            index=models.Index(
                condition=models.Q(("ended_at", None)),
                fields=["program", "guide"],
                name="running_by_guide",
            ),
        ),
        migrations.AddIndex(
            model_name="guidancerequest",
            index=models.Index(fields=["state", "waits_since"], name="request_by_wait"),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("paused_until", None), ("paused_at__isnull", False), _connector="OR"
                ),
                name="pause_with_an_end_has_begun",
            ),
        ),
        migrations.AddField(
            model_name="requestchoice",
            name="guidance_request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="choices",
                to="engagements.guidancerequest",
            ),
        ),
        migrations.AddField(
            model_name="requestchoice",
            name="guide",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="requestchoice",
            constraint=models.UniqueConstraint(
                fields=("guidance_request", "guide"), name="one_choice_per_guide"
            ),
        ),
        migrations.AddConstraint(
            model_name="requestchoice",
            constraint=models.UniqueConstraint(
                fields=("guidance_request", "place"), name="one_choice_per_place"
            ),
        ),
    ]
