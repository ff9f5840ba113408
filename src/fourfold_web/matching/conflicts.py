"""What a director hears whose step came too late; each a `Conflict`."""

from fourfold_web.shared.conflict import Conflict


def round_is_closed() -> Conflict:
    """What somebody hears who goes on in a round that another director closed."""
    return Conflict(
        "This round is closed",
        "Another director has closed it. What it proposed and published can still be read. Open a"
        " new round to match again.",
    )


def is_at_work() -> Conflict:
    """What somebody hears who starts a run while one is at work."""
    return Conflict(
        "A run of this round is at work",
        "It takes seconds. Wait for it, or stop it, and then start yours.",
    )


def is_not_ready() -> Conflict:
    """What somebody hears who goes on with a run that has no outcome, or no longer holds."""
    return Conflict(
        "This run cannot be published",
        "It is not ready, was published already, or another run was published after it. Start a"
        " new run: it keeps what was published.",
    )


def pinned_before(guide_name: str) -> Conflict:
    """What somebody hears who pins a second guide to one need."""
    return Conflict(
        "This need is pinned already",
        f"It is pinned to {guide_name}. Take that back on the page of the round first.",
    )
