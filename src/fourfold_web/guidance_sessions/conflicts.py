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


def no_longer_planned() -> Conflict:
    """What a person hears who moves, calls off or misses a meeting that was opened or is off."""
    return Conflict("This meeting is no longer planned", "It was opened or called off already.")


def no_series() -> Conflict:
    """What a person hears who plans several meetings of advising at once."""
    return Conflict(
        "Advising is one meeting at a time",
        "Nothing was planned. Plan one; if you need another, plan it after you have met.",
    )


def kept_already() -> Conflict:
    """What a person hears who notes a meeting twice, or just when another device did."""
    return Conflict(
        "This meeting is kept already",
        "It stands on your page once, and nobody was told twice.",
    )


def met_then_already() -> Conflict:
    """What a person hears who notes a meeting at a time when the two were in another one."""
    return Conflict(
        "You two were in another session then",
        "Nothing was kept. Go back and put the time or the length right.",
    )


def note_has_moved_on() -> Conflict:
    """What a person hears who puts two texts together that are one already."""
    return Conflict("These texts are one already", "Nothing was lost. The page shows them as one.")


def nothing_to_share() -> Conflict:
    """What a guide hears who shares a note that is empty, or was shared a moment before."""
    return Conflict(
        "There is nothing to share", "Your private note is empty, or you shared it already."
    )


def two_texts_to_share() -> Conflict:
    """What a guide hears who shares a note of which two texts exist."""
    return Conflict(
        "Your note has two texts",
        "Two of your devices wrote at the same time. Put the texts together first.",
    )
