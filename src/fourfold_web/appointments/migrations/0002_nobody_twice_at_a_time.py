"""PostgreSQL itself refuses two claims on one person's time.

SQLite knows no such constraint; there every write waits for the one before, so that the check of
the booking action suffices.
"""

from django.db import migrations

# Part of every PostgreSQL, and trusted: the owner of the database may add it.
EXTENSION = "CREATE EXTENSION IF NOT EXISTS btree_gist"
CONSTRAINT = (
    "ALTER TABLE appointments_timeclaim ADD CONSTRAINT nobody_twice_at_a_time"
    " EXCLUDE USING gist (person_id WITH =, tstzrange(starts_at, ends_at) WITH &&)"
)
ADD = (EXTENSION, CONSTRAINT)
# The extension stays: others may use it, too.
REMOVE = ("ALTER TABLE appointments_timeclaim DROP CONSTRAINT nobody_twice_at_a_time",)


def add(apps, schema_editor):
    _run(schema_editor, ADD)


def remove(apps, schema_editor):
    _run(schema_editor, REMOVE)


def _run(schema_editor, statements):
    if schema_editor.connection.vendor == "postgresql":
        for statement in statements:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("appointments", "0001_agreed_times")]

    operations = [migrations.RunPython(add, remove)]
