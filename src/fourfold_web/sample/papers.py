"""What sample learners made, what they published for a review, and who offers to guide."""

from datetime import timedelta

from django.utils import timezone

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.products import read_reference
from fourfold_web.goals.access import goals_of
from fourfold_web.papers import actions
from fourfold_web.papers.queries import summary_of
from fourfold_web.papers.summary import Choice, Part
from fourfold_web.people.models import Person
from fourfold_web.products.actions import keep_products
from fourfold_web.products.confirmed import Confirmed
from fourfold_web.products.models import MentorRole, Product
from fourfold_web.programs.models import Program
from fourfold_web.roster.actions import offer_to_guide
from fourfold_web.sample.clock import Clock, date_back


def add_papers(entry: dict, *, program: Program, persons: dict[str, Person], clock: Clock) -> None:
    """Play `papers` of data.toml: products, published summaries, offers to guide."""
    for each in entry["products"]:
        _add_product(each, persons, clock)
    for each in entry["snapshots"]:
        _add_snapshot(each, program, persons[each["learner"]], clock)
    for each in entry["offers"]:
        forms = [FormOfGuidance(form) for form in each["forms"]]
        person = persons[each["learner"]]
        offer = offer_to_guide(by=person, program=program, about=each["about"], forms=forms)
        date_back(offer, offered_at=clock.ago(each["days"]))


def _add_product(entry: dict, persons: dict[str, Person], clock: Clock) -> None:
    learner = persons[entry["learner"]]
    pair = learner.engagements_as_learner.get(
        guide=persons[entry["guide"]], form_of_guidance=FormOfGuidance.MENTORING
    )
    confirmed = Confirmed(
        title=entry["title"],
        year=timezone.localtime(clock.ago(entry["days"])).year,
        reference=read_reference(entry.get("reference", entry["title"])),
        mentor_role=MentorRole(entry["mentor_role"]),
    )
    [product] = keep_products(by=learner, engagement=pair, confirmed=[confirmed])
    date_back(product, created_at=clock.ago(entry["days"]))


def _add_snapshot(entry: dict, program: Program, learner: Person, clock: Clock) -> None:
    products = Product.objects.filter(engagement__learner=learner)
    choice = Choice(
        since=timezone.localdate(clock.ago(entry["days"])) - timedelta(days=183),
        goals={str(goal.pk): frozenset(Part) for goal in goals_of(learner)},
        meetings=True,
        products=frozenset(str(each.pk) for each in products),
        words=entry["words"],
    )
    actions.keep_choice(learner=learner, program=program, choice=choice)
    summary = summary_of(learner, program, choice)
    snapshot = actions.publish_summary(learner=learner, program=program, summary=summary)
    date_back(snapshot, published_at=clock.ago(entry["days"]))
    for words in entry.get("statements", ()):
        statement = actions.add_statement(by=learner, snapshot=snapshot, words=words)
        date_back(statement, at=clock.ago(entry["days"] - 1))
