"""A list of people from the file to the roster, by the page, the job and the shell."""

from io import BytesIO, StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from fourfold.programs.roster import RosterRow, open_table
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, Program, Supervision
from fourfold_web.roster import actions
from fourfold_web.roster.actions.supervising import link_supervisors
from fourfold_web.roster.models import RosterImport, RosterPart
from fourfold_web.shared.audit import record
from fourfold_web.shared.models import AuditEntry
from tests.cast_program import ROSTER

CHOICE = {
    "external_id-column": "User ID",
    "last_name-column": "Last Name",
    "first_name-column": "First Name",
    "email-column": "Email",
    "role-column": "User Type",
    "cohort-column": "Level",
    "site-column": "Location",
    "status-column": "Status",
}


def page_of(found: RosterImport, name: str = "list") -> str:
    return reverse(f"roster:{name}", args=[found.pk])


def brought_in(cast, content: str, *, sends_mail: bool = False) -> RosterImport:
    """A list with the usual columns that was checked and written."""
    found = checked(cast, content)
    actions.bring_in(by=cast.dora, roster_import=found, sends_mail=sends_mail)
    actions.write_list(import_id=found.pk)
    found.refresh_from_db()
    return found


def checked(cast, content: str) -> RosterImport:
    kept = cast.roster_import(content)
    path = cast.program.saved_columns.first()
    columns = path.to_core() if path else guessed(content)
    actions.choose_columns(by=cast.dora, roster_import=kept, columns=columns)
    actions.check_list(import_id=kept.pk)
    kept.refresh_from_db()
    return kept


def guessed(content: str):
    from fourfold.programs.roster import guess_columns

    table = open_table(BytesIO(content.encode()))
    return guess_columns(table.headings, [cells for _, cells in table.samples()]).columns


def test_a_director_brings_people_in_from_the_file_to_the_end(cast, as_person):
    client = as_person(cast.dora)
    file = SimpleUploadedFile("july.csv", ROSTER.encode())

    columns = client.post(reverse("roster:bring_in"), {"file": file})
    found = RosterImport.objects.get()
    page = client.get(columns.url)
    assert {name: page.context["form"][name].initial for name in CHOICE} == CHOICE
    client.post(columns.url, CHOICE | {"save_as": "MedHub, July"})
    assert "Waits for its turn" in client.get(page_of(found)).text
    actions.check_list(import_id=found.pk)
    dry = client.get(page_of(found))
    assert not Person.objects.filter(name="Nia Bell").exists()
    client.post(page_of(found), {"do": "bring_in", "sends_mail": "on"})
    actions.write_list(import_id=found.pk)

    assert (
        dry.context["counts"] | {"left_out": 1, "new": 1, "changed": 1, "refused": 1}
        == dry.context["counts"]
    )
    assert "&#x27;ida.example.org&#x27; is no email address." in dry.text
    nia = Membership.objects.select_related("person").get(person__email="nia@example.org")
    assert (nia.person.name, nia.role, nia.cohort, nia.site, nia.external_id) == (
        "Nia Bell",
        "learner",
        "PGY-1",
        "City Hospital",
        "0031",
    )
    assert OutgoingMail.objects.get(kind="person_added", to=nia.person)
    assert AuditEntry.objects.filter(verb="add_person", of_id=nia.pk).count() == 1
    assert AuditEntry.objects.get(verb="list_brought_in").facts["new"] == 1
    assert cast.program.saved_columns.get().name == "MedHub, July"


def test_the_same_file_twice_changes_nothing(cast):
    brought_in(cast, ROSTER)
    before = list(Membership.objects.order_by("pk").values())

    again = brought_in(cast, ROSTER)

    assert (again.counts["new"], again.counts["changed"], again.counts["unchanged"]) == (0, 0, 2)
    assert list(Membership.objects.order_by("pk").values()) == before


def test_writing_goes_on_where_a_worker_died(cast):
    found = checked(cast, ROSTER)
    actions.bring_in(by=cast.dora, roster_import=found, sends_mail=False)
    part = found.parts.get()
    RosterPart.objects.create(roster_import=found, number=2, rows=part.rows[1:2])
    part.written_at = timezone.now()
    part.save()

    actions.write_list(import_id=found.pk)
    actions.write_list(import_id=found.pk)

    assert Membership.objects.filter(person__email="nia@example.org").count() == 1
    found.refresh_from_db()
    assert (found.state, found.counts["new"]) == ("done", 1)


def test_refused_rows_come_back_as_a_file_that_no_spreadsheet_runs(cast, as_person):
    found = checked(cast, ROSTER + '=1+1,"Moss, jr",Ida,ida@x,Boss,1,,Active\n')

    response = as_person(cast.dora).get(page_of(found, "refused"))

    text = b"".join(response.streaming_content).decode("utf-8-sig")
    lines = text.splitlines()
    assert lines[0].endswith("Status,Row in the file,What to mend")
    assert lines[2].startswith(
        "'=1+1,\"Moss, jr\",Ida,ida@x,Boss,1,,Active,6,\"'ida@x' is no email"
    )


