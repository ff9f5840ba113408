import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import fourfold_web.shared.fields


class Migration(migrations.Migration):
    dependencies = [
        ("engagements", "0003_waits_of_open_requests"),
        ("goals", "0001_what_a_learner_wants_to_reach"),
        ("guidance_sessions", "0003_times_of_planned_sessions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="closingfeedback",
            name="step",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="goals.step",
            ),
        ),
        migrations.AddField(
            model_name="guidancesession",
            name="held_on_paper",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="guidancesession",
            name="prepared_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="MeetingWatch",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("look_at", models.DateTimeField(db_index=True)),
                ("told_at", models.DateTimeField(null=True)),
                ("rested_until", models.DateTimeField(null=True)),
                (
                    "engagement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="watch",
                        to="engagements.engagement",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PrivateNote",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("joined_at", models.DateTimeField(null=True)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("page", models.UUIDField(null=True)),
                ("page_save", models.PositiveIntegerField(default=0)),
                ("words", fourfold_web.shared.fields.ConfidentialText(blank=True, default="")),
                ("shared_at", models.DateTimeField(null=True)),
                (
                    "beside",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="others",
                        to="guidance_sessions.privatenote",
                    ),
                ),
                (
                    "guidance_session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="private_notes",
                        to="guidance_sessions.guidancesession",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["written_at"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("beside", None), ("shared_at", None)),
                        fields=("guidance_session",),
                        name="one_private_note_per_session",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SharedNote",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("joined_at", models.DateTimeField(null=True)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("page", models.UUIDField(null=True)),
                ("page_save", models.PositiveIntegerField(default=0)),
                ("words", fourfold_web.shared.fields.ConfidentialText(blank=True, default="")),
                (
                    "beside",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="others",
                        to="guidance_sessions.sharednote",
                    ),
                ),
                (
                    "guidance_session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shared_notes",
                        to="guidance_sessions.guidancesession",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["written_at"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("beside", None)),
                        fields=("guidance_session",),
                        name="one_shared_note_per_session",
                    )
                ],
            },
        ),
    ]
