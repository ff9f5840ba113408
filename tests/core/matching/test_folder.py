"""The problem folder: read, refused with lines, written back."""

import json
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from fourfold.issues import FourfoldError
from fourfold.matching.folder import read_assignment, read_folder, write_assignment, write_folder
from fourfold.matching.problem import Assignment, Problem, assignment_of
from fourfold.matching.terms import LargestMeanGap, LeastMatched, Terms
from tests.core.matching.instances import random_problem, random_terms

LEARNERS = "learner_id,group,needs\nlena,A,coaching|mentoring\nali,B,\n"
GUIDES = "guide_id,capacity,min_if_open\ngita,2,\nomar,1,1\n"
PAIRS = """learner_id,need,guide_id,score,learner_rank,guide_rank
lena,coaching,gita,640,1,
lena,coaching,omar,500.5,,2
lena,mentoring,gita,300,,
ali,any,omar,700,1,1
"""


def _folder(path: Path, **files: str) -> Path:
    files = {"learners": LEARNERS, "guides": GUIDES, "pairs": PAIRS} | files
    for name, text in files.items():
        (path / (name if "." in name else f"{name}.csv")).write_text(text, encoding="utf-8")
    return path


def _instance(**keys: object) -> dict[str, str]:
    return {"instance.json": json.dumps(keys)}


def _same(left: Problem, right: Problem) -> bool:
    return all(
        np.array_equal(getattr(left, each.name), getattr(right, each.name))
        if isinstance(getattr(left, each.name), np.ndarray)
        else getattr(left, each.name) == getattr(right, each.name)
        for each in fields(Problem)
    )


def test_a_folder_reads_as_a_problem_in_canonical_order(tmp_path: Path) -> None:
    terms = _instance(
        objective={"unmatched_penalty": 500, "move_penalty": 60},
        load_cost=[0, 0, 12.5],
        distinct_guides=True,
        group_rules=[
            {"type": "min_matched", "group": "B", "count": 1},
            {"type": "max_mean_gap", "groups": ["A", "B"], "gap": 60},
        ],
    )
    folder = _folder(tmp_path, forbidden="learner_id,need,guide_id\nlena,*,omar\n", **terms)

    problem = read_folder(folder).problem

    assert problem.learner_ids == ("ali", "lena")
    assert problem.need_names == ("any", "coaching", "mentoring")
    assert problem.scale == 10
    assert problem.pair_score.tolist() == [7000, 6400, 5005, 3000]
    assert problem.pair_learner_rank.tolist() == [1, 1, 0, 0]
    assert problem.pair_guide_rank.tolist() == [1, 0, 2, 0]
    assert problem.pair_forbidden.tolist() == [False, False, True, False]
    assert problem.min_if_open.tolist() == [0, 1]
    assert problem.terms == Terms(
        unmatched_penalty=5000,
        move_penalty=600,
        load_cost=(0, 0, 125),
        distinct_guides=True,
        group_rules=(LeastMatched("B", 1), LargestMeanGap("A", "B", 600)),
    )


def test_row_order_and_delimiter_change_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    heading, *rows = PAIRS.splitlines()
    turned = "\n".join([heading, *reversed(rows)]).replace(",", ";")

    first = read_folder(_folder(tmp_path / "a")).problem
    second = read_folder(_folder(tmp_path / "b", pairs=turned)).problem

    assert _same(first, second)


@pytest.mark.parametrize("seed", range(5))
def test_a_written_folder_reads_back_the_same(tmp_path: Path, seed: int) -> None:
    terms = random_terms(seed, least=1, gap=70, distinct=True)
    problem = random_problem(
        seed, several_needs=True, ranked=True, locks=2, previous=0.5, quotas=True, terms=terms
    )
    problem = _in_known_groups(problem)

    write_folder(tmp_path / "again", problem)

    assert _same(read_folder(tmp_path / "again").problem, problem)


def _in_known_groups(problem: Problem) -> Problem:
    problem.learner_group[:2] = [0, 1]
    return problem


def test_an_assignment_is_written_and_read_back(tmp_path: Path) -> None:
    problem = read_folder(_folder(tmp_path)).problem
    assignment = assignment_of(problem, [0, 1])

    write_assignment(tmp_path / "out.csv", problem, assignment)
    again, wrong = read_assignment(tmp_path / "out.csv", problem)

    text = (tmp_path / "out.csv").read_text()
    assert text == "learner_id,need,guide_id\nali,any,omar\nlena,coaching,gita\n"
    assert again.pair_of.tolist() == [0, 1, -1]
    assert wrong == ()


def test_rows_that_no_assignment_can_have_are_told(tmp_path: Path) -> None:
    problem = read_folder(_folder(tmp_path)).problem
    rows = "learner_id,need,guide_id\nzoe,any,gita\nali,any,gita\nali,any,omar\nali,any,omar\n"
    (tmp_path / "out.csv").write_text(rows)

    assignment, wrong = read_assignment(tmp_path / "out.csv", problem)

    assert wrong == (
        "out.csv line 2: 'any' of 'zoe' is no need of learners.csv.",
        "out.csv line 3: 'any' of 'ali' with 'gita' is no pair of pairs.csv.",
        "out.csv line 5: 'any' of 'ali' has a guide already.",
    )
    assert isinstance(assignment, Assignment)
    assert assignment.pair_of.tolist() == [0, -1, -1]


