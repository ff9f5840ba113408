"""Requests that are open when clocks come learn since when they wait."""

from django.db import migrations
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

OPEN = ("waiting", "offered", "accepted", "declined")


def start_clocks(apps, schema_editor) -> None:
    requests = apps.get_model("engagements", "GuidanceRequest").objects
    # Whoever asked anyone keeps asking anyone.
    requests.filter(asked_guide=None).exclude(state="draft").update(afterwards="anyone")
    versions = apps.get_model("engagements", "AgreementVersion").objects
    newest = versions.filter(agreement__guidance_request=OuterRef("pk")).order_by("-number")
    requests.filter(state__in=OPEN).update(
        waits_since=Coalesce(
            Subquery(newest.values("at")[:1]), F("answered_at"), F("sent_at"), F("changed_at")
        )
    )


def forget_new_states(apps, schema_editor) -> None:
    requests = apps.get_model("engagements", "GuidanceRequest").objects
    requests.filter(state="no_guide").update(state="declined")
    requests.filter(state="closed").update(state="withdrawn")
    apps.get_model("engagements", "RequestAnswer").objects.filter(kind="timed_out").delete()


class Migration(migrations.Migration):
    dependencies = [("engagements", "0002_waits_choices_and_pauses")]

    operations = [migrations.RunPython(start_clocks, forget_new_states)]
