"""What a person hears whose step does not fit where a session's words stand; each a `Conflict`."""

from fourfold_web.shared.conflict import Conflict


def not_agreed() -> Conflict:
    """What a person hears who says yes though the agreement says no."""
    return Conflict(
        "Your agreement says no to transcripts",
        "Change the agreement first, together. Then each of you is asked here.",
    )


def not_consented() -> Conflict:
    """What a guide hears who brings words in while a consent is missing or was taken back."""
    return Conflict(
        "Both of you have to say yes first",
        "One yes for this session is missing or was taken back. Nothing was kept.",
    )


def has_not_begun() -> Conflict:
    """What a guide hears who brings in the words of a session that was never opened."""
    return Conflict(
        "This session was never opened",
        "Words are read against the form that was declared at the start. Open the session first.",
    )


def is_there_already() -> Conflict:
    """What a guide hears who brings a second transcript in."""
    return Conflict(
        "This session has its transcript already",
        "Delete that one first if you want to bring in another.",
    )


def has_expired() -> Conflict:
    """What a guide hears whose unscreened words are gone."""
    return Conflict(
        "These words are no longer here",
        "They were deleted because nobody had looked at them for ten minutes, or you have decided"
        " on them already. Look at the session: if nothing is kept there, bring the file in again.",
    )


def was_deleted() -> Conflict:
    """What a guide hears whose step comes after the words and their report were deleted."""
    return Conflict(
        "This was deleted",
        "You deleted the words and the report in another place, or one of you took a yes back."
        " Nothing of them is left.",
    )


def is_not_coded() -> Conflict:
    """What a guide hears who contests a code before there are any."""
    return Conflict("The report is not ready yet", "You get a mail when it is.")
