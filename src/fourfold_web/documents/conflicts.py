"""What may have happened to a document since its page was opened."""

from fourfold_web.shared.conflict import Conflict


def is_at_work() -> Conflict:
    """A version is being read already."""
    return Conflict(
        "This document is being read right now",
        "Wait until it is reviewed, or stop it on its page. Then send the new version again.",
    )


def has_changed() -> Conflict:
    """The finding is no longer there: a new version was reviewed."""
    return Conflict(
        "This finding is no longer there",
        "A new version was reviewed meanwhile. Open the document and look at what is open now.",
    )
