"""`fourfold template`."""

import pytest
from click.testing import CliRunner

from fourfold.cli.template import program_template
from fourfold.issues import FourfoldError
from fourfold.programs.templates import templates


def test_template_lists_all_and_shows_one_whole():
    run = CliRunner()

    listed = run.invoke(program_template).output
    shown = run.invoke(program_template, ["peer_coaching"]).output

    assert [line for line in listed.splitlines() if line in templates()] == list(templates())
    assert "Where a peer stops. If one of us is in danger" in " ".join(shown.split())
    assert shown.startswith("PEER COACHING\n")


def test_template_offers_the_names_for_an_unknown_one():
    with pytest.raises(FourfoldError, match="Choose one of: advising_desk"):
        CliRunner().invoke(program_template, ["desk"], catch_exceptions=False)
