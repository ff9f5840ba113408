"""Narrowings only take away, and what was collected under one stays under it."""

from datetime import UTC, datetime

import pytest

from fourfold.confidentiality.narrowing import (
    Period,
    cells_under,
    in_force,
    may_see_under,
    narrowings,
    read_narrowings,
)
from fourfold.confidentiality.visibility import Relation, Role, cells, may_see, policy
from fourfold.issues import FourfoldError

WEAKER = {"groups_of_5": {"groups_of_10"}, "totals_of_5": {"totals_of_10"}}
WEAKER["study_rows"] = {"study_rows_of_10"}
WEAKER["read"] = {"topic", "form_and_dates"}
MAY, JUNE, JULY = (datetime(2026, month, 1, tzinfo=UTC) for month in (5, 6, 7))


def allowed(grants: frozenset[str]) -> set[str]:
    """The grants and whatever tells less than one of them."""
    return {*grants, *(less for grant in grants for less in WEAKER.get(grant, ()))}


@pytest.mark.parametrize("names", [tuple(narrowings()), *((name,) for name in narrowings())])
def test_no_narrowing_ever_widens_nor_do_all_together(names):
    wider = [
        (cell.datum, cell.role, cell.form)
        for cell in cells()
        if not may_see_under(names, cell.role, cell.relation, cell.datum, cell.form)
        <= allowed(may_see(cell.role, cell.relation, cell.datum, cell.form))
    ]

    assert wider == []


@pytest.mark.parametrize("name", narrowings())
def test_every_narrowing_takes_something_away_and_the_table_says_so(name):
    changed = [cell for cell in cells_under([name]) if cell not in cells()]

    assert len(changed) == len(narrowings()[name].cuts)
    assert all("In this program" in cell.says for cell in changed)


def test_may_see_under_takes_only_the_cells_that_it_names():
    counts = (Role.SUPERVISOR, Relation.SUPERVISED, "session_dates", "coaching")
    dates = (Role.SUPERVISOR, Relation.SUPERVISED, "agreement", "coaching")

    found = [may_see_under(["no_supervisor_counts"], *asked) for asked in (counts, dates)]

    assert found == [frozenset(), frozenset({"form_and_dates"})]


@pytest.mark.parametrize(
    ("collected", "holds"),
    [(MAY, False), (JUNE, True), (JULY, False)],
    ids=["before", "in", "after"],
)
def test_loosening_never_applies_to_what_was_collected_under_it(collected, holds):
    taken_back = Period("groups_of_ten", JUNE, JULY)

    assert (in_force([taken_back], collected=collected) == {"groups_of_ten"}) is holds


@pytest.mark.parametrize("collected", [MAY, JUNE, JULY])
def test_a_narrowing_that_is_on_holds_for_older_data_too(collected):
    assert in_force([Period("groups_of_ten", JUNE)], collected=collected) == {"groups_of_ten"}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ({"takes": ["read"], "gives": ["write"]}, "write would not tell less"),
        ({"takes": ["sign"]}, "guide has no sign of guidance_request to take"),
        ({"takes": ["read"], "relations": ["none"]}, "the policy has no cell for guide, none"),
    ],
)
def test_read_narrowings_refuses_what_would_widen_or_means_nothing(line, says):
    usual = {"datum": "guidance_request", "roles": ["guide"], "relations": ["asked"], "says": "x"}
    texts = dict.fromkeys(("name", "title", "says", "later", "source"), "strict")
    found = {
        "weaker": {"read": ["topic"]},
        "narrowings": [{**texts, "cells": [{**usual, **line}]}],
    }

    with pytest.raises(FourfoldError, match=says):
        read_narrowings(found, policy())
