"""One look at a published calendar, from a process that can be ended."""

import json
import signal
import subprocess
import sys
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from fourfold.scheduling.span import Span
from fourfold_web.availability.fetching.problems import CannotReadError, Problem

# Seconds until a calendar must have come, and of the processor for reading it.
FETCH_SECONDS, READ_SECONDS = 5, 8
CHILD = "fourfold_web.availability.fetching.child"
# Longer than the child gives itself on a busy machine; only a child that was stopped waits for it.
LAST_RESORT = 30
ENDED_BY = {-signal.SIGALRM: Problem.TOO_SLOW}


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen: the mark to ask with next time, and busy times; None when nothing changed."""

    etag: str
    busy: tuple[Span, ...] | None


def look(
    url: str,
    *,
    zone: str,
    first: datetime,
    last: datetime,
    etag: str = "",
    allowed: Collection[str] = (),
    fetch_seconds: float = FETCH_SECONDS,
    read_seconds: int = READ_SECONDS,
) -> Look:
    """Fetch and read the calendar at `url`. CannotReadError says why it came to nothing."""
    asked = {
        "url": url,
        "zone": zone,
        "first": first.isoformat(),
        "last": last.isoformat(),
        "etag": etag,
        "allowed": list(allowed),
        "fetch_seconds": fetch_seconds,
        "read_seconds": read_seconds,
    }
    try:
        # The text goes in by the pipe: a command line can be read by everybody on the machine.
        ran = subprocess.run(  # noqa: S603  our own module, no shell
            [sys.executable, "-m", CHILD],
            input=json.dumps(asked),
            capture_output=True,
            text=True,
            timeout=LAST_RESORT,
            check=False,
        )
    except subprocess.TimeoutExpired as hung:
        raise CannotReadError(Problem.TOO_SLOW) from hung
    if ran.returncode:
        raise CannotReadError(ENDED_BY.get(ran.returncode, Problem.TOO_HARD))
    return _seen(json.loads(ran.stdout))


def _seen(answer: dict) -> Look:
    if "problem" in answer:
        raise CannotReadError(Problem(answer["problem"]))
    if answer["busy"] is None:
        return Look(answer["etag"], None)
    spans = (tuple(map(datetime.fromisoformat, each)) for each in answer["busy"])
    return Look(answer["etag"], tuple(Span(*each) for each in spans))
