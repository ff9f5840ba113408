"""Background work on published calendars. A task carries at most an id."""

from contextlib import suppress
from uuid import UUID

from django_tasks import task

from fourfold_web.availability import actions


@task
def refresh_due_calendars() -> None:
    """Have every calendar looked at again whose last look is an hour ago."""
    actions.queue_due_calendars()


@task
def refresh_calendar(source_id: str) -> None:
    """Look at one calendar again; running twice does no harm.

    While another look at the person's calendars lasts, this one is left to the next hour.
    """
    with suppress(actions.BeingReadError):
        actions.refresh_calendar(source_id=UUID(source_id))
