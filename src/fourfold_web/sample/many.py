"""The rest of the sample program: so many people and pairs that figures have something to show."""

from fourfold_web.people.models import Person
from fourfold_web.programs.actions import add_person
from fourfold_web.programs.models import Membership, MembershipRole, Program
from fourfold_web.sample.clock import Clock, date_back
from fourfold_web.sample.pairs import Persons, add_pair

# Days before and between the meetings of a pair.
FIRST, BETWEEN = 8, 30


def add_places(entry: dict, *, program: Program) -> None:
    """Class and site of everybody, as a list of people would have brought them."""
    for cohort, sites in entry["cohorts"].items():
        for site, emails in sites.items():
            addresses = [f"{key}@sample.invalid" for key in emails]
            Membership.objects.filter(program=program, person__email__in=addresses).update(
                cohort=cohort, site=site
            )


def add_many(entry: dict, *, program: Program, clock: Clock) -> list[Person]:
    """Play `many` of data.toml: guides, learners, and a short pair for each; who they are."""
    guides = [_person(each, MembershipRole.GUIDE, program) for each in entry["guides"]]
    learners = [_person(each, MembershipRole.LEARNER, program) for each in entry["learners"]]
    persons: Persons = {each.email.split("@")[0]: each for each in (*guides, *learners)}
    for place, learner in enumerate(entry["learners"]):
        words = entry["words"][place % len(entry["words"])]
        guide = entry["guides"][place % len(entry["guides"])]["key"]
        request = _request(learner, guide, words)
        add_pair(request, program=program, persons=persons, clock=clock)
    return list(persons.values())


def _person(entry: dict, role: MembershipRole, program: Program) -> Person:
    membership = add_person(
        by=None,
        program=program,
        email=f"{entry['key']}@sample.invalid",
        name=entry["name"],
        role=role,
    )
    date_back(membership, cohort=entry.get("cohort", ""), site=entry.get("site", ""))
    return membership.person


def _request(learner: dict, guide: str, words: dict) -> dict:
    """An entry as `requests` of data.toml has them."""
    asked = learner["asked"]
    told = {key: words[key] for key in ("text", "answers", "chosen")}
    agreed = {key: words[key] for key in ("goal", "covered", "not_covered")}
    days = range(asked - FIRST, 0, -BETWEEN)[: learner["sessions"]]
    return {
        **told,
        "learner": learner["key"],
        "drafted": asked,
        "sent": asked,
        "guide": {"by": guide, "kind": "accept", "days": asked - 1},
        "agreement": {**agreed, "proposed": asked - 2, "signed": asked - 3},
        "sessions": [
            _session(day, words, is_last=day == days[-1], gives=learner.get("gives", True))
            for day in days
        ],
    }


def _session(day: int, words: dict, *, is_last: bool, gives: bool) -> dict:
    closings = {"learner": words["closing"], "guide": {"stayed_in_role": 4}} if gives else {}
    switches = {"switches": words["switches"]} if "switches" in words else {}
    return {
        "day": -day,
        "at": "12:30",
        "minutes": 30,
        "goal": words["goal"],
        "last": is_last,
        **switches,
        **closings,
    }