def test_unknown_words_for_roles_are_asked_about(cast, as_person):
    kept = cast.roster_import(ROSTER.replace("Nia,nia@example.org,Resident", "Nia,nia@x.org,Boss"))
    client = as_person(cast.dora)

    asked = client.post(page_of(kept, "columns"), CHOICE)
    sent = client.post(page_of(kept, "columns"), CHOICE | {"0-word": "guide"})

    assert asked.status_code == 422
    assert "Say what “Boss” means here." in asked.text
    assert sent.status_code == 302
    kept.refresh_from_db()
    assert kept.columns["role_words"] == {"boss": "guide"}


def test_people_who_are_not_in_the_file_stay_until_a_director_says_so(cast, as_person):
    brought_in(cast, ROSTER)
    found = brought_in(cast, ROSTER.replace("0012,Lind,Lena,lena@", "0099,Lund,Liv,liv@"))
    client = as_person(cast.dora)

    page = client.get(page_of(found))
    client.post(page_of(found), {"do": "left", "person": [cast.lena.pk]})

    assert [each.name for each in page.context["missing"]] == ["Lena Lind"]
    assert not cast.lena.memberships.exists()
    found.refresh_from_db()
    assert found.missing == []


def test_people_whose_row_was_refused_are_not_missing(cast):
    first = brought_in(cast, ROSTER)
    cast.program.saved_columns.create(name="July", columns=first.columns)
    by_number = ROSTER.replace("lena@example.org", "lena at example.org")

    found = checked(cast, by_number.replace("0031,Bell,Nia,nia@", ",Bell,Nia,<nia@"))

    assert found.counts["refused"] == 3
    assert found.missing == []


def test_only_the_newest_list_tells_who_has_left_and_only_of_its_roles(cast, as_person):
    old = brought_in(cast, ROSTER)
    cast.program.memberships.create(person=cast.lena, role="guide")
    without = ROSTER.replace("0012,Lind,Lena,lena@", "0099,Lund,Liv,liv@")
    found = brought_in(cast, without)
    client, mark = as_person(cast.dora), {"do": "left", "person": [cast.lena.pk]}

    RosterImport.objects.filter(pk=old.pk).update(missing=[str(cast.lena.pk)])
    late = client.post(page_of(old), mark)
    page = client.post(page_of(found), mark, follow=True)

    assert late.status_code == 409
    assert "Lena Lind stays a guide: the file holds no guides." in page.text
    assert [each.role for each in cast.lena.memberships.all()] == ["guide"]


def test_whoever_was_changed_after_a_list_stays(cast, as_person):
    brought_in(cast, ROSTER)
    found = brought_in(cast, ROSTER.replace("0012,Lind,Lena,lena@", "0099,Lund,Liv,liv@"))
    place = cast.lena.memberships.get(program=cast.program)
    record(actor=cast.dora, verb="change_member", of=place)

    page = as_person(cast.dora).post(
        page_of(found), {"do": "left", "person": [cast.lena.pk]}, follow=True
    )

    assert "Lena Lind was changed or added here after this list, and stays." in page.text
    assert cast.lena.memberships.exists()


def test_nobody_s_address_is_taken_by_a_file(cast, as_person):
    brought_in(cast, ROSTER)
    Person.objects.filter(pk=cast.lena.pk).update(last_login=timezone.now())
    moved = ROSTER.replace("lena@", "lena2@").replace("nia@", "nia2@")

    found = brought_in(cast, moved)

    assert found.counts["changed"] == 1
    assert Person.objects.get(name="Nia Bell").email == "nia2@example.org"
    cast.lena.refresh_from_db()
    assert cast.lena.email == "lena@example.org"
    mail = OutgoingMail.objects.get(kind="new_address")
    assert (mail.to, mail.path) == (cast.lena, reverse("roster:new_address"))


def test_one_person_under_two_addresses_is_refused_and_the_others_are_written(cast):
    brought_in(cast, ROSTER)

    found = brought_in(
        cast,
        ROSTER.replace("nia@", "nia2@")
        + ",Bell,Nia,nia@example.org,Resident,1,,Active\n"
        + "0099,Roe,Max,max@example.org,Resident,1,,Active\n",
    )

    assert Person.objects.get(name="Nia Bell").email == "nia2@example.org"
    assert Person.objects.filter(email="max@example.org").exists()
    assert (found.counts["refused"], found.state) == (2, "done")


