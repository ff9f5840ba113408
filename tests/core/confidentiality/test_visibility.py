"""The matrix of who may see what, row by row, and what the policy file must say."""

import tomllib
from importlib.resources import files

import pytest

from fourfold.confidentiality.narrowing import narrowings
from fourfold.confidentiality.visibility import (
    Cell,
    Datum,
    Relation,
    Role,
    cells,
    data,
    in_words,
    may_see,
    policy,
    read_policy,
)
from fourfold.guidance.catalog import FormOfGuidance
from fourfold.issues import FourfoldError

FORMS = tuple(FormOfGuidance)
USUAL = {
    "learner": "own",
    "guide": "own",
    "supervisor": "supervised",
    "director": "program",
    "coordinator": "program",
    "assessor": "program",
    "sponsor": "program",
    "administrator": "program",
}
# One row a datum: learner, guide, supervisor in coaching, supervisor in mentoring, director and
# coordinator, assessor, sponsor, administrator; "" is nothing, not even that it exists.
MATRIX = {
    "agreement": (
        "read write sign", "read write sign", "form_and_dates", "", "form_and_dates", "", "", "",
    ),
    "session_dates": ("read", "read write", "count", "", "count last_date", "", "totals_of_5", ""),
    "shared_notes": ("read write", "read write", "", "", "", "", "", ""),
    "private_notes": ("read_once_shared", "read write share", "", "", "", "", "", ""),
    "reflections": ("read write share", "read_once_shared", "", "", "", "", "", ""),
    "goals": (
        "read write share read_once_shared comment", "read_once_shared comment", "work_goals",
        "", "ilp_snapshot", "ilp_snapshot_if_passed_on", "", "",
    ),
    "transcript_consent": ("read write withdraw", "read write withdraw", "", "", "", "", "", ""),
    "transcript": ("read_once_both_consented", "read write delete", "", "", "", "", "", ""),
    "in_role_report": ("read_once_shared", "read write share withdraw", "", "", "", "", "", ""),
    "practice": ("read write", "read write", "", "", "completion", "", "", ""),
    "closing_feedback": (
        "read write", "open_reply groups_of_5", "", "", "groups_of_5", "", "totals", "",
    ),
    "self_check": ("read write", "", "", "", "groups_of_10", "", "totals_of_10", ""),
    "guidance_session": ("read write", "read write switch", "", "", "", "", "", ""),
    "guide_reflection": ("", "read write", "", "", "", "", "", ""),
    "access_log": ("read", "own_acts", "", "", "", "", "", "acts"),
}  # fmt: skip
COLUMNS = (
    ("learner", "coaching"),
    ("guide", "coaching"),
    ("supervisor", "coaching"),
    ("supervisor", "mentoring"),
    ("director", "coaching"),
    ("assessor", "coaching"),
    ("sponsor", "coaching"),
    ("administrator", "coaching"),
)


def granted(role, datum, form=None, relation=None):
    return " ".join(sorted(may_see(role, relation or USUAL[role], datum, form)))


def words(text):
    return " ".join(sorted(text.split()))


@pytest.mark.parametrize("datum", MATRIX)
def test_may_see_answers_each_row_of_the_matrix(datum):
    answers = tuple(granted(role, datum, form) for role, form in COLUMNS)

    assert answers == tuple(words(text) for text in MATRIX[datum])


@pytest.mark.parametrize("datum", MATRIX)
@pytest.mark.parametrize("form", [None, *FORMS])
def test_coordinators_see_what_directors_see_of_a_record(datum, form):
    assert granted("coordinator", datum, form) == granted("director", datum, form)


@pytest.mark.parametrize(
    ("form", "learner", "guide", "supervisor"),
    [
        ("coaching", "read reply", "read", "write"),
        ("advising", "", "", ""),
        ("coaching_with_wisdom", "", "", ""),
        ("mentoring", "", "", ""),
    ],
)
def test_supervisor_input_exists_in_coaching_only(form, learner, guide, supervisor):
    answers = [
        granted(role, "supervisor_input", form) for role in ("learner", "guide", "supervisor")
    ]

    assert answers == [learner, guide, supervisor]