def test_people_who_left_are_told_and_count_as_moved(tmp_path: Path) -> None:
    previous = "learner_id,need,guide_id\nali,any,gone\nlena,coaching,gita\nlena,mentoring,omar\n"

    folder = read_folder(_folder(tmp_path, previous=previous))

    assert folder.notices == ("previous.csv line 2: guide 'gone' is not in guides.csv.",)
    assert folder.problem.lost_previous == 2
    assert folder.problem.pair_previous.tolist() == [False, True, False, False]


def test_long_decimals_are_rounded_and_said_so(tmp_path: Path) -> None:
    pairs = "learner_id,guide_id,score\nali,gita,0.12345678901\n"

    folder = read_folder(_folder(tmp_path, pairs=pairs))

    assert folder.notices == ("pairs.csv: 1 amounts were rounded to 6 decimals.",)
    assert folder.problem.pair_score.tolist() == [123457]


PAIR = "learner_id,need,guide_id,score,learner_rank\n"
TWO = "learner_id,need,guide_id\n"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"pairs": f"{PAIR}zoe,any,gita,1,\n"}, "pairs.csv line 2: learner 'zoe' is not in"),
        ({"pairs": f"{PAIR}ali,any,zed,1,\n"}, "pairs.csv line 2: guide 'zed' is not in"),
        ({"pairs": f"{PAIR}ali,knee,gita,1,\n"}, "learner ali has no need 'knee', only any."),
        ({"pairs": f"{PAIR}ali,any,gita,nan,\n"}, "line 2: the score 'nan' is no number."),
        ({"pairs": f"{PAIR}ali,any,gita,,\n"}, "line 2: the score is missing."),
        ({"pairs": f"{PAIR}ali,any,gita,1,0\n"}, "the rank '0' is no whole number from 1."),
        ({"pairs": f"{PAIR}ali,any,gita,1,\nali,any,gita,2,\n"}, "stands on line 2 already."),
        ({"pairs": f"{PAIR}ali,any,gita\n"}, "line 2: 3 values under 5 headings."),
        ({"pairs": "learner,guide\n"}, "line 1: no column 'learner_id', 'guide_id', 'score'."),
        ({"guides": "guide_id,capacity\ngita,-1\n"}, "capacity of guide gita is '-1'."),
        ({"guides": "guide_id,capacity\ngita,\n"}, "capacity of guide gita is missing."),
        ({"guides": "guide_id,capacity\ngita,1\ngita,1\n"}, "guide 'gita' stands there twice."),
        ({"learners": "learner_id,needs\nali,a|a\n"}, "learner ali has the need a twice."),
        ({"locks": f"{TWO}ali,any,gita\n"}, "locks.csv line 2: this pair is not in pairs.csv."),
        (
            {"locks": f"{TWO}ali,any,omar\n", "forbidden": f"{TWO}ali,*,omar\n"},
            "locks.csv line 2: this pair is locked and forbidden (forbidden.csv line 2).",
        ),
        (
            {"locks": f"{TWO}ali,any,omar\nlena,coaching,omar\n"},
            "2 locks (lines 2, 3) for guide omar, whose capacity is 1.",
        ),
        (
            {"locks": f"{TWO}lena,coaching,omar\nlena,coaching,gita\n"},
            "line 3: this need stands on line 2 already.",
        ),
        (
            {"locks": f"{TWO}lena,coaching,gita\nlena,mentoring,gita\n"}
            | _instance(distinct_guides=True),
            "2 needs of learner lena are locked to guide gita, but distinct_guides is true.",
        ),
        (_instance(load_cost=[0]), '"load_cost" has 1 entries, for loads 0 to 0, but a guide'),
        (_instance(load_costs=[0]), "Unknown key 'load_costs'. Choose one of: objective,"),
        (_instance(objective={"unmatched_penalty": -1}), '"unmatched_penalty" must be 0 or more'),
        (
            _instance(group_rules=[{"type": "min_matched", "group": "B", "count": 5}]),
            "at least 5 needs of group B are to have a guide, but it has 1 needs.",
        ),
        (
            _instance(group_rules=[{"type": "min_matched", "group": "Z", "count": 5}]),
            "Unknown group 'Z'. Choose one of: A, B.",
        ),
        ({"instance.json": '{"load_cost": [NaN]}'}, "must be a number, not 'NaN'."),
        ({"instance.json": "[" * 100_000}, "instance.json is not JSON"),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(
    tmp_path: Path, files: dict[str, str], said: str
) -> None:
    folder = _folder(tmp_path, **files)

    with pytest.raises(FourfoldError) as refused:
        read_folder(folder)

    assert said in str(refused.value)
