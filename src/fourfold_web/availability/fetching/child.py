"""The process in which a calendar is fetched and read: `python -m …fetching.child`.

A line of JSON in, a line of JSON out. What nobody can bound from inside, such as a name server
that never answers or an event that repeats each second, ends with this process: the clock stops it
while it fetches, the processor's time and the memory while it reads.
"""

import json
import resource
import signal
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

from fourfold_web.availability.fetching.download import download
from fourfold_web.availability.fetching.problems import CannotReadError
from fourfold_web.availability.fetching.reading import busy_times

MOST_MEMORY = 1024 * 1024 * 1024


def main() -> None:
    """Answer one question of `look`."""
    asked = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (asked["read_seconds"], asked["read_seconds"] + 1))
    try:
        answer = _answer(asked)
    except CannotReadError as refused:
        answer = {"problem": refused.problem.value}
    json.dump(answer, sys.stdout)


def _answer(asked: dict) -> dict:
    # No handler: the process ends, also where Python waits for the system and could run none.
    signal.setitimer(signal.ITIMER_REAL, asked["fetch_seconds"])
    found = download(asked["url"], etag=asked["etag"], allowed=asked["allowed"])
    signal.setitimer(signal.ITIMER_REAL, 0)
    if found.content is None:
        return {"etag": found.etag, "busy": None}
    first, last = (datetime.fromisoformat(asked[each]) for each in ("first", "last"))
    busy = busy_times(found.content, zone=ZoneInfo(asked["zone"]), first=first, last=last)
    spans = [(each.start.isoformat(), each.end.isoformat()) for each in busy]
    return {"etag": found.etag, "busy": spans}


if __name__ == "__main__":
    main()
