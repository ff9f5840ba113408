"""`fourfold`: the shell command, one verb a file."""

import click

from fourfold.cli.forms import forms
from fourfold.cli.recommend import recommend
from fourfold.issues import FourfoldError


class Verbs(click.Group):
    """The verbs; what the core refuses becomes one sentence on stderr and exit code 2."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the verb that was asked for."""
        try:
            return super().invoke(ctx)
        except FourfoldError as refused:
            raise click.UsageError(str(refused)) from refused


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="fourfold", prog_name="fourfold", message="%(prog)s %(version)s")
def main() -> None:
    """Advising, coaching, coaching with wisdom, mentoring: find the form of guidance that fits."""


main.add_command(forms)
main.add_command(recommend)
