"""What a director meets whose page about the rules had grown old."""

import json
from hashlib import sha256

from fourfold_web.programs.models import Program
from fourfold_web.shared.conflict import Conflict

# The fields of a program that one page changes together.
PARTS = {
    "basics": ("name", "reply_within_days", "nudge_days", "crisis_contact", "report_contact"),
    "forms": ("forms_on", "local_names", "lengths", "usual_room"),
    "narrowing": ("narrowing_periods",),
    "kept": ("transcripts_kept_days",),
}


def seen_of(program: Program, part: str) -> str:
    """A sign of what this part of the rules holds; a page brings it back when it is saved."""
    values = [getattr(program, name) for name in PARTS[part]]
    return sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:16]


def check_seen(program: Program, part: str, seen: str) -> None:
    """Raise a Conflict unless `part` of the locked `program` still holds what was on the page."""
    if seen != seen_of(program, part):
        raise has_changed()


def has_changed() -> Conflict:
    """What somebody hears whose page shows what holds no more."""
    return Conflict(
        "Somebody changed this while you looked",
        "Nothing was saved. Open the page once more to see what holds now, then change it.",
    )
