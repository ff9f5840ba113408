"""Loading the sample program of the demo, by the same actions that real people use."""

from datetime import datetime

from django.db import transaction

from fourfold.guidance.program_clauses import read_clauses
from fourfold_web.jobs.models import Job
from fourfold_web.people.models import Person
from fourfold_web.programs.actions import add_person, change_clauses, set_room
from fourfold_web.programs.models import Program
from fourfold_web.reports.actions import count_figures
from fourfold_web.roster.actions import set_supervision
from fourfold_web.sample.clock import Clock
from fourfold_web.sample.data import sample_data
from fourfold_web.sample.documents import add_documents, add_need_checks
from fourfold_web.sample.goals import add_goals
from fourfold_web.sample.hours import add_hours
from fourfold_web.sample.learning import add_learning
from fourfold_web.sample.library import add_library
from fourfold_web.sample.many import add_many, add_places
from fourfold_web.sample.matching import add_run
from fourfold_web.sample.pairs import add_pair
from fourfold_web.sample.papers import add_papers
from fourfold_web.sample.roster import add_list
from fourfold_web.sample.rounds import add_rounds
from fourfold_web.sample.times import add_times
from fourfold_web.sample.wishes import add_wishes


@transaction.atomic
def load_sample(*, now: datetime, with_many: bool = False) -> Program:
    """The sample program, loaded unless it is there. `now` must not lie in the future.

    `with_many` adds so many more people that its figures have something to show.

    The actions stamp the present moment; each row is dated back right after its action. The audit
    trail is not, since it says when a row was written. No mail leaves for what is loaded here.
    """
    loaded = Program.objects.filter(is_sample=True).first()
    if loaded:
        return loaded
    program = Program.objects.create(is_sample=True, **sample_data()["program"])
    persons = {entry["key"]: _add_person(program, entry) for entry in sample_data()["persons"]}
    clock = Clock(now)
    for entry in sample_data()["requests"]:
        add_pair(entry, program=program, persons=persons, clock=clock)
    clauses = read_clauses(sample_data()["clauses"])
    change_clauses(by=persons["dora"], program=program, clauses=clauses, seen_version=0)
    add_goals(sample_data()["goals"], persons=persons, clock=clock)
    add_hours(sample_data()["hours"], persons=persons, clock=clock)
    add_times(sample_data()["times"], program=program, persons=persons, clock=clock)
    add_papers(sample_data()["papers"], program=program, persons=persons, clock=clock)
    # Last: a supervisor may not be given over somebody whom they guide (B-5).
    director = persons["dora"]
    for entry in sample_data()["supervisions"]:
        pair = {side: persons[key] for side, key in entry.items()}
        set_supervision(by=director, program=program, **pair)
    # A supervisor puts something in for learners of their own.
    add_rounds(sample_data()["rounds"], persons=persons, clock=clock)
    wishes = sample_data()["matching"]
    matching_round = add_wishes(wishes, program=program, persons=persons, clock=clock)
    add_run(matching_round, director=director, clock=clock)
    add_library(sample_data()["library"], program=program, persons=persons, clock=clock)
    add_learning(sample_data()["learning"], program=program, persons=persons, clock=clock)
    add_documents(sample_data()["documents"], program=program, persons=persons, clock=clock)
    add_need_checks(sample_data()["need"], program=program, persons=persons, clock=clock)
    add_places(sample_data()["many"], program=program)
    add_list(sample_data()["roster"], director=director, program=program)
    many = add_many(sample_data()["many"], program=program, clock=clock) if with_many else []
    count_figures(program=program, now=now)
    _forget_mails([*persons.values(), *many])
    return program


def _add_person(program: Program, entry: dict) -> Person:
    membership = add_person(
        by=None,
        program=program,
        email=f"{entry['key']}@sample.invalid",
        name=entry["name"],
        role=entry["role"],
        about=entry.get("about", ""),
    )
    if "capacity" in entry:
        set_room(
            by=membership.person, membership=membership, capacity=entry["capacity"], paused=False
        )
    return membership.person


def _forget_mails(persons) -> None:
    """Take back the mails of the loading with their jobs: what they tell never happened."""
    for person in persons:
        ids = [str(pk) for pk in person.outgoing_mail.values_list("pk", flat=True)]
        Job.objects.filter(arguments__kwargs__mail_id__in=ids).delete()
        person.outgoing_mail.all().delete()
