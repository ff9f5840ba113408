"""What is wrong with profiles before anybody is matched: each issue names whom it concerns."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from fourfold.guidance.catalog import FormOfGuidance, profile
from fourfold.issues import Issue, unknown
from fourfold.matching.fit.facts import stages
from fourfold.matching.fit.names import key
from fourfold.matching.fit.people import Guide, Learner, Need, Profiles

NEEDS_TOPIC = (FormOfGuidance.ADVISING, FormOfGuidance.COACHING_WITH_WISDOM)


def check_profiles(profiles: Profiles) -> tuple[Issue, ...]:
    """Errors that make profiles unusable, and warnings; `where` is the id of the person."""
    learners = {each.id for each in profiles.learners}
    guides = {each.id for each in profiles.guides}
    needs = {(each.id, need.name) for each in profiles.learners for need in each.needs}
    issues = [*_twice("learner", profiles.learners), *_twice("guide", profiles.guides)]
    issues += _perhaps_two(profiles)
    for learner in profiles.learners:
        issues += _learner(learner, guides)
    for guide in profiles.guides:
        issues += _guide(guide, learners, needs)
    return tuple(issues)


def _twice(side: str, people: Sequence[Learner] | Sequence[Guide]) -> Iterator[Issue]:
    for found, count in sorted(Counter(each.id for each in people).items()):
        if not found.strip():
            yield Issue("no_id", f"A {side} has no id. Give everybody one of their own.", found)
        if count > 1:
            message = f"{count} {side}s have the id “{found}”. Give everybody one of their own."
            yield Issue("same_id", message, found)


def _perhaps_two(profiles: Profiles) -> Iterator[Issue]:
    nameless = {each.id for each in profiles.guides if not key(each.name)}
    for learner in profiles.learners:
        if learner.id in nameless and not key(learner.name):
            message = (
                f"“{learner.id}” is both a learner and a guide, so taken for one person."
                " If they are two, give both their names, or other ids."
            )
            yield Issue("one_person", message, learner.id, "warning")


def _learner(learner: Learner, guides: set[str]) -> Iterator[Issue]:
    who = f"Learner “{learner.id}”"
    yield from _stage(who, learner)
    names = Counter(need.name for need in learner.needs)
    for name, count in names.items():
        if count > 1:
            message = f"{who} has {count} needs with the name “{name}”. Name each differently."
            yield Issue("same_need", message, learner.id)
    for need in learner.needs:
        yield from _need(who, learner, need)
    for name in learner.ranking:
        if name not in names:
            message = f"{who} ranks guides for “{name}”, which is none of their needs."
            yield Issue("unknown_need", message, learner.id)
    for name, tiers in learner.ranking.items():
        yield from _tiers(f"{who}, need “{name}”,", learner.id, tiers, guides, "guide")
    for says, ids in (("avoids", learner.avoids), ("has a conflict with", learner.conflicts)):
        yield from _unknown_people(f"{who} {says}", learner.id, ids, guides, "guide")


def _need(who: str, learner: Learner, need: Need) -> Iterator[Issue]:
    if need.form in NEEDS_TOPIC and not key(need.topic):
        name = profile(need.form).name.lower()
        message = f"{who}, need “{need.name}”: {name} needs a topic. Say what it is about."
        yield Issue("no_topic", message, learner.id)
    if need.form is FormOfGuidance.MENTORING and not key(learner.field):
        message = f"{who} names no field, so any field will do for a mentor."
        yield Issue("no_field", message, learner.id, "warning")


def _guide(guide: Guide, learners: set[str], needs: set[tuple[str, str]]) -> Iterator[Issue]:
    who = f"Guide “{guide.id}”"
    yield from _stage(who, guide)
    yield from _places(who, guide)
    if guide.experience_years is not None and guide.experience_years < 0:
        message = f"{who} has {guide.experience_years} years of experience. Use 0 or more."
        yield Issue("negative_years", message, guide.id)
    for says, ids in (
        ("avoids", guide.avoids),
        ("has a conflict with", guide.conflicts),
        ("assesses", guide.assesses),
        ("supervises", guide.supervises),
        ("treats", guide.treats),
    ):
        yield from _unknown_people(f"{who} {says}", guide.id, ids, learners, "learner")
    yield from _tiers(who, guide.id, guide.ranking, needs, "need of a learner")


def _places(who: str, guide: Guide) -> Iterator[Issue]:
    counts = {"capacity": guide.capacity, "min_if_open": guide.min_if_open}
    counts |= {f"capacity for {form}": count for form, count in guide.capacity_by_form.items()}
    for name, count in counts.items():
        if count < 0:
            message = f"{who}: {name} is {count}. Use a whole number from 0."
            yield Issue("negative_capacity", message, guide.id)
    if guide.min_if_open > guide.capacity > 0:
        message = (
            f"{who} takes at least {guide.min_if_open}, but has room for {guide.capacity} only,"
            " so takes nobody. Lower the one or raise the other."
        )
        yield Issue("too_little_room", message, guide.id, "warning")


def _stage(who: str, person: Learner | Guide) -> Iterator[Issue]:
    if person.stage and key(person.stage).replace(" ", "_") not in stages():
        yield Issue(
            "unknown_stage", f"{who}: {unknown('stage', person.stage, stages())}", person.id
        )


def _tiers(
    who: str, where: str, tiers: Sequence[Iterable[object]], known: Iterable[object], thing: str
) -> Iterator[Issue]:
    counts = Counter(each for tier in tiers for each in tier)
    for found, count in sorted(counts.items(), key=lambda entry: str(entry[0])):
        name = " / ".join(found) if isinstance(found, tuple) else found
        if count > 1:
            message = f"{who} ranks “{name}” {count} times. Keep one of them."
            yield Issue("ranked_twice", message, where)
        if found not in known:
            message = f"{who} ranks “{name}”, which is no {thing} of this matching."
            yield Issue("unknown_ranked", message, where)


def _unknown_people(
    says: str, where: str, ids: Iterable[str], known: set[str], side: str
) -> Iterator[Issue]:
    for found in sorted(set(ids) - known):
        message = f"{says} “{found}”, which is no {side} of this matching. Remove it, or add them."
        yield Issue("unknown_person", message, where)
