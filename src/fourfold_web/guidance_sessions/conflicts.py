"""What a person hears whose step does not fit where the meeting stands; each a `Conflict`."""

from fourfold_web.shared.conflict import Conflict


def has_not_ended() -> Conflict:
    """What a person hears who sends their closing while the meeting runs, or before it."""
    return Conflict(
        "This session has not ended",
        "Its closing comes after its end. Go back to it, and answer when the two of you have"
        " finished.",
    )


def planned_already() -> Conflict:
    """What a person hears who plans a meeting a second time, or just when the other did."""
    return Conflict(
        "This meeting is planned already",
        "It stands on your page once, and nobody was told twice.",
    )