@pytest.mark.parametrize(
    ("form", "learner", "guide", "supervisor"),
    [
        ("mentoring", "forward read withdraw", "read_once_forwarded", "write_once"),
        ("advising", "forward read withdraw", "", "write_once"),
        ("coaching", "forward read withdraw", "", "write_once"),
        ("coaching_with_wisdom", "forward read withdraw", "", "write_once"),
        (None, "forward read withdraw", "", "write_once"),
    ],
)
def test_supervisor_recommendation_can_always_be_sent_and_reaches_mentors_only(
    form, learner, guide, supervisor
):
    """Were it bound to mentoring, being able to send one would tell that there is a mentor."""
    answers = [
        granted(role, "supervisor_recommendation", form)
        for role in ("learner", "guide", "supervisor")
    ]

    assert answers == [learner, guide, supervisor]


@pytest.mark.parametrize("form", ["advising", "coaching_with_wisdom", "mentoring", None])
def test_supervisors_see_nothing_outside_of_coaching(form):
    seen = {datum.name: granted("supervisor", datum.name, form) for datum in data()}

    assert {name for name, grants in seen.items() if grants} <= {"supervisor_recommendation"}
    assert seen["supervisor_recommendation"] in ("", "write_once")


@pytest.mark.parametrize(
    ("role", "relation", "grants"),
    [
        ("learner", "own", "read write"),
        ("learner", "ended", "read"),
        ("learner", "program", ""),
        ("guide", "asked", "answer read"),
        ("guide", "own", "read"),
        ("guide", "program", ""),
        ("director", "program", "age topic"),
        ("coordinator", "program", "age topic"),
        ("supervisor", "supervised", ""),
        ("assessor", "program", ""),
        ("sponsor", "program", ""),
        ("administrator", "program", ""),
    ],
)
def test_a_guidance_request_is_read_before_commitment_and_only_by_whom_it_is_for(
    role, relation, grants
):
    assert granted(role, "guidance_request", relation=relation) == grants


@pytest.mark.parametrize(
    ("datum", "role", "relation", "grants"),
    [
        ("need_checklist", "director", "program", "read write"),
        ("need_checklist", "guide", "program", "read"),
        ("need_checklist", "sponsor", "program", "read"),
        ("need_checklist", "learner", "own", ""),
        ("program_documents", "coordinator", "program", "read write"),
        ("program_documents", "guide", "program", "read"),
        ("program_documents", "supervisor", "supervised", ""),
        ("program_waiting", "director", "program", "age topic"),
        ("program_waiting", "guide", "program", ""),
        ("program_membership", "learner", "own", "read"),
        ("program_membership", "learner", "program", ""),
        ("program_membership", "director", "program", "read write"),
        ("program_membership", "coordinator", "program", "read"),
        ("guide_profile", "guide", "own", "read write"),
        ("guide_profile", "learner", "program", "read"),
        ("guide_profile", "sponsor", "program", ""),
    ],
)
def test_what_a_program_keeps(datum, role, relation, grants):
    assert granted(role, datum, relation=relation) == grants


@pytest.mark.parametrize("form", [None, *FORMS])
@pytest.mark.parametrize("role", ["learner", "guide", "supervisor"])
def test_after_the_end_parties_change_nothing_and_supervisors_see_nothing(role, form):
    seen = set().union(*(may_see(role, "ended", datum.name, form) for datum in data()))

    assert not seen & {"write", "sign", "switch", "answer", "comment", "reply", "share", "forward"}
    assert role != "supervisor" or not seen


OF_A_PERSON = (
    "guide_profile",
    "program_membership",
    "availability",
    "library_choices",
    "lesson_completion",
    "learning_progress",
    "technique",
)
OF_A_ROUND = (
    "matching_need",
    "matching_wishes",
    "matching_profile",
    "conflict_of_interest",
    "impression",
    "matched_pair",
)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("datum", [datum.name for datum in data()])
@pytest.mark.parametrize("role", ["learner", "guide"])
def test_after_the_end_parties_keep_reading_what_they_read(role, datum, form):
    reading = {"read", "own_acts", "open_reply", "groups_of_5"}
    # These belong to a person or a matching round, not to an engagement.
    if datum in (*OF_A_PERSON, *OF_A_ROUND):
        reading = set()

    before = {grant for grant in may_see(role, "own", datum, form) if grant in reading}

    assert before <= may_see(role, "ended", datum, form)


