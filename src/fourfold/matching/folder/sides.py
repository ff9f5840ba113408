"""learners.csv and guides.csv: who needs somebody, and who has room."""

from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from fourfold.issues import quoted
from fourfold.matching.amounts import whole
from fourfold.matching.problem import ANY, NOBODY, Ints
from fourfold.matching.tables import Mistakes, Table

NEEDS_APART = "|"


@dataclass(frozen=True)
class Learners:
    """Everybody in learners.csv, by id, and their needs, by learner and name."""

    ids: tuple[str, ...]
    groups: tuple[str, ...]
    group_of: Ints
    need_learner: Ints
    need_names: tuple[str, ...]
    # Index of each need by (learner id, need name).
    index: dict[tuple[str, str], int]
    needs_of: dict[str, tuple[str, ...]]

    def need(self, learner: str, name: str) -> int | str:
        """The index of a need, or a sentence that says why there is none."""
        found = self.index.get((learner, name or ANY))
        if found is not None:
            return found
        names = self.needs_of.get(learner)
        if names is None:
            return f"learner {quoted(learner)} is not in learners.csv."
        if not name and len(names) == 1:
            return self.index[learner, names[0]]
        return f"learner {learner} has no need {quoted(name or ANY)}, only {', '.join(names)}."


@dataclass(frozen=True)
class Guides:
    """Everybody in guides.csv, by id."""

    ids: tuple[str, ...]
    capacity: Ints
    min_if_open: Ints
    index: dict[str, int]

    def guide(self, guide: str) -> int | str:
        """The index of a guide, or a sentence that says why there is none."""
        found = self.index.get(guide)
        return f"guide {quoted(guide)} is not in guides.csv." if found is None else found


def read_learners(folder: Path, mistakes: Mistakes) -> Learners:
    """learners.csv, with what is wrong in it added to `mistakes`."""
    table = Table(folder / "learners.csv", ["learner_id"], ["group", "needs"])
    rows: dict[str, tuple[str, tuple[str, ...]]] = {}
    for line, (learner, group, needs) in table.rows():
        names = tuple(sorted(each.strip() or ANY for each in needs.split(NEEDS_APART)))
        twice = next((name for name in names if names.count(name) > 1), None)
        if wrong := _wrong_id("learner", learner, rows):
            mistakes.add(table.line(line), wrong)
        elif twice:
            mistakes.add(table.line(line), f"learner {learner} has the need {twice} twice.")
        else:
            rows[learner] = group, names
    return _learners(rows)


def _learners(rows: dict[str, tuple[str, tuple[str, ...]]]) -> Learners:
    ids = tuple(sorted(rows))
    groups = tuple(sorted({group for group, _ in rows.values() if group}))
    place = {group: number for number, group in enumerate(groups)}
    needs = [(learner, name) for learner in ids for name in rows[learner][1]]
    of_learner = {learner: number for number, learner in enumerate(ids)}
    return Learners(
        ids=ids,
        groups=groups,
        group_of=np.array([place.get(rows[each][0], NOBODY) for each in ids], np.int64),
        need_learner=np.array([of_learner[learner] for learner, _ in needs], np.int64),
        need_names=tuple(name for _, name in needs),
        index={need: number for number, need in enumerate(needs)},
        needs_of={learner: names for learner, (_, names) in rows.items()},
    )


def read_guides(folder: Path, mistakes: Mistakes) -> Guides:
    """guides.csv, with what is wrong in it added to `mistakes`."""
    table = Table(folder / "guides.csv", ["guide_id", "capacity"], ["min_if_open"])
    rows: dict[str, tuple[int, int]] = {}
    for line, (guide, capacity, least) in table.rows():
        room, fewest = whole(capacity), whole(least or "0")
        if wrong := _wrong_id("guide", guide, rows):
            mistakes.add(table.line(line), wrong)
        elif room is None:
            mistakes.add(table.line(line), _wrong_number("capacity", guide, capacity))
        elif fewest is None:
            mistakes.add(table.line(line), _wrong_number("min_if_open", guide, least))
        else:
            rows[guide] = room, fewest
    ids = tuple(sorted(rows))
    return Guides(
        ids=ids,
        capacity=np.array([rows[each][0] for each in ids], np.int64),
        min_if_open=np.array([rows[each][1] for each in ids], np.int64),
        index={guide: number for number, guide in enumerate(ids)},
    )


def _wrong_id(side: str, found: str, known: Container[str]) -> str:
    if not found:
        return f"no {side}_id. Give every {side} one."
    return f"{side} {quoted(found)} stands there twice." if found in known else ""


def _wrong_number(what: str, guide: str, found: str) -> str:
    said = f"is {quoted(found)}" if found else "is missing"
    return f"{what} of guide {guide} {said}. Write a whole number, 0 or more."
