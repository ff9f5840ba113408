"""Words that went along as a request stand there, not with the visit as well."""

from django.db import migrations


def leave_them_to_the_request(apps, schema_editor) -> None:
    appointments = apps.get_model("appointments", "Appointment").objects
    appointments.filter(guidance_request__isnull=False).update(words="")


class Migration(migrations.Migration):
    dependencies = [("appointments", "0003_standing_times_by_start")]

    operations = [migrations.RunPython(leave_them_to_the_request, migrations.RunPython.noop)]
