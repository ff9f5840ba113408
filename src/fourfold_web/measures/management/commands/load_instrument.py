"""`python -m fourfold_web load_instrument FILE`: ask an instrument of your own at this site."""

from argparse import FileType
from typing import TextIO

from django.core.management.base import BaseCommand, CommandError, CommandParser

from fourfold.issues import FourfoldError
from fourfold_web.measures.actions import load_instrument


class Command(BaseCommand):
    """Loads one instrument; the same key again takes the place of the earlier file."""

    help = "Load a measure of your own, as a TOML file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=FileType(encoding="utf-8"))
        parser.add_argument(
            "--attested-by",
            default="",
            help="Who knows that this site may use it; needed unless its license is free.",
        )

    def handle(self, *, file: TextIO, attested_by: str, **options) -> None:
        try:
            kept = load_instrument(content=file.read(), attested_by=attested_by)
        except (FourfoldError, UnicodeDecodeError) as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"Loaded “{kept.to_core().title}”. It is asked from now on.")
