"""`fourfold match`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fourfold.cli.lazy import LazyVerbs
from fourfold.cli.main import main
from fourfold.issues import FourfoldError

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "residency"


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["match", *map(str, arguments)])


@pytest.fixture
def spring(tmp_path: Path) -> Path:
    """The example residency as a problem folder."""
    out, day = tmp_path / "spring", "2026-11-25"
    _run(
        "propose", EXAMPLE / "learners.csv", EXAMPLE / "guides.csv", "--out", out, "--week-of", day
    )
    return out


def test_the_example_of_the_documents_is_what_the_shell_writes(spring: Path):
    _run("solve", spring, "--out", spring / "made.csv")

    shown = EXAMPLE.parent / "spring"
    assert {each.name: each.read_text() for each in spring.iterdir()} == {
        each.name: each.read_text() for each in shown.iterdir()
    }


def test_the_road_from_profiles_to_a_proof(spring: Path):
    made = spring / "made.csv"

    solved = _run("solve", spring, "--out", made, "--json")
    audited = _run("audit", spring, made, "--json")

    assert (solved.exit_code, audited.exit_code) == (0, 0)
    found, proof = json.loads(solved.output), json.loads(audited.output)
    assert (found["matched"], found["needs"], found["gap"]) == (7, 7, 0)
    assert proof["objective"] == found["objective"] == found["bound"]
    assert made.read_text().splitlines()[1:3] == ["aisha,mentoring,ines", "lena,coaching,gita"]


def test_the_points_of_reasons_add_up_to_the_score(spring: Path):
    found = json.loads(_run("explain", spring, "lena", "--json").output)[0]

    assert found["guide_id"] == "gita"
    assert sum(each["points"] for each in found["reasons"]) == found["score"]


def test_the_nearest_refused_are_told_with_their_rule(spring: Path):
    found = json.loads(_run("explain", spring, "aisha", "--json").output)[0]

    assert found["refused"][0] == {
        "guide_id": "gita",
        "rule": "kept_apart",
        "says": "These two are kept apart. Why stays private.",
        "change": "",
    }


def test_stable_pairs_are_audited_as_stable(spring: Path):
    made = spring / "made.csv"

    solved = _run("solve", spring, "--method", "stable", "--out", made, "--json")

    assert json.loads(solved.output)["blocking_count"] == 0
    assert _run("audit", spring, made, "--method", "stable").exit_code == 0


def test_row_order_changes_no_byte(spring: Path):
    _run("solve", spring, "--out", spring / "first.csv")
    heading, *rows = (spring / "pairs.csv").read_text().splitlines()
    (spring / "pairs.csv").write_text("\n".join([heading, *reversed(rows)]))

    _run("solve", spring, "--out", spring / "second.csv")

    assert (spring / "first.csv").read_bytes() == (spring / "second.csv").read_bytes()


def test_a_refuted_assignment_names_the_row_and_exits_with_1(spring: Path):
    made = spring / "made.csv"
    made.write_text("learner_id,need,guide_id\nlena,coaching,zed\n")

    audited = _run("audit", spring, made)

    assert audited.exit_code == 1
    assert "made.csv line 2: 'coaching' of 'lena' with 'zed' is no pair" in audited.output


def test_a_worse_assignment_is_refuted(spring: Path):
    made = spring / "made.csv"
    _run("solve", spring, "--out", made)
    made.write_text("\n".join(made.read_text().splitlines()[:-1]))

    assert _run("audit", spring, made).exit_code == 1


def test_given_pairs_are_explained_instead_of_solved(spring: Path):
    made = spring / "made.csv"
    made.write_text("learner_id,need,guide_id\n")

    found = json.loads(_run("explain", spring, "lena", "--pairs", made, "--json").output)[0]

    assert found["guide_id"] is None


def test_propose_never_writes_over_a_problem(spring: Path):
    again = _run("propose", EXAMPLE / "learners.csv", EXAMPLE / "guides.csv", "--out", spring)

    assert again.exit_code == 2
    assert "holds a problem already. Name another folder." in again.output


def test_nobody_is_told_who_keeps_whom_apart(spring: Path):
    refused = (spring / "refused.csv").read_text()

    assert (
        "aisha,mentoring,gita,kept_apart,These two are kept apart. Why stays private.," in refused
    )
    assert "avoids" not in refused


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["solve", "nowhere"], "There is no folder 'nowhere'."),
        (["explain", "SPRING", "zoe"], "There is no learner 'zoe' in learners.csv."),
        (["explain", "SPRING", "lena", "--need", "x"], "no need 'x', only coaching."),
        (["audit", "SPRING", "nofile.csv"], "There is no file 'nofile.csv'."),
        (["propose", "a.csv", "b.csv", "--out", "new"], "There is no file 'a.csv'."),
    ],
)
def test_what_is_not_there_is_said(spring: Path, arguments: list[str], said: str):
    refused = _run(*(spring if each == "SPRING" else each for each in arguments))

    assert refused.exit_code == 2
    assert said in refused.output


@pytest.mark.parametrize("learners", ["", "lena\nravi\n"])
@pytest.mark.parametrize("method", ["optimal", "stable"])
def test_where_no_pair_can_be_made_nobody_has_anybody(tmp_path: Path, learners: str, method: str):
    (tmp_path / "learners.csv").write_text(f"learner_id\n{learners}")
    (tmp_path / "guides.csv").write_text("guide_id,capacity\ngita,2\n")
    (tmp_path / "pairs.csv").write_text("learner_id,guide_id,score\n")

    solved = _run("solve", tmp_path, "--method", method, "--json")

    found = json.loads(solved.output)
    assert (found["matched"], found["gap"], found["blocking_count"]) == (0, 0, 0)


def test_a_file_that_cannot_be_written_is_said_in_one_sentence(spring: Path):
    refused = _run("solve", spring, "--out", spring / "nowhere" / "made.csv")

    assert refused.exit_code == 2
    assert "made.csv: No such file or directory." in refused.output


def test_a_verb_without_its_extra_says_how_to_install_it():
    group = LazyVerbs(name="match", verbs={"solve": "fourfold_not_there"}, extra="matching")

    with pytest.raises(FourfoldError, match=r"pip install 'fourfold\[matching\]'"):
        group.get_command(None, "solve")
