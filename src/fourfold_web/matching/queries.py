"""Reads that pages and actions share: what is placed, and what came of the runs."""

from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from fourfold_web.engagements.models import GuidanceRequestState
from fourfold_web.matching.models import Proposal, Run, RunBlock, RunState
from fourfold_web.wishes.models import MatchingRound

# A run of a real residency takes seconds; who waits longer is told that no worker seems to run.
SLOW_AFTER = timedelta(minutes=5)
OPEN_STATES = (RunState.QUEUED, RunState.WORKING)
_SETTLING = Q(guidance_request__state=GuidanceRequestState.ACCEPTED)
_RUNNING = Q(
    guidance_request__state=GuidanceRequestState.AGREED,
    guidance_request__agreement__engagement__ended_at=None,
)


def placed_in(matching_round: MatchingRound) -> QuerySet[Proposal]:
    """The published pairs of a round that settle their agreement or run: nothing moves them."""
    published = Proposal.objects.filter(
        _SETTLING | _RUNNING, need__round=matching_round, need__withdrawn_at=None
    )
    return published.select_related("need__learner", "guide")


def proposed_last_in(matching_round: MatchingRound) -> QuerySet[Proposal]:
    """The pairs of the newest run of a round that has an outcome; what was tried out is no run."""
    newest = runs_of(matching_round).filter(result__isnull=False).first()
    if newest is None:
        return Proposal.objects.none()
    pairs = newest.proposals.filter(guide__isnull=False, guidance_request=None)
    return pairs.select_related("need")


def ended_in(matching_round: MatchingRound) -> QuerySet[Proposal]:
    """The published pairs of a round that came to nothing or ended: they are not tried again."""
    published = Proposal.objects.filter(
        need__round=matching_round, guidance_request__isnull=False
    ).exclude(pk__in=placed_in(matching_round).order_by().values("pk"))
    return published.select_related("need")


def runs_of(matching_round: MatchingRound) -> QuerySet[Run]:
    """The runs of a round without what was only tried out, the newest first."""
    return matching_round.runs.filter(based_on=None).defer("problem").select_related("by")


def open_run_of(matching_round: MatchingRound) -> Run | None:
    """The run of a round that waits or works, if there is one."""
    return matching_round.runs.filter(state__in=OPEN_STATES).defer("problem").first()


def blocks_of(run: Run) -> tuple[int, int]:
    """How many parts of a run are done, and how many there are."""
    counted = RunBlock.objects.filter(run=run).aggregate(
        done=Count("pk", filter=Q(result__isnull=False)), of=Count("pk")
    )
    return counted["done"], counted["of"]


def is_slow(run: Run, *, now: datetime) -> bool:
    """Whether an outcome has been waited for longer than it takes."""
    return run.is_open and now - run.asked_at > SLOW_AFTER


def persons_told_by(run: Run) -> tuple[int, int]:
    """How many learners and how many guides hear of it when a run is published."""
    pairs = run.proposals.filter(guide__isnull=False)
    counted = pairs.aggregate(
        learners=Count("need__learner", distinct=True), guides=Count("guide", distinct=True)
    )
    return counted["learners"], counted["guides"]
