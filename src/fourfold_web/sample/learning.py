"""What people of the sample have learned, and the techniques that its guides share."""

from django.db.models import F

from fourfold.learning.lessons import lesson
from fourfold_web.learning import actions
from fourfold_web.learning.models import LessonRecord
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program
from fourfold_web.sample.clock import Clock, date_back
from fourfold_web.techniques import actions as technique_actions
from fourfold_web.techniques.actions import Described


def add_learning(
    entry: dict, *, program: Program, persons: dict[str, Person], clock: Clock
) -> None:
    """Play the `learning` of data.toml."""
    _ask_first(entry, program, persons["dora"], clock)
    for each in entry["lessons"]:
        for name in each["done"]:
            _do(persons[each["person"]], name, len(lesson(name).steps), clock.ago(each["days"]))
        if "begun" in each:
            _do(persons[each["person"]], each["begun"], 1, clock.ago(each["days"]))
        if each.get("shows"):
            actions.show_lessons(by=persons[each["person"]], shows=True)
    for each in entry["techniques"]:
        _share(each, program, persons, clock)


def _ask_first(entry: dict, program: Program, director: Person, clock: Clock) -> None:
    """Asked for so long ago, of people who were in the program by then."""
    asked = actions.ask_first(by=director, program=program, lesson_ids=entry["first"])
    since = clock.ago(entry["asked"])
    date_back(asked, asked_since=dict.fromkeys(asked.lessons, since.isoformat()))
    program.memberships.update(since=F("since") - (clock.now - since))


def _do(person: Person, name: str, steps: int, at) -> None:
    for step in range(1, steps + 1):
        kept = actions.finish_step(by=person, lesson_id=name, step=step)
    done = {"completed_at": at} if kept.completed_at else {}
    date_back(LessonRecord.objects.get(pk=kept.pk), started_at=at, **done)


def _share(entry: dict, program: Program, persons: dict[str, Person], clock: Clock) -> None:
    author = persons[entry["by"]]
    invitation = technique_actions.invite(program=program, guide=author)
    date_back(invitation, at=clock.ago(entry["days"] + 7))
    described = Described(
        form_of_guidance=entry["form"],
        topic=entry["topic"],
        setting=entry["setting"],
        title=entry["title"],
        worked=entry["worked"],
        did_not=entry["did_not"],
    )
    kept = technique_actions.share_technique(by=author, program=program, described=described)
    date_back(kept, created_at=clock.ago(entry["days"]))
    for name, helped in entry["tried"].items():
        technique_actions.say_tried(by=persons[name], technique=kept, helped=helped)
