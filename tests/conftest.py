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


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup) -> None:
    """Django's tables of content types and permissions are filled once.

    It fills them again after every test whose rows were committed, and nothing here reads them.
    """
    from django.contrib.contenttypes.management import create_contenttypes
    from django.db.models.signals import post_migrate

    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
    post_migrate.disconnect(create_contenttypes)
