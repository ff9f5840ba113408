"""The sample program's part of the library, and what its supervisor recommends."""

from fourfold.learning.library import entry
from fourfold_web.library import actions
from fourfold_web.library.models import MailedEntry
from fourfold_web.library.queries import shown_of
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program, Supervision
from fourfold_web.sample.clock import Clock, date_back
from fourfold_web.supervision.actions import recommend_to


def add_library(found: dict, *, program: Program, persons: dict[str, Person], clock: Clock) -> None:
    """Play the `library` of data.toml."""
    for each in found["titles"]:
        _add_title(dict(each), program, persons, clock)
    for each in found["news"]:
        item = actions.write_news(
            by=persons[each["by"]], program=program, title=each["title"], words=each["words"]
        )
        date_back(item, at=clock.ago(each["days"]))
    for each in found["sent"]:
        by, to = persons[each["by"]], persons[each["to"]]
        actions.mail_on(by=by, shown=shown_of(entry(each["entry"])), email=to.email)
        date_back(MailedEntry.objects.filter(by=by, to=to).latest("at"), at=clock.ago(each["days"]))
    for each in found["recommended"]:
        kept = recommend_to(
            supervisor=persons[each["by"]],
            supervision=Supervision.objects.get(
                program=program, supervisor=persons[each["by"]], learner=persons[each["learner"]]
            ),
            words=each["words"],
        )
        date_back(kept, at=clock.ago(each["days"]))


def _add_title(said: dict, program: Program, persons: dict[str, Person], clock: Clock) -> None:
    by, days = persons[said.pop("by")], said.pop("days")
    lists = {name: tuple(said.pop(name, ())) for name in ("forms", "topics")}
    words = actions.EntryWords(**said, **lists)
    kept = actions.add_entry(by=by, program=program, words=words)
    date_back(kept, created_at=clock.ago(days))
    date_back(kept.newest, at=clock.ago(days))
