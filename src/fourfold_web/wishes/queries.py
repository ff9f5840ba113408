"""What pages and runs read of a matching round; `profiles_of` makes the core's value of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from fourfold.matching.fit.people import Profiles
from fourfold_web.programs.models import Membership, MembershipRole, Program
from fourfold_web.wishes.access import SIDES, taking_part
from fourfold_web.wishes.between import between
from fourfold_web.wishes.everybody import Everybody
from fourfold_web.wishes.facts import GuideFacts
from fourfold_web.wishes.models import GuideProfile, MatchingRound, Need, RankedNeed

# How long before the day of a round those are reminded who have said nothing.
REMIND_BEFORE = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Counts:
    """How far a round is: learners and guides, and how many of them have said what they wish."""

    learners: int
    with_need: int
    guides: int
    with_profile: int
    with_ranks: int


def profiles_of(matching_round: MatchingRound) -> Profiles:
    """Everybody of a round as the core matches them: learners with a need, guides with a profile.

    Ids are the persons' keys as text, and a need is named by its form, so that a guide's places in
    one form hold. Running pairs are not taken from anybody's places.
    """
    places = _places(matching_round)
    everybody = Everybody(
        needs=list(taking_part(matching_round)),
        learners=[each for each in places if each.role == MembershipRole.LEARNER],
        guides=[each for each in places if hasattr(each, "guide_profile")],
        known=between(matching_round),
    )
    return Profiles(
        learners=everybody.to_learners(),
        guides=everybody.to_guides(),
        week_of=matching_round.wishes_until.date(),
    )


def needs_by_key(matching_round: MatchingRound) -> dict[tuple[str, str], Need]:
    """The needs of a round by learner id and name, as `profiles_of` calls them."""
    found = taking_part(matching_round)
    return {(str(each.learner_id), each.form_of_guidance): each for each in found}


def counts_of(matching_round: MatchingRound) -> Counts:
    """What a director may know before a run: numbers only."""
    members = persons_of_round(matching_round).order_by()
    roles = dict(members.values_list("role").annotate(Count("pk")))
    needs = taking_part(matching_round).order_by()
    guides = members.filter(role=MembershipRole.GUIDE)
    ranking = RankedNeed.objects.filter(need__in=needs, guide__in=guides.values("person"))
    return Counts(
        learners=roles.get(MembershipRole.LEARNER, 0),
        with_need=needs.values("learner").distinct().count(),
        guides=roles.get(MembershipRole.GUIDE, 0),
        with_profile=guides.filter(guide_profile__isnull=False).count(),
        with_ranks=ranking.order_by().values("guide").distinct().count(),
    )


def persons_of_round(matching_round: MatchingRound) -> QuerySet[Membership]:
    """The places of learners and guides in the round's program, learners first."""
    return (
        Membership.objects.filter(
            program=matching_round.program_id, role__in=SIDES, person__is_active=True
        )
        .select_related("person")
        .order_by("-role", "person__name")
    )


def persons_without_wishes(matching_round: MatchingRound) -> QuerySet[Membership]:
    """Of these, learners without a need and guides without a ranking."""
    asked = taking_part(matching_round).order_by().values("learner")
    ranked = RankedNeed.objects.filter(need__round=matching_round).order_by().values("guide")
    return persons_of_round(matching_round).exclude(
        Q(role=MembershipRole.LEARNER, person__in=asked)
        | Q(role=MembershipRole.GUIDE, person__in=ranked)
    )


def rounds_to_remind(now: datetime) -> list[UUID]:
    """The rounds in which it is time to remind, and still early enough."""
    due = MatchingRound.objects.filter(
        closed_at=None,
        reminded_at=None,
        wishes_until__gt=now,
        wishes_until__lte=now + REMIND_BEFORE,
    )
    return list(due.values_list("pk", flat=True))


def guide_facts_in(program: Program) -> list[GuideFacts]:
    """What the guides of a program say of themselves, in no order that tells who said what."""
    found = GuideProfile.objects.filter(
        membership__program=program, membership__person__is_active=True
    )
    return [each.to_facts() for each in found]


def names_used(facts: Iterable[GuideFacts], part: str) -> list[str]:
    """The names that guides use in one part of their profiles, such as “skills”, by alphabet."""
    found: dict[str, str] = {}
    for each in facts:
        value = getattr(each, part)
        for name in (value,) if isinstance(value, str) else value:
            found.setdefault(name.casefold(), name)
    return sorted((name for name in found.values() if name), key=str.casefold)


def _places(matching_round: MatchingRound) -> list[Membership]:
    return list(
        persons_of_round(matching_round)
        .select_related("person", "learner_profile", "guide_profile")
        .prefetch_related("person__weekly_hours")
    )
