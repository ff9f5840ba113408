"""What may have happened since a page of the cycle was opened."""

from fourfold_web.shared.conflict import Conflict

OPEN_AGAIN = "Open the page again to see which step is on."


def out_of_turn(reason: str) -> Conflict:
    """Somebody else's step came first, or the round went on."""
    return Conflict("The round has moved on", reason)


def no_more_input() -> Conflict:
    """The pair's form changed, it ended, or the supervision did."""
    return Conflict(
        "Nothing can be put in any more",
        "This coaching has ended, or you no longer supervise it. Nobody has read your words.",
    )


def answered_already() -> Conflict:
    """A second reply."""
    return Conflict("You have replied already", "Your first reply stands.")
