import uuid

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import fourfold_web.appointments.models
import fourfold_web.shared.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("engagements", "0003_waits_of_open_requests"),
        ("programs", "0002_pace_and_room"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Appointment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("session", "Session"),
                            ("discovery", "Getting to know each other"),
                            ("office_hours", "Office hours"),
                        ],
                        max_length=12,
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("words", fourfold_web.shared.fields.ConfidentialText(blank=True, default="")),
                (
                    "uid",
                    models.CharField(
                        default=fourfold_web.appointments.models.new_uid,
                        editable=False,
                        max_length=80,
                        unique=True,
                    ),
                ),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "engagement",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appointments",
                        to="engagements.engagement",
                    ),
                ),
                (
                    "guidance_request",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appointments",
                        to="engagements.guidancerequest",
                    ),
                ),
                (
                    "guide",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments_as_guide",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "learner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments_as_learner",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "missed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appointments",
                        to="programs.program",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_at"],
            },
        ),
        migrations.CreateModel(
            name="DiscoveryOffer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "membership",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="discovery_offer",
                        to="programs.membership",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OfficeHours",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("day", models.DateField()),
                ("is_weekly", models.BooleanField(default=True)),
                ("starts", models.TimeField()),
                ("ends", models.TimeField()),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        default=20,
                        validators=[
                            django.core.validators.MinValueValidator(10),
                            django.core.validators.MaxValueValidator(120),
                        ],
                    ),
                ),
                ("time_zone", models.CharField(max_length=64)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="office_hours",
                        to="programs.membership",
                    ),
                ),
            ],
            options={
                "ordering": ["day", "starts"],
            },
        ),
        migrations.CreateModel(
            name="TimeClaim",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "appointment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="claims",
                        to="appointments.appointment",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["starts_at"],
            },
        ),
        migrations.CreateModel(
            name="TimeProposal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("taken", "One was taken"),
                            ("none_suits", "None of them suits"),
                            ("replaced", "Other times were proposed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "engagement",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="time_proposals",
                        to="engagements.engagement",
                    ),
                ),
                (
                    "guidance_request",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="time_proposals",
                        to="engagements.guidancerequest",
                    ),
                ),
                (
                    "guide",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "learner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at"],
            },
        ),
        migrations.CreateModel(
            name="ProposedTime",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="times",
                        to="appointments.timeproposal",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_at"],
            },
        ),
        migrations.CreateModel(
            name="WaitingPlace",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("joined_at", models.DateTimeField(auto_now_add=True)),
                ("held_from", models.DateTimeField(null=True)),
                ("held_to", models.DateTimeField(null=True)),
                ("held_until", models.DateTimeField(null=True)),
                ("left_at", models.DateTimeField(null=True)),
                (
                    "learner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="waiting_places",
                        to="programs.membership",
                    ),
                ),
            ],
            options={
                "ordering": ["joined_at"],
            },
        ),
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(fields=["guide", "starts_at"], name="appointment_by_guide"),
        ),
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(fields=["learner", "starts_at"], name="appointment_by_learner"),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="appointment_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(("learner", models.F("guide")), _negated=True),
                name="nobody_meets_themselves",
            ),
        ),
        migrations.AddConstraint(
            model_name="officehours",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__gt", models.F("starts"))),
                name="office_hours_end_after_they_start",
            ),
        ),
        migrations.AddIndex(
            model_name="timeclaim",
            index=models.Index(fields=["person", "ends_at"], name="claim_by_person"),
        ),
        migrations.AddConstraint(
            model_name="timeclaim",
            constraint=models.UniqueConstraint(
                fields=("appointment", "person"), name="one_claim_per_party"
            ),
        ),
        migrations.AddConstraint(
            model_name="timeclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="claim_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="timeproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("engagement__isnull", False),
                    ("guidance_request__isnull", False),
                    _connector="OR",
                ),
                name="proposal_is_for_a_pair_or_request",
            ),
        ),
        migrations.AddConstraint(
            model_name="timeproposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome", "")),
                fields=("engagement",),
                name="one_open_proposal_per_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="timeproposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome", "")),
                fields=("guidance_request",),
                name="one_open_proposal_per_request",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposedtime",
            constraint=models.UniqueConstraint(
                fields=("proposal", "starts_at"), name="one_option_per_moment"
            ),
        ),
        migrations.AddConstraint(
            model_name="waitingplace",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_at", None)),
                fields=("membership", "learner"),
                name="one_waiting_place_per_learner",
            ),
        ),
    ]
