"""Background work on published calendars. A task carries at most an id."""

from uuid import UUID

from django_tasks import task

from fourfold_web.availability import actions


@task
def refresh_due_calendars() -> None:
    """Have every calendar looked at again whose last look is an hour ago."""
    actions.queue_due_calendars()


@task
def refresh_calendar(source_id: str) -> None:
    """Look at one calendar again; running twice does no harm."""
    actions.refresh_calendar(source_id=UUID(source_id))
