"""What the review of one document finds, and what it rightly leaves alone."""

import pytest

from fourfold.documents.review import Code, Place, RoleForm
from fourfold.documents.reviewing import review_document
from fourfold.documents.text import DocumentText


def codes(text: str) -> list[Code]:
    return [each.code for each in review_document(DocumentText("page.md", text)).findings]


def forms(text: str) -> dict[str, RoleForm]:
    return {each.term: each.form for each in review_document(DocumentText("page.md", text)).roles}


MENTOR_WHO_ADVISES = (
    "Faculty Mentors\n\n"
    "Each intern is matched with a faculty mentor. Your mentor approves your elective requests "
    "and tells you which forms to file before the deadline."
)


def test_a_mentor_who_gives_answers_is_called_what_he_is():
    review = review_document(DocumentText("page.md", MENTOR_WHO_ADVISES))

    (role,) = review.roles
    (finding,) = review.findings
    assert (role.term, role.form) == ("mentor", RoleForm.ADVISOR)
    assert (finding.code, finding.term, finding.rank) == (Code.TERM_MISMATCH, "mentor", 1)
    assert "the words describe advising" in finding.reason
    assert "“advisor”" in finding.advice
    assert finding.suggestion.startswith("Your faculty mentor works in your field")


def test_places_point_into_the_text():
    text = DocumentText("deck.pptx", MENTOR_WHO_ADVISES, page_starts=(0, 17))

    (finding,) = review_document(text).findings

    first = finding.places[0]
    assert first == Place(
        quote=text.text[first.start : first.end],
        start=first.start,
        end=first.end,
        line=3,
        page=2,
    )
    assert [each.start for each in finding.places] == sorted(each.start for each in finding.places)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("The advisor answers questions about registration and approves schedules.", "advisor"),
        ("The coach asks what you want to change and watches you try it.", "coach"),
        (
            (
                "The coach, an expert in this operation, asks first and says so before sharing "
                "her own experience."
            ),
            "coach_with_wisdom",
        ),
        ("The mentor shares her own path and introduces you to colleagues.", "mentor"),
        ("The coach lectures on anatomy and teaches the Wednesday skills lab.", "unclear"),
    ],
)
def test_the_form_follows_the_behavior(text: str, form: str):
    assert list(forms(text).values()) == [RoleForm(form)]


def test_bullets_belong_to_the_role_of_their_heading():
    text = (
        "Duties of the coach\n\n- listens and asks open questions\n- helps you set your own goals\n"
        "\nDuties of the advisor\n\n- explains program requirements\n- signs elective forms\n"
    )

    assert forms(text) == {"coach": RoleForm.COACH, "advisor": RoleForm.ADVISOR}
    assert codes(text) == []


def test_a_pronoun_speaks_of_the_last_role():
    text = "You have a mentor. She works in your field and tells you how she got there."

    assert forms(text) == {"mentor": RoleForm.MENTOR}


def test_a_question_belongs_to_the_role_that_answers_it():
    text = (
        "Want to know which form to file by the deadline? Ask your advisor. "
        "Want somebody to watch you present and ask what you noticed? Ask your coach."
    )

    assert forms(text) == {"advisor": RoleForm.ADVISOR, "coach": RoleForm.COACH}


@pytest.mark.parametrize(
    "text",
    [
        "A coach is not a mentor: the coach asks, and does not tell her own story.",
        (
            "Coaches do not evaluate residents and never report to the committee. They ask "
            "questions, and you choose the goal."
        ),
        "Unlike an advisor, your coach will not give answers; she asks until you find yours.",
        (
            "In many programs coaches tell residents what to do. Ours ask, and residents choose "
            "their own goals."
        ),
        "The Coaching Center is on the second floor. Coffee is free.",
        "The ombudsperson is not an advocate, advisor or mentor to any party.",
        "The preceptor mentors students.\n\nThe coach asks open questions.",
        "Your coach asks. I am not thereby your advisor or mentor.",
        "The advisor answers. Mentors and coaches cannot sign this form for you.",
        "Coaches ask and listen. For a straight answer, your adviser is still your adviser.",
        (
            "An advisor tells you which forms to file. A coach asks what you want to change. "
            "A mentor has walked the road and shares it for years."
        ),
    ],
)
def test_denial_contrast_and_reported_faults_are_the_best_texts(text: str):
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("You meet your mentor/advisor, who signs your elective forms.", "INTERCHANGED_TERMS"),
        ("Our advisors serve as mentors and answer questions on forms.", "INTERCHANGED_TERMS"),
        ("Each resident has a mentor. Names are posted in August.", "UNDEFINED_TERM"),
        ("Coaches listen and ask. The coach votes on the committee.", "ASSESSOR_CONFLICT"),
        (
            "Your mentor tells her own story when burnout weighs on you.",
            "MISSING_CONFIDENTIALITY",
        ),
        (
            "Mentors share their own path in a long-term relationship with residents.",
            "MISSING_DURATION",
        ),
        (
            "The coach asks and listens. A learning plan will be developed.",
            "MISSING_CONTROL",
        ),
        ("Mentors share their own path. Come to them with anything.", "MISSING_SCOPE"),
        (
            "Coaches listen and ask. Coaches are reappointed by the dean each June.",
            "MISSING_FEEDBACK",
        ),
    ],
)
def test_each_code_has_its_words(text: str, code: str):
    assert Code(code) in codes(text)


