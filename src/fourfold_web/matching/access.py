"""Who sees runs, and who sees why they were paired: the program, and later the two."""

from django.db.models import Q, QuerySet

from fourfold.confidentiality.visibility import Relation, Role, may_see
from fourfold_web.matching.models import Proposal, Run
from fourfold_web.people.models import Person
from fourfold_web.programs.access import programs_of
from fourfold_web.programs.models import MembershipRole
from fourfold_web.wishes.models import MatchingRound

READ = "read"


def rounds_visible_to(person: Person) -> QuerySet[MatchingRound]:
    """The rounds of the programs that `person` directs, the newest first."""
    return MatchingRound.objects.filter(_directed(person)).select_related("program")


def runs_visible_to(person: Person) -> QuerySet[Run]:
    """Every run of these rounds; its problem is read only where it is needed."""
    runs = Run.objects.filter(_directed(person, "round__")).defer("problem")
    return runs.select_related("round__program", "based_on")


def proposals_visible_to(person: Person) -> QuerySet[Proposal]:
    """What these runs proposed."""
    proposals = Proposal.objects.filter(_directed(person, "run__round__"))
    return proposals.select_related("need__learner", "guide", "run__round__program")


def pairs_visible_to(person: Person) -> QuerySet[Proposal]:
    """The published pairs that `person` is one of."""
    mine = _if_granted(Role.LEARNER, Q(need__learner=person)) | _if_granted(
        Role.GUIDE, Q(guide=person)
    )
    published = Proposal.objects.filter(mine, guidance_request__isnull=False)
    return published.select_related("need__learner", "guide", "guidance_request", "run__round")


def _directed(person: Person, prefix: str = "") -> Q:
    granted = may_see(Role.DIRECTOR, Relation.PROGRAM, "matching_run")
    if READ not in granted:
        return Q(pk__in=[])
    return Q(**{f"{prefix}program__in": programs_of(person, MembershipRole.DIRECTOR)})


def _if_granted(role: Role, who: Q) -> Q:
    return who if READ in may_see(role, Relation.OWN, "matched_pair") else Q(pk__in=[])