@pytest.mark.parametrize("role", ["director", "coordinator"])
def test_after_the_end_the_program_keeps_dates_and_counts(role):
    seen = {datum.name: granted(role, datum.name, "mentoring", "ended") for datum in data()}

    assert {name: grants for name, grants in seen.items() if grants} == {
        "agreement": "form_and_dates",
        "session_dates": "count last_date",
    }


@pytest.mark.parametrize("relation", Relation)
def test_strangers_see_nothing(relation):
    seen = [may_see("stranger", relation, each.name, form) for each in data() for form in FORMS]

    assert set(seen) == {frozenset()}


def test_without_a_relation_only_the_security_officer_sees_acts():
    seen = {(cell.role, cell.datum) for cell in cells() if cell.relation is Relation.NONE}

    assert seen == {(Role.ADMINISTRATOR, "access_log")}


def test_every_datum_says_something_about_every_role():
    said = {(cell.datum, cell.role) for cell in cells()}

    assert said == {
        (datum.name, role) for datum in data() for role in Role if role is not Role.STRANGER
    }


def test_cells_tell_why_coaching_with_wisdom_is_closed_to_supervisors():
    (cell,) = [
        each
        for each in cells()
        if (each.role, each.datum, each.form)
        == (Role.SUPERVISOR, "agreement", FormOfGuidance.COACHING_WITH_WISDOM)
    ]

    assert cell == Cell(
        role=Role.SUPERVISOR,
        relation=Relation.SUPERVISED,
        datum="agreement",
        form=FormOfGuidance.COACHING_WITH_WISDOM,
        grants=frozenset(),
        says="It holds mentoring, which stays independent of the supervisor.",
        source="B-2, G-95",
    )


def test_data_comes_in_the_order_of_the_matrix():
    assert data()[1] == Datum(
        name="agreement",
        title="Agreement",
        says="The form of guidance, what is covered and not covered, and the limits.",
        source="B-1, G-30",
    )


def test_every_grant_has_words_and_is_used():
    cuts = [cut for each in narrowings().values() for cut in each.cuts]
    used = {grant for cell in cells() for grant in cell.grants}
    used |= {grant for cut in cuts for grant in cut.gives}

    assert used == set(policy().grants)
    assert in_words("form_and_dates") == "sees the form of guidance and its dates"


@pytest.mark.parametrize(
    ("question", "says"),
    [
        (("mentor", "own", "agreement"), "Unknown role 'mentor'. Choose one of: learner, guide, "),
        (
            ("guide", "friend", "agreement"),
            "Unknown relation 'friend'. Choose one of: own, asked, ",
        ),
        (("guide", "own", "salary"), "Unknown datum 'salary'. Choose one of: guidance_request, "),
        (("guide", "own", "agreement", "tutoring"), "Unknown form of guidance 'tutoring'."),
    ],
)
def test_may_see_refuses_an_unknown_name_and_offers_the_choices(question, says):
    with pytest.raises(FourfoldError, match=says):
        may_see(*question)


def test_in_words_refuses_an_unknown_grant():
    with pytest.raises(FourfoldError, match="Unknown grant 'peek'"):
        in_words("peek")


def first_cell(**changes):
    return lambda found: found["data"][0]["cells"][0].update(changes)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (first_cell(grants=["peek"]), "Unknown grant of guidance_request 'peek'"),
        (first_cell(roles=["mentor"]), "Unknown role of guidance_request 'mentor'"),
        (first_cell(relations=["friend"]), "Unknown relation of guidance_request 'friend'"),
        (first_cell(forms=["tutoring"]), "Unknown form of guidance 'tutoring'"),
        (first_cell(until="friday"), "Unknown key of guidance_request 'until'"),
        (first_cell(says=" "), "says must be a text that is not empty"),
        (first_cell(roles=["stranger"]), "guidance_request: a stranger never sees anything."),
        (first_cell(relations=["ended"]), "learner, ended, every form stands in two cells"),
        (lambda found: found["data"][0]["cells"].pop(), "say what supervisor, assessor, sponsor, "),
        (lambda found: found["data"][0].pop("title"), "guidance_request: title must be a text"),
    ],
)
def test_read_policy_refuses_a_file_that_is_not_clear(spoil, says):
    text = files("fourfold").joinpath("data/visibility.toml").read_text(encoding="utf-8")
    found = tomllib.loads(text)
    spoil(found)

    with pytest.raises(FourfoldError, match=says):
        read_policy(found)
