"""What a learner hears whose summary changed under their hands; each a `Conflict`."""

from fourfold_web.shared.conflict import Conflict


def summary_changed() -> Conflict:
    """A goal, a meeting or a product changed since the preview was shown."""
    return Conflict(
        "Your summary has changed since you looked",
        "A goal, a meeting or a product is different now. Nothing was published. Look at the"
        " preview again, then publish.",
    )


def is_withdrawn() -> Conflict:
    """A statement on something that was taken back."""
    return Conflict("This summary was taken back", "Nobody else reads it any more.")
