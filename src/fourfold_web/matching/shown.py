"""What the pages of a run draw: rows with names in place of ids. It reads and never writes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fourfold.guidance.catalog import profiles
from fourfold_web.matching.models import Proposal, Run
from fourfold_web.people.models import Person
from fourfold_web.programs.models import MembershipRole
from fourfold_web.wishes.models import Need

# A load bar is so many units of drawing long.
BAR = 100
SOMEBODY = "somebody who left"
_IDS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class LoadBar:
    """How many needs of a run one guide has, of how many places that were free."""

    guide: str
    load: int
    capacity: int
    length: int
    has_limit: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """One need for which two runs have different guides; empty for nobody."""

    learner: str
    form: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Total:
    """One line of a table that sets two runs side by side."""

    title: str
    before: str
    after: str


def ids_in(*values: Any) -> set[str]:
    """Every id that sentences or rows speak of."""
    return set(_IDS.findall(repr(values)))


def names_of(ids: Iterable[str]) -> dict[str, str]:
    """Names of persons by id as text."""
    persons = Person.objects.filter(pk__in={UUID(each) for each in ids})
    return {str(pk): name for pk, name in persons.values_list("pk", "name")}


def load_bars(run: Run) -> list[LoadBar]:
    """The guides of a run by load, the fullest first; without those whom nobody was given."""
    rows = [row for row in run.result["loads"] if row["load"]]
    names = names_of(row["guide"] for row in rows)
    limited = run.round.program.memberships.filter(
        role=MembershipRole.GUIDE, capacity__isnull=False
    )
    with_limit = {str(person) for person in limited.values_list("person", flat=True)}
    most = run.result["totals"]["most"]
    bars = []
    for row in rows:
        has_limit = row["guide"] in with_limit
        room = row["capacity"] if has_limit else most
        length = min(BAR, BAR * row["load"] // max(1, room))
        name = names.get(row["guide"], SOMEBODY)
        bars.append(LoadBar(name, row["load"], row["capacity"], length, has_limit))
    return sorted(bars, key=lambda bar: (-bar.load, bar.guide))


def rank_rows(run: Run) -> list[tuple[str, int, int]]:
    """(“1st choice”, of learners, of guides): how far wishes were met."""
    learners, guides = run.result["ranks"]["learners"], run.result["ranks"]["guides"]
    numbers = sorted({int(each) for each in (*learners, *guides) if each.isdigit()})
    rows = [(f"{ordinal(n)} choice", _count(learners, n), _count(guides, n)) for n in numbers]
    return [*rows, ("not ranked", _count(learners, "unranked"), _count(guides, "unranked"))]


def _count(found: Mapping[str, int], key: object) -> int:
    return found.get(str(key), 0)


def ordinal(number: int) -> str:
    """“1st”, “2nd”, “11th”."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def totals(before: Run, after: Run) -> list[Total]:
    """What two runs come to, line by line."""
    lines = (
        ("People with a guide", lambda t: f"{t['matched']} of {t['needs']}"),
        ("Points of all pairs", lambda t: f"{t['score']:,}"),
        ("Points a pair", lambda t: f"{t['score'] // t['matched']:,}" if t["matched"] else "–"),
        ("First choices met", lambda t: str(t["first"])),
        ("Would both rather have each other", lambda t: str(t["blocking"])),
        ("Most learners of one guide", lambda t: str(t["most"])),
    )
    first, second = before.result["totals"], after.result["totals"]
    return [Total(title, says(first), says(second)) for title, says in lines]


def moved_between(before: Run, after: Run) -> list[Moved]:
    """Who has another guide, or one more or none, in `after`; by learner."""
    first, second = _guides_by_need(before), _guides_by_need(after)
    found = []
    for need in {**first, **second}.values():
        key = need.need_id
        had, has = first.get(key), second.get(key)
        old, new = _guide_of(had), _guide_of(has)
        if old != new:
            learner = need.need.learner.name
            found.append(Moved(learner, profiles()[need.need.form].name, old, new))
    return sorted(found, key=lambda each: (each.learner, each.form))


def _guides_by_need(run: Run) -> dict[UUID, Proposal]:
    rows = run.proposals.select_related("need__learner", "guide")
    return {each.need_id: each for each in rows}


def _guide_of(proposal: Proposal | None) -> str:
    return proposal.guide.name if proposal and proposal.guide else ""


def without_guide(proposals: Iterable[Proposal]) -> list[Proposal]:
    """These proposals with their causes in words that have names."""
    found = list(proposals)
    names = names_of(ids_in([each.why for each in found]))
    for each in found:
        each.why = {key: with_names(text, names) for key, text in each.why.items()}
    return found


def notices_of(run: Run) -> list[str]:
    """What was solved otherwise than asked, with names."""
    notices = run.result["notices"]
    names = names_of(ids_in(notices))
    return [with_names(each, names) for each in notices]


def change_in_words(run: Run) -> str:
    """What a trial changes: “Lena Ortiz is paired with Gita Rao”."""
    change: Mapping[str, Any] = run.change
    if not change:
        return f"Balance: {run.to_settings().position.label.lower()}"
    guide = names_of([change["guide"]]).get(change["guide"], SOMEBODY)
    if change["kind"] == "leaves":
        return f"{guide} leaves"
    need = Need.objects.select_related("learner").filter(pk=change["need"]).first()
    learner = need.learner.name if need else SOMEBODY
    paired = "is paired" if change["kind"] == "pin" else "is not paired"
    return f"{learner} {paired} with {guide}"


def failure_in_words(run: Run) -> str:
    """Why a run came to nothing, with names; empty when it was stopped."""
    text = "\n".join(run.failure or [])
    return with_names(text, names_of(ids_in(text)))


def with_names(text: str, names: Mapping[str, str]) -> str:
    """A sentence of the core, which knows ids alone, with names and forms as people write them."""
    for key, name in names.items():
        text = text.replace(key, name)
    for form, each in profiles().items():
        for before, after in ("()", "“”"):
            name = each.name.lower()
            text = text.replace(f"{before}{form.value}{after}", f"{before}{name}{after}")
    return text
