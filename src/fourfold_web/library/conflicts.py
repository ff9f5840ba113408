"""What may have happened since a page of the library was opened."""

from fourfold_web.shared.conflict import Conflict


def changed_meanwhile() -> Conflict:
    """Another director saved a revision first."""
    return Conflict(
        "Somebody was a moment quicker",
        "The entry has new words. Open it again, and change these.",
    )


def removed_meanwhile() -> Conflict:
    """Another director removed it."""
    return Conflict("This entry was removed", "You can add it again with your words.")
