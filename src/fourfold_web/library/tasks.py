"""Background work of the library. A task carries an id."""

from uuid import UUID

from django_tasks import task

from fourfold_web.library import actions


@task
def look_at_links(report_id: str) -> None:
    """Ask the links of one report; running twice does no harm."""
    actions.look_at_links(report_id=UUID(report_id))
