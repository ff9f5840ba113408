"""The documents say what is true: every path stands, every example runs as written."""

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from fourfold.confidentiality.visibility import Role
from fourfold.guidance.catalog import profiles

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
BY_NAME = pytest.mark.parametrize("document", PAGES, ids=lambda path: str(path.relative_to(ROOT)))


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    """The code of that language: `pycon` and `console` blocks run here, others are for people."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text(name), re.MULTILINE | re.DOTALL)


def requirement_rows() -> list[tuple[str, str]]:
    """Each G-number of docs/requirements.md with its last column, in the order of the page."""
    return re.findall(r"^\| (G-\d+) \|.*\| (.+) \|$", text("docs/requirements.md"), re.MULTILINE)


def paths(cell: str) -> list[str]:
    return re.findall(r"`([^`]+/[^`]+)`", cell)


def test_requirements_has_one_row_for_each_line_of_the_guidance_model():
    assert [number for number, _ in requirement_rows()] == [f"G-{n}" for n in range(1, 137)]


def test_requirements_names_a_path_that_exists_or_says_open():
    wrong = {
        number: lives
        for number, lives in requirement_rows()
        if not all((ROOT / path).exists() for path in paths(lives))
        or not (paths(lives) or lives.startswith("open: "))
    }

    assert wrong == {}


def test_requirements_names_a_data_file_only_where_the_file_names_the_requirement():
    claimed = [
        (number, path)
        for number, lives in requirement_rows()
        for path in paths(lives)
        if path.startswith("src/fourfold/data/")
    ]

    unfounded = [(n, path) for n, path in claimed if not re.search(rf"{n}\b", text(path))]

    assert claimed
    assert unfounded == []


def test_structure_names_every_package_folder():
    packages = {init.parent.name for init in ROOT.glob("src/**/__init__.py")}

    assert {name for name in packages if f"{name}/" not in text("docs/structure.md")} == set()


def test_glossary_names_every_form_and_role():
    page = text("docs/glossary.md")
    wanted = {profile.name for profile in profiles().values()} | {role.value for role in Role}

    assert {word for word in wanted if word not in page} == set()


def test_operator_lists_exactly_the_variables_that_are_read():
    sources = ("src/fourfold_web/settings.py", "run", "tests/environment.py")
    read = set(re.findall(r"FOURFOLD_[A-Z_]+[A-Z]", " ".join(map(text, sources))))

    listed = set(re.findall(r"^\| `(FOURFOLD_[A-Z_]+)`", text("docs/operator.md"), re.MULTILINE))

    assert listed == read


@BY_NAME
def test_links_lead_to_files_that_exist(document: Path):
    targets = re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", document.read_text(encoding="utf-8"))

    assert [target for target in targets if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("name", ["README.md", "docs/library.md"])
def test_python_examples_run_as_written(name: str):
    session = "\n".join(blocks(name, "pycon"))
    examples = doctest.DocTestParser().get_doctest(session, {}, name, name, 0)
    report: list[str] = []

    doctest.DocTestRunner(verbose=False).run(examples, out=report.append)

    assert examples.examples
    assert "".join(report) == ""


def shell_examples() -> list[tuple[str, str]]:
    """Each `$ command` of the README's console blocks with the output shown under it."""
    shown = "".join(blocks("README.md", "console"))
    return re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", shown, re.MULTILINE)


def test_shell_examples_exist():
    assert shell_examples()


@pytest.mark.parametrize(("command", "output"), shell_examples())
def test_shell_examples_run_as_written(command: str, output: str):
    where = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(  # noqa: S603
        ["/bin/sh", "-c", command],
        cwd=ROOT,
        env={**os.environ, "PATH": where, "COLUMNS": "80"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ran.stdout, ran.returncode) == (output, 0)
