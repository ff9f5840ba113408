"""`import_roster PROGRAM FILE`: bring people in from a list, as the page does."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from fourfold.issues import FourfoldError, unknown
from fourfold.programs.roster import AS_UTF8, ROLES, Columns, fields, guess_columns, open_table
from fourfold_web.programs.models import Program
from fourfold_web.roster import actions
from fourfold_web.roster.models import RosterImport
from fourfold_web.roster.queries import letters_to_look_at, refused_rows

# So many refused rows are told one by one.
TOLD = 20


class Command(BaseCommand):
    help = "Bring people into a program from a CSV file. Bringing it in twice changes nothing."
    # They load every page with all that it needs, twice the memory of the longest list.
    requires_system_checks = ()

    def add_arguments(self, parser) -> None:
        parser.add_argument("program", help='such as "Internal Medicine"')
        parser.add_argument("file", type=Path, help="a CSV, TSV or semicolon file")
        parser.add_argument("--mapping", metavar="NAME", help="a saved choice of columns")
        parser.add_argument("--role", choices=ROLES, default="", help="of rows that name none")
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument("--mail", action="store_true", help="welcome each new person by mail")

    def handle(self, *args, **options) -> None:
        try:
            program = _program(options["program"])
            found = self._checked(program, options)
            if not options["dry_run"]:
                actions.bring_in(by=None, roster_import=found, sends_mail=options["mail"])
                actions.write_list(import_id=found.pk)
        except (FourfoldError, OSError) as refusal:
            raise CommandError(str(refusal)) from refusal
        found.refresh_from_db()
        self._tell(found, options["verbosity"])
        if options["dry_run"]:
            actions.stop_list(by=None, roster_import=found)

    def _checked(self, program: Program, options) -> RosterImport:
        with options["file"].open("rb") as file:
            table = open_table(file)
            guess = guess_columns(table.headings, [cells for _, cells in table.samples()])
            columns = _saved(program, options["mapping"]) if options["mapping"] else guess.columns
            if options["role"]:
                columns = Columns(columns.headings, columns.role_words, options["role"])
            found = actions.keep_list(
                by=None,
                program=program,
                table=table,
                file_name=options["file"].name,
                system=guess.system,
            )
        if letters := letters_to_look_at(found):
            self.stdout.write(
                f"Are these letters right? {', '.join(letters)}. Nothing in the file says what its"
                f" letters are. If they are wrong: {AS_UTF8}"
            )
        actions.choose_columns(by=None, roster_import=found, columns=columns)
        actions.check_list(import_id=found.pk)
        found.refresh_from_db()
        return found

    def _tell(self, found: RosterImport, verbosity: int) -> None:
        counts = found.counts
        if verbosity:
            for name, heading in found.to_core().headings.items():
                self.stdout.write(f"{fields()[name].title}: {heading}")
            for number, reasons in list(refused_rows(found))[:TOLD]:
                self.stdout.write(f"Row {number}: {' '.join(reasons)}")
        self.stdout.write(
            f"{found.get_state_display()}. {found.rows:,} rows: {counts['new']:,} new,"
            f" {counts['changed']:,} changed, {counts['unchanged']:,} unchanged,"
            f" {counts['left_out']:,} left out, {counts['refused']:,} refused."
            f" {len(found.missing):,} people are not in the file and stay."
        )


def _program(name: str) -> Program:
    found = Program.objects.filter(name__iexact=name).first()
    if found is None:
        raise FourfoldError(
            unknown("program", name, Program.objects.values_list("name", flat=True)[:20])
        )
    return found


def _saved(program: Program, name: str) -> Columns:
    found = program.saved_columns.filter(name=name).first()
    if found is None:
        names = list(program.saved_columns.values_list("name", flat=True)) or ["none is saved yet"]
        raise FourfoldError(unknown("mapping", name, names))
    return found.to_core()
