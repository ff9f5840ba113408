"""A learner's review summary: picked item by item, looked at, published, taken back."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.goals import actions as goal_actions
from fourfold_web.papers.models import ReviewDraft, Snapshot
from fourfold_web.shared.models import AuditEntry

REVIEW, PREVIEW = reverse("papers:review"), reverse("papers:preview")
OWN_WORDS = "I want to lead rounds next year."


@pytest.fixture
def goal(cast):
    return cast.goal()


@pytest.fixture
def pick(cast, as_person):
    """Send the picking page as Lena."""
    lena = as_person(cast.lena)
    return lambda **sent: lena.post(REVIEW, {"since": "2026-05-01", "words": OWN_WORDS} | sent)


@pytest.fixture
def publish(cast, as_person, pick):
    """Publish what the preview shows."""

    def send(**sent):
        pick(**sent)
        seen = as_person(cast.lena).get(PREVIEW).context["seen"]
        return as_person(cast.lena).post(PREVIEW, {"seen": seen})

    return send


def test_review_offers_everything_and_ticks_nothing(cast, as_person, goal):
    page = as_person(cast.lena).get(REVIEW)

    assert "Nothing is shared" in page.text
    assert goal.words in page.text
    assert " checked" not in page.text


def test_review_holds_what_was_picked_and_nothing_else(cast, as_person, pick, goal):
    other = goal_actions.add_goal(
        learner=cast.lena, words="Sleep more.", terms=goal_actions.GoalTerms()
    )

    pick(**{f"{goal.pk}-parts": ["checks"]})

    page = as_person(cast.lena).get(PREVIEW)
    assert OWN_WORDS in page.text
    assert goal.words in page.text
    assert "Checks met: " in page.text
    assert "How far" not in page.text
    assert other.words not in page.text
    assert not Snapshot.objects.exists()


def test_review_says_that_a_goal_with_an_aim_is_relevant(cast, as_person, pick):
    aim = goal_actions.add_aim(learner=cast.lena, words="Lead a clinic.")
    goal = goal_actions.add_goal(
        learner=cast.lena, words="Get better.", terms=goal_actions.GoalTerms(aim=aim)
    )

    pick(**{f"{goal.pk}-parts": ["checks"]})

    assert "Checks met: relevant" in as_person(cast.lena).get(PREVIEW).text


def test_review_counts_meetings_by_form_and_lists_products(cast, as_person, pick):
    pair = cast.pair(FormOfGuidance.MENTORING)
    cast.ended_session(pair)
    product = cast.product(pair)

    pick(meetings="on", products=[str(product.pk)])

    summary = as_person(cast.lena).get(PREVIEW).context["summary"]
    assert [(each.form_of_guidance, each.count) for each in summary.meetings] == [("mentoring", 1)]
    assert summary.products == ("Rounds in one line · 2026 · mentor: adviser",)


def test_review_keeps_what_was_typed_when_it_refuses(pick):
    page = pick(since="soon")

    assert page.status_code == 422
    assert "Write the day as 2026-05-03." in page.text
    assert OWN_WORDS in page.text


def test_publish_tells_the_directors_and_freezes_what_was_seen(cast, publish, goal):
    response = publish(**{f"{goal.pk}-parts": ["words"]})
    before = goal.words
    goal_actions.change_goal(goal=goal, words="Quite another.", terms=goal_actions.GoalTerms())

    [snapshot] = Snapshot.objects.all()
    assert response.url == reverse("papers:snapshot", args=[snapshot.pk])
    assert snapshot.to_core().goals[0].words == before
    assert OutgoingMail.objects.get(kind="review_published").to == cast.dora
    assert AuditEntry.objects.get(verb="publish_summary").facts == {"goals": 1}


def test_publish_refuses_what_was_not_looked_at(cast, as_person, pick, goal):
    pick(**{f"{goal.pk}-parts": ["words"]})
    seen = as_person(cast.lena).get(PREVIEW).context["seen"]
    goal_actions.change_goal(goal=goal, words="Quite another.", terms=goal_actions.GoalTerms())

    page = as_person(cast.lena).post(PREVIEW, {"seen": seen})

    assert (page.status_code, Snapshot.objects.count()) == (409, 0)
    assert "Nothing was published." in page.text


def test_publish_twice_publishes_once(publish):
    publish()
    publish()

    assert Snapshot.objects.count() == 1


def test_preview_says_what_to_leave_out_beyond_two_pages(cast, as_person, pick):
    long = goal_actions.add_goal(
        learner=cast.lena, words="Read. " * 3000, terms=goal_actions.GoalTerms()
    )

    pick(**{f"{long.pk}-parts": ["words"]})

    page = as_person(cast.lena).get(PREVIEW)
    assert page.context["leave_out"] == ["the goal “Read. Read. Read. Read. Read. Read. Rea…”"]
    assert "Publish just this" not in page.text


def test_snapshot_reaches_directors_with_its_statement_until_it_is_taken_back(cast, as_person):
    snapshot = cast.snapshot()
    paper = reverse("papers:snapshot_pdf", args=[snapshot.pk])
    statement = reverse("papers:statement", args=[snapshot.pk])
    as_person(cast.lena).post(statement, {"words": "One more thing."})
    shown = as_person(cast.dora).get(paper)

    as_person(cast.lena).post(reverse("papers:withdraw", args=[snapshot.pk]))

    text = PdfReader(BytesIO(shown.content)).pages[0].extract_text()
    assert OWN_WORDS in text
    assert "One more thing." in text
    assert as_person(cast.dora).get(paper).status_code == 404
    assert as_person(cast.lena).get(paper).status_code == 200
    assert OutgoingMail.objects.get(kind="review_published").dropped_at is not None


def test_directors_list_only_what_is_published(cast, as_person):
    address = reverse("papers:snapshots")
    empty = as_person(cast.dora).get(address)
    cast.snapshot()
    ReviewDraft.objects.create(learner=cast.gita, program=cast.program, chosen={})

    page = as_person(cast.dora).get(address)

    assert "Nobody has published one yet" in empty.text
    assert [each.learner.name for each in page.context["page"]] == ["Lena Lind"]
