"""The proof of a run, and that the shell says the same of the folder."""

import io
import json
import zipfile

import pytest
from click.testing import CliRunner
from django.urls import reverse

from fourfold.cli.main import main
from fourfold.matching.problem import Problem
from fourfold_web.matching.folder import folder_of
from fourfold_web.matching.stored import packed, unpacked
from tests.web.engagements.traces import audited
from tests.web.matching.people import COACHING, learner, need, run_of


@pytest.fixture
def run(cast):
    """Two learners who both want Gita, and two guides."""
    matching_round = cast.matching_round(COACHING)
    for each in (cast.gita, cast.gus):
        cast.offers(each)
    need(matching_round, cast.lena, cast.gita, cast.gus)
    need(matching_round, learner(cast, "Ada Ash"), cast.gita)
    return run_of(cast, matching_round)


def test_the_page_shows_every_step_with_names(cast, as_person, run):
    text = as_person(cast.dora).get(reverse("matching:certificate", args=[run.pk])).text

    assert "Every rule is kept" in text
    assert "No guide has more learners than places." in text
    assert str(cast.lena.pk) not in text


def test_the_folder_holds_ids_and_no_name_and_no_word(cast, as_person, run):
    answer = as_person(cast.dora).post(reverse("matching:folder", args=[run.pk]))

    with zipfile.ZipFile(io.BytesIO(answer.content)) as folder:
        words = "".join(folder.read(name).decode() for name in folder.namelist())
        names = set(folder.namelist())
    assert {"learners.csv", "guides.csv", "pairs.csv", "instance.json", "assignment.csv"} <= names
    assert str(cast.lena.pk) in words
    assert not any(each in words for each in ("Lena", "Gita", "rounds", "resident"))
    assert audited("download_matching")[0][3] == {"number": 1}


def test_the_shell_says_the_same_of_the_folder(run, tmp_path):
    with zipfile.ZipFile(io.BytesIO(folder_of(run))) as folder:
        folder.extractall(tmp_path)

    asked = ["match", "audit", str(tmp_path), str(tmp_path / "assignment.csv"), "--json"]
    answer = CliRunner().invoke(main, asked)

    said = json.loads(answer.output)
    totals = run.result["totals"]
    assert answer.exit_code == 0
    assert (said["matched"], said["blocking_count"]) == (totals["matched"], totals["blocking"])
    assert said["gap"] == 0


def test_what_is_stored_comes_back_as_it_was(run):
    problem, assignment, more = unpacked(run.problem)

    again, same, _ = unpacked(packed(problem, assignment, **more))

    for name in Problem.__annotations__:
        first, second = getattr(problem, name), getattr(again, name)
        assert first.tolist() == second.tolist() if hasattr(first, "tolist") else first == second
    assert assignment.pair_of.tolist() == same.pair_of.tolist()
