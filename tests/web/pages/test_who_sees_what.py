"""Who sees what, as a page made from the policy."""

from django.urls import reverse
from django.utils.html import escape

from fourfold.confidentiality.visibility import cells, data
from fourfold_web.pages.queries import Line, visibility_rows


def _columns(name):
    (row,) = [row for row in visibility_rows() if row.datum.name == name]
    return dict(row.columns)


def test_who_sees_what_opens_without_sign_in(client):
    response = client.get(reverse("who_sees_what"))

    assert response.status_code == 200
    assert "<title>Who sees what · Fourfold</title>" in response.text


def test_who_sees_what_has_a_row_for_every_datum(client):
    text = client.get(reverse("who_sees_what")).text

    assert [each.name for each in data() if escape(each.title) not in text] == []


def test_who_sees_what_says_every_grant_of_the_policy(client):
    text = client.get(reverse("who_sees_what")).text

    granted = {cell.says for cell in cells() if cell.grants}
    assert [says for says in granted if escape(says) not in text] == []


def test_visibility_rows_join_those_who_see_nothing():
    (row,) = [row for row in visibility_rows() if row.datum.name == "shared_notes"]

    assert [title for title, _ in row.telling] == ["You, the learner", "Your guide"]
    assert ("Supervisor, director and coordinator, anyone else", "Nothing.") in row.nothing


def test_visibility_rows_tell_coaching_from_the_other_forms():
    assert _columns("session_dates")["Your supervisor"] == (
        Line("A supervisor sees that the coaching runs.", "Coaching", sees_nothing=False),
        Line("Not even a count.", "In any other form", sees_nothing=True),
    )


def test_visibility_rows_mark_what_holds_after_the_end():
    assert _columns("session_dates")["Your guide"] == (
        Line("The guide keeps them.", "", sees_nothing=False),
        Line("The guide can still read them.", "Afterwards", sees_nothing=False),
    )


def test_visibility_rows_say_nothing_once():
    assert _columns("shared_notes")["Anyone else"] == (Line("Nothing.", "", sees_nothing=True),)
