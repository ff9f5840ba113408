"""Background work on agreed times. The rows say what is due; a task carries nothing."""

from django_tasks import task

from fourfold_web.appointments import actions


@task
def free_times_of_ended_pairs() -> None:
    """Give back the times of pairs that have ended."""
    actions.free_times_of_ended_pairs()


@task
def ask_who_waits() -> None:
    """Go on with the waiting lists."""
    actions.ask_who_waits()
