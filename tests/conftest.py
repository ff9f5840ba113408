"""What every test with rows stands on."""

import pytest


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix, tmp_path_factory
) -> None:
    """SQLite's rows lie in a file, as in the product.

    In memory all threads would share one connection, so that two browsers at once, or two threads
    in a race, would write into each other's transactions.
    """
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        folder = tmp_path_factory.mktemp("rows")
        database.setdefault("TEST", {})["NAME"] = str(folder / "fourfold.sqlite3")
