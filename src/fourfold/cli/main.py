"""`fourfold`: the shell command, one verb a file."""

import click

from fourfold.cli.code import code
from fourfold.cli.fidelity import fidelity
from fourfold.cli.forms import forms
from fourfold.cli.goal import goal
from fourfold.cli.library import library
from fourfold.cli.match import match
from fourfold.cli.moves import moves
from fourfold.cli.need import need
from fourfold.cli.read import read
from fourfold.cli.recommend import recommend
from fourfold.cli.reliability import reliability
from fourfold.cli.review import review
from fourfold.cli.screen import screen_file
from fourfold.cli.sheet import sheet
from fourfold.cli.template import program_template
from fourfold.issues import FourfoldError


class Verbs(click.Group):
    """The verbs; what the core refuses becomes one sentence on stderr and exit code 2."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the verb that was asked for."""
        try:
            return super().invoke(ctx)
        except FourfoldError as refused:
            raise click.UsageError(str(refused)) from refused
        except (FileNotFoundError, PermissionError, NotADirectoryError, IsADirectoryError) as no:
            raise click.UsageError(f"{no.filename}: {no.strerror}.") from no


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="fourfold", prog_name="fourfold", message="%(prog)s %(version)s")
def main() -> None:
    """Advising, coaching, coaching with wisdom, mentoring: find the form of guidance that fits."""


main.add_command(code)
main.add_command(fidelity)
main.add_command(forms)
main.add_command(goal)
main.add_command(library)
main.add_command(match)
main.add_command(moves)
main.add_command(need)
main.add_command(read)
main.add_command(recommend)
main.add_command(reliability)
main.add_command(review)
main.add_command(screen_file)
main.add_command(sheet)
main.add_command(program_template)
