"""What a person hears whose tap no longer fits; each a `Conflict`."""

from fourfold_web.shared.conflict import Conflict


def not_your_pair() -> Conflict:
    """What a learner hears who shares with a pair that has ended meanwhile."""
    return Conflict(
        "This cannot be shared now",
        "You share with a pair of yours that goes on. This one has ended, or it is not yours.",
    )


def is_over() -> Conflict:
    """What a learner hears who says how far a goal is that they reached or let go."""
    return Conflict(
        "This goal no longer goes on",
        "You have reached it or let it go. Take it up again on its page, then say how far you are.",
    )


def step_is_over() -> Conflict:
    """What a person hears who changes a step that was done or left meanwhile."""
    return Conflict(
        "This step is no longer open",
        "It was done or left meanwhile. Take it up again on its page, then change it.",
    )


def day_is_not_shown() -> Conflict:
    """What a learner hears who ticks a day from a page that has stood open for long."""
    return Conflict(
        "This day cannot be ticked",
        "A habit takes today and the days of the week before. Open your habits again to see them.",
    )


def not_shared_any_more() -> Conflict:
    """What a guide hears who writes to a goal that the learner has taken back."""
    return Conflict(
        "This goal is no longer shared",
        "The learner keeps it for themselves now. Nothing was sent.",
    )
