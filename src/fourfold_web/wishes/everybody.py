"""Members of a round as the core's learners and guides."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from fourfold.matching.fit.people import Guide, Learner
from fourfold.matching.fit.people import Need as CoreNeed
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership
from fourfold_web.wishes.between import Between
from fourfold_web.wishes.facts import GuideFacts, LearnerFacts
from fourfold_web.wishes.models import Need, RankedGuide, RankedNeed

# The topic whose advisors assess nobody (LCME 11.1).
COUNSELING = "academic_path"
# What the core is told of a need without area and topic; it wants something.
NOT_SAID = "not said"

Tiers = tuple[frozenset, ...]


@dataclass(frozen=True)
class Everybody:
    """The needs of a round with the places of their learners, and the places of its guides.

    What a person said of somebody who does not take part is left out.
    """

    needs: Collection[Need]
    learners: Collection[Membership]
    guides: Collection[Membership]
    known: Between

    def to_learners(self) -> tuple[Learner, ...]:
        """The learners with a need."""
        by_learner = defaultdict(list)
        for need in self.needs:
            by_learner[need.learner_id].append(need)
        ranking, ids = self._ranked_guides(), _ids(self.guides)
        return tuple(
            self._learner(place, mine, ranking, ids)
            for place in self.learners
            if (mine := by_learner.get(place.person_id))
        )

    def to_guides(self) -> tuple[Guide, ...]:
        """The guides who have said what they offer."""
        ranking = self._ranked_needs()
        ids = frozenset(str(need.learner_id) for need in self.needs)
        return tuple(
            self._guide(place, ranking.get(place.person_id, ()), ids) for place in self.guides
        )

    def _learner(
        self, place: Membership, needs: list[Need], ranking: Mapping[UUID, Tiers], ids: frozenset
    ) -> Learner:
        profile = getattr(place, "learner_profile", None)
        facts, person = profile.to_facts() if profile else LearnerFacts(), place.person
        return Learner(
            id=str(person.pk),
            name=person.name,
            needs=tuple(_need(each) for each in needs),
            avoids=self.known.avoided_by(person) & ids,
            ranking={
                each.form_of_guidance: ranking[each.pk] for each in needs if each.pk in ranking
            },
            conflicts=self.known.conflicts_of_learner(person) & ids,
            group=facts.group,
            **_shared(facts, person),
        )

    def _guide(self, place: Membership, ranking: Tiers, ids: frozenset) -> Guide:
        facts, person, known = place.guide_profile.to_facts(), place.person, self.known
        return Guide(
            id=str(person.pk),
            name=person.name,
            capacity=_capacity(place, most=len(self.needs)),
            capacity_by_form=facts.places,
            forms=facts.offered,
            ready_forms=facts.ready_for,
            expertise=frozenset(facts.expertise),
            skills=frozenset(facts.skills),
            words=place.about,
            avoids=known.avoided_by(person) & ids,
            ranking=ranking,
            assesses=known.assessed_by(person) & ids,
            supervises=known.supervised_by(person) & ids,
            treats=known.treated_by(person) & ids,
            conflicts=known.conflicts_of_guide(person) & ids,
            **_shared(facts, person),
        )

    def _ranked_guides(self) -> dict[UUID, Tiers]:
        needs = [each.pk for each in self.needs if not each.finds_for_me]
        guides = [each.person_id for each in self.guides]
        rows = RankedGuide.objects.filter(need__in=needs, guide__in=guides)
        return _tiers(
            (need, rank, str(guide))
            for need, rank, guide in rows.values_list("need", "rank", "guide")
        )

    def _ranked_needs(self) -> dict[UUID, Tiers]:
        keys = {each.pk: (str(each.learner_id), each.form_of_guidance) for each in self.needs}
        rows = RankedNeed.objects.filter(need__in=keys)
        return _tiers(
            (guide, rank, keys[need])
            for guide, rank, need in rows.values_list("guide", "rank", "need")
        )


def _ids(places: Iterable[Membership]) -> frozenset[str]:
    return frozenset(str(each.person_id) for each in places)


def _tiers(ranked: Iterable[tuple[UUID, int, object]]) -> dict[UUID, Tiers]:
    """(who, rank, whom) as tiers of each, the best first."""
    found: dict[UUID, dict[int, set]] = defaultdict(lambda: defaultdict(set))
    for who, rank, whom in ranked:
        found[who][rank].add(whom)
    return {
        who: tuple(frozenset(ranks[each]) for each in sorted(ranks)) for who, ranks in found.items()
    }


def _need(need: Need) -> CoreNeed:
    return CoreNeed(
        name=need.form_of_guidance,
        form=need.form,
        topic=need.area or need.topic_in_words or NOT_SAID,
        # Guides' words are compared with all that the learner said.
        words=f"{need.words} {need.introduction}".strip(),
        goal=need.goal,
        counseling=need.topic == COUNSELING,
    )


def _capacity(place: Membership, most: int) -> int:
    """A guide's places; who sets no limit has one for everybody, who pauses has none."""
    if place.paused:
        return 0
    return most if place.capacity is None else place.capacity


def _shared(facts: LearnerFacts | GuideFacts, person: Person) -> dict:
    return {
        "field": facts.field,
        "stage": facts.stage,
        "languages": frozenset(facts.languages),
        "network": facts.network,
        "interests": frozenset(facts.interests),
        "hours": tuple(each.to_core() for each in person.weekly_hours.all()),
        "zone": person.zone,
    }