def test_peers_and_faculty_of_one_word_are_two_roles():
    text = (
        "Peer mentors show you around and get your badge working on the first day.\n\n"
        "Faculty mentors of your specialty share their own path and introduce you to colleagues "
        "for years. Your mentor stays in touch after graduation."
    )

    assert forms(text) == {"peer mentor": RoleForm.UNCLEAR, "faculty mentor": RoleForm.MENTOR}


def test_a_question_that_is_answered_with_no_is_denied():
    text = "Does my coach grade me? No. What happens then? The coach watches you and asks."

    assert codes(text) == []


def test_who_gets_the_notes_may_be_said_of_somebody_else():
    text = "The coach asks and listens. The program director reads the coach's notes each month."

    assert Code.ASSESSOR_CONFLICT in codes(text)


def test_where_one_is_sent_to_another_the_text_goes_on_about_the_first():
    text = (
        "The coach does not fix your schedule. For that, see the career advisors. What is left: "
        "a goal you care about, and somebody who asks the next question."
    )

    assert forms(text)["coach"] == RoleForm.COACH


def test_a_story_that_is_told_is_no_advice():
    text = "Your mentor tells you how she herself found her way, and you write for years."

    assert forms(text) == {"mentor": RoleForm.MENTOR}


def test_suggestions_use_the_program_s_own_name_and_the_right_article():
    text = (
        "Each student meets a career advisor. The career advisor shares her own path, brings you "
        "into her society and stays in touch for decades."
    )

    (finding,) = review_document(DocumentText("page.md", text)).findings

    assert finding.reason.startswith("Called an advisor,")
    assert "Your career advisor answers" in finding.suggestion


def test_a_gap_that_is_filled_is_no_gap():
    text = (
        "Your mentor tells her own story when burnout weighs on you. What you say stays between "
        "the two of you."
    )

    assert codes(text) == []


def test_what_a_full_text_would_say_is_offered_and_no_finding():
    text = "The coach asks questions, and you choose the goal. You meet monthly for six months."

    (role,) = review_document(DocumentText("page.md", text)).roles

    assert codes(text) == []
    assert Code.MISSING_DURATION not in role.not_stated
    assert Code.MISSING_CONFIDENTIALITY in role.not_stated


def test_findings_come_in_the_order_in_which_a_director_wants_them():
    text = (
        "Mentor/advisor program\n\nYour mentor/advisor tells you which electives to take, answers "
        "questions on forms, votes on the promotions committee and can help with burnout."
    )

    assert codes(text)[:2] == [Code.ASSESSOR_CONFLICT, Code.MISSING_CONFIDENTIALITY]


def test_another_language_is_named_and_not_judged():
    text = (
        "El mentor acompaña al residente durante los tres años del programa, comparte su "
        "experiencia y lo presenta a sus colegas de la especialidad en los congresos."
    )

    review = review_document(DocumentText("es.txt", text))

    assert (review.roles, review.findings) == ([], [])
    assert "not in English" in review.notice


def test_only_the_english_part_of_a_mixed_text_is_judged():
    text = (
        f"{MENTOR_WHO_ADVISES}\n\nEl coach escucha al residente y le pregunta qué quiere cambiar "
        "antes de cada reunión del trimestre, sin dar consejos ni respuestas."
    )

    review = review_document(DocumentText("mixed.txt", text))

    assert [each.term for each in review.roles] == ["mentor"]
    assert "Parts of this text" in review.notice


@pytest.mark.parametrize("text", ["", "\n\n", "___ | ___", "mentor", "coach " * 500, "?!.;:"])
def test_odd_texts_are_reviewed_without_complaint(text: str):
    review_document(DocumentText("odd.txt", text))
