"""Lists of people and turns of a year in the state that a page is to show."""

from fourfold.programs.roster import Columns
from fourfold_web.roster import actions
from fourfold_web.roster.models import RosterImport
from tests.cast import Cast
from tests.cast_program import ROSTER

COLUMNS = Columns(
    {
        "email": "Email",
        "first_name": "First Name",
        "last_name": "Last Name",
        "role": "User Type",
        "cohort": "Level",
        "external_id": "User ID",
    }
)


def list_to_name(cast: Cast) -> str:
    return f"/program/people/bring-in/{cast.roster_import().pk}/columns/"


def list_with_unknown_words(cast: Cast) -> str:
    kept = cast.roster_import(ROSTER.replace("Resident", "Sub-I"))
    return f"/program/people/bring-in/{kept.pk}/columns/"


def list_at_work(cast: Cast) -> str:
    return _page(_named(cast))


def checked_list(cast: Cast) -> str:
    named = _named(cast)
    actions.check_list(import_id=named.pk)
    return _page(named)


def list_brought_in(cast: Cast) -> str:
    named = _named(cast)
    actions.check_list(import_id=named.pk)
    actions.bring_in(by=cast.dora, roster_import=named, sends_mail=False)
    actions.write_list(import_id=named.pk)
    return _page(named)


def year_to_turn(cast: Cast) -> str:
    cast.lena.memberships.filter(program=cast.program).update(cohort="PGY-2")
    return "/program/people/next-year/"


def moved_year(cast: Cast) -> str:
    turn = cast.roll_over()
    actions.move_cohorts(roll_over_id=turn.pk)
    return f"/program/people/next-year/{turn.pk}/"


def undone_year(cast: Cast) -> str:
    path = moved_year(cast)
    actions.undo_roll_over(by=cast.dora, roll_over=cast.program.roll_overs.get())
    return path


def new_address(cast: Cast) -> str:
    actions.ask_for_address(
        program=cast.program, person_id=cast.lena.pk, email="lena.lind@example.org"
    )
    return "/program/new-address/"


def new_address_to_prove(cast: Cast) -> str:
    path = new_address(cast)
    asked = cast.lena.new_addresses.get()
    actions.send_code(by=cast.lena, asked_id=asked.pk, email=asked.email)
    return path


def list_with_guessed_letters(cast: Cast) -> str:
    kept = cast.roster_import(ROSTER.replace("Bell,Nia", "Núñez,José"))
    RosterImport.objects.update(letters_are_guessed=True)
    return f"/program/people/bring-in/{kept.pk}/columns/"


def _named(cast: Cast) -> RosterImport:
    kept = cast.roster_import(f"{ROSTER}0061,Roe,Max,max@example.org,Resident,1,,Active\n")
    actions.choose_columns(by=cast.dora, roster_import=kept, columns=COLUMNS, save_as="July")
    return kept


def _page(found: RosterImport) -> str:
    return f"/program/people/bring-in/{found.pk}/"
