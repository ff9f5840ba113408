"""Background work on runs. A task carries one id, and running twice does it once."""

from uuid import UUID

from django_tasks import task

from fourfold_web.matching import actions


@task
def begin_run(run_id: str) -> None:
    """Look at who takes part, and share the work out."""
    actions.begin_run(run_id=UUID(run_id))


@task
def look_at_block(block_id: str) -> None:
    """Find who could guide some of the needs of a large round."""
    actions.look_at_block(block_id=UUID(block_id))


@task
def finish_run(run_id: str) -> None:
    """Put the parts together, find the pairs and check them."""
    actions.finish_run(run_id=UUID(run_id))
