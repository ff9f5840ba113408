"""Background work on lists of people and the turn of a year. A task carries one id at most."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django_tasks import task

from fourfold_web.roster import actions

KEPT = timedelta(days=7)


@task
def check_list(import_id: str) -> None:
    """Say what every row of a list would do; nothing is written about anybody."""
    actions.check_list(import_id=UUID(import_id))


@task
def write_list(import_id: str) -> None:
    """Bring a checked list in; what is written is not written again."""
    actions.write_list(import_id=UUID(import_id))


@task
def forget_lists() -> None:
    """Delete the rows of lists that are a week old."""
    actions.forget_lists(before=timezone.now() - KEPT)


@task
def move_cohorts(roll_over_id: str) -> None:
    """Move everybody up who does not leave."""
    actions.move_cohorts(roll_over_id=UUID(roll_over_id))


@task
def let_leavers_go(roll_over_id: str) -> None:
    """A day later, let those go who leave."""
    actions.let_leavers_go(roll_over_id=UUID(roll_over_id))


@task
def end_pairs_of_leavers(roll_over_id: str) -> None:
    """End the pairs of those who left, on the day that the two were told."""
    actions.end_pairs_of_leavers(roll_over_id=UUID(roll_over_id))
