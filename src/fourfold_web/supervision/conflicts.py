"""What may have happened since a page of a recommendation was opened."""

from fourfold_web.shared.conflict import Conflict


def supervises_no_more() -> Conflict:
    """The program gave the learner another supervisor meanwhile."""
    return Conflict(
        "Nothing was sent", "You do not supervise this learner any more. Nobody read your words."
    )


def no_such_mentor() -> Conflict:
    """The mentoring ended, or became another form, meanwhile."""
    return Conflict(
        "This mentoring has ended",
        "Nothing was passed on. Open the page again to see to whom you can.",
    )