def test_no_file_gives_somebody_an_unseen_name(cast):
    brought_in(cast, ROSTER)

    found = checked(cast, ROSTER.replace("Bell,Nia", "Bell,Ni\u202ea"))

    assert (found.counts["refused"], found.counts["changed"]) == (2, 0)


def test_letters_that_are_guessed_are_asked_about(cast, as_person):
    content = ROSTER.replace("Bell,Nia", "Núñez,José").encode("cp1252")
    file = SimpleUploadedFile("july.csv", content)

    columns = as_person(cast.dora).post(reverse("roster:bring_in"), {"file": file}, follow=True)

    assert "Are these letters right?" in columns.text
    assert "<strong>Núñez, José</strong>" in columns.text


def test_a_clash_of_another_program_is_told_in_the_same_words_and_names_of_the_file(cast):
    cast.pair()
    other = Program.objects.create(name="Elsewhere")
    for who, role in ((cast.dora, "director"), (cast.gita, "supervisor"), (cast.lena, "learner")):
        Membership.objects.create(program=other, person=who, role=role)
    rows = [
        RosterRow(2, "lena@example.org", "L.", ("learner",), supervisor_email="gita@example.org"),
        RosterRow(3, "lena@example.org", "L.", ("learner",), supervisor_email="nobody@example.org"),
    ]

    notes = dict(link_supervisors(by=cast.dora, program=other, rows=rows))

    told = [notes[row.number].replace(row.supervisor_email, "X") for row in rows]
    assert told[0] == told[1]
    assert told[0].startswith("X cannot be set as the supervisor of L. here.")


def test_two_people_cannot_trade_addresses_by_a_file(cast):
    brought_in(cast, ROSTER)

    found = checked(cast, ROSTER.replace("0012", "?").replace("0031", "0012").replace("?", "0031"))

    assert (found.counts["refused"], found.counts["changed"]) == (3, 0)
    assert found.missing == []


def test_supervisors_of_a_file_are_set_by_the_same_rules(cast):
    cast.pair()
    Supervision.objects.all().delete()
    Membership.objects.create(program=cast.program, person=cast.gita, role="supervisor")
    content = (
        "Name,Email,Role,Supervisor Email\n"
        "Lena Lind,lena@example.org,learner,gita@example.org\n"
        "Nia Bell,nia@example.org,learner,sam@example.org\n"
        "Ida Moss,ida@example.org,learner,boss@example.org\n"
    )

    found = brought_in(cast, content)

    pairs = Supervision.objects.values_list("supervisor__name", "learner__name")
    assert list(pairs) == [("Sam Osei", "Nia Bell")]
    [part] = found.parts.all()
    assert [number for number, _ in part.noted] == [4, 2]
    assert part.rows == []


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK\x03\x04", "This is a workbook and no CSV file."),
        (b"Name,Email,Role\n", "There are headings and no rows below them."),
    ],
)
def test_what_cannot_be_read_is_refused_on_the_page(cast, as_person, content, says):
    file = SimpleUploadedFile("people.xlsx", content)

    page = as_person(cast.dora).post(reverse("roster:bring_in"), {"file": file})

    assert page.status_code == 422
    assert says in page.text
    assert not RosterImport.objects.exists()


def test_the_shell_brings_a_list_in_as_the_page_does(cast, tmp_path):
    path, out = tmp_path / "july.csv", StringIO()
    path.write_text(ROSTER, encoding="utf-8")

    call_command("import_roster", cast.program.name, path, "--dry-run", stdout=out)
    dry = out.getvalue()
    assert not Person.objects.filter(name="Nia Bell").exists()
    call_command("import_roster", cast.program.name, path, stdout=out)

    assert "Row 4: 'ida.example.org' is no email address." in dry
    assert Person.objects.get(name="Nia Bell").email == "nia@example.org"
    with pytest.raises(CommandError, match="Unknown mapping 'X'"):
        call_command("import_roster", cast.program.name, path, "--mapping", "X")


def test_a_list_that_was_let_go_leaves_no_row(cast, as_person):
    found = checked(cast, ROSTER)

    as_person(cast.dora).post(page_of(found), {"do": "stop"})

    assert not RosterPart.objects.exists()
    assert "Discarded" in as_person(cast.dora).get(page_of(found)).text


def test_a_guides_topics_come_from_the_file_and_never_over_words_of_their_own(cast):
    head = "Name,Email,Role,Specialty\n"
    brought_in(cast, head + "Ada Ferro,ada@example.org,Faculty,Sleep medicine\n")
    row = Membership.objects.get(person__email="ada@example.org")
    first = row.about
    Membership.objects.filter(pk=row.pk).update(about="Nights, and how to get through them")

    brought_in(cast, head + "Ada Ferro,ada@example.org,Faculty,Lungs\n")

    row.refresh_from_db()
    assert (first, row.about) == ("Sleep medicine", "Nights, and how to get through them")
