"""What somebody meets who was late with a list of people."""

from fourfold_web.shared.conflict import Conflict


def is_not_newest() -> Conflict:
    """A list that tells no longer, or not yet, who has left."""
    return Conflict(
        "Nobody was removed",
        "Only the newest list that was brought in tells who has left, and this one is not. Open the"
        " newest list, or remove people under People.",
    )


def another_address_waits() -> Conflict:
    """An answer about a new address that is not the one that waits any more."""
    return Conflict(
        "Nothing was changed",
        "The address that you answered for does not wait any more. Open the page again to see"
        " whether another one does.",
    )
