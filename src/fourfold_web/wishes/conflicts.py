"""What a person hears whose tap no longer fits; each a `Conflict`."""

from fourfold_web.shared.conflict import Conflict


def round_is_closed() -> Conflict:
    """What somebody hears who says what they wish after the program closed the round."""
    return Conflict(
        "This matching round is closed",
        "Nothing was changed. You can ask for guidance at any time, without a round.",
    )


def need_is_gone() -> Conflict:
    """What a learner hears who goes on with a need that they took back on another page."""
    return Conflict(
        "This need was taken back",
        "Nothing was changed. Open Matching again to see what you look for now.",
    )


class SameFormTwice(Conflict):
    """A learner has a need in this form already; the page can show the others to choose from."""


def same_form_twice() -> SameFormTwice:
    """What a learner hears who has a need in this form already."""
    return SameFormTwice(
        "You already look for this form of guidance here",
        "A round takes one need for each form. Change the one you have, or choose another form.",
    )
