"""Tiny tasks for the tests of the queue; their effects are lines in files."""

import time
from pathlib import Path

from django_tasks import task


class MailServerAwayError(Exception):
    """What a task may raise, with a message that must not be kept."""


def add_line(path: Path, line: str) -> None:
    """Append in one write, so that lines of two processes do not mix."""
    with path.open("a") as file:
        file.write(f"{line}\n")


@task
def note(path: str, line: str) -> None:
    """One line in the file."""
    add_line(Path(path), line)


@task
def fail() -> None:
    """Raises something that quotes a person."""
    raise MailServerAwayError("Lena wrote: please help")


@task(takes_context=True)
def note_attempt(context, path: str) -> None:
    """The number of this try."""
    add_line(Path(path), str(context.attempt))


@task
def hold(folder: str) -> None:
    """Note the start, wait while the file `hold` is there, note the effect."""
    add_line(Path(folder) / "starts", "started")
    while (Path(folder) / "hold").exists():
        time.sleep(0.02)
    add_line(Path(folder) / "effects", "finished")


@task
def look_around() -> None:
    """Takes nothing and does nothing."""
