"""Writing very many new rows: `bulk_create` without its cost of putting each value into the SQL."""

from collections.abc import Sequence

from django.db import connection, models


def insert_all(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one model that have their keys already, in the caller's transaction.

    As with `bulk_create`, no row's own `save` is called.
    """
    if not rows:
        return
    meta = rows[0]._meta
    fields = meta.concrete_fields
    name = connection.ops.quote_name
    columns = ", ".join(name(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {name(meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608
    values = [
        [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(sql, values)
