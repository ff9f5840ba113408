"""`fourfold library` in the shell."""

import json

from click.testing import CliRunner

from fourfold.cli.library import library


def test_library_finds_by_words_and_says_when_a_link_is_not_given():
    ran = CliRunner().invoke(library, ["Deiorio"])

    assert ran.exit_code == 0
    assert "Coaching: a new model for academic and career achievement" in ran.output
    assert "Link not given" in ran.output
    assert ran.output.endswith("1 title.\n")


def test_library_as_json_holds_the_whole_entry():
    ran = CliRunner().invoke(library, ["--type", "paper", "--form", "advising", "--json"])

    [found] = json.loads(ran.output)
    assert found["key"] == "choosing-when-to-advise-coach-or-mentor"
    assert found["link"] == "https://dx.doi.org/10.4300/JGME-D-18-00111.1"


def test_library_says_what_to_do_when_nothing_is_found():
    ran = CliRunner().invoke(library, ["golf"])

    assert (
        ran.output == "No title fits all of that. Ask for less, or for nothing to see everything.\n"
    )
