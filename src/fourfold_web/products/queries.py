"""What pages read about products; the review summary asks here too."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from fourfold_web.people.models import Person
from fourfold_web.products.access import DATUM
from fourfold_web.products.models import Product
from fourfold_web.programs.models import Program
from fourfold_web.programs.narrowing import smallest_group


@dataclass(frozen=True, slots=True)
class Totals:
    """How many products a program's learners have kept, and how many learners these are."""

    products: int
    learners: int


def products_of(learner: Person, program: Program) -> QuerySet[Product]:
    """Everything that the learner has kept in this program, the newest first."""
    return Product.objects.filter(engagement__learner=learner, engagement__program=program)


def totals_in(program: Program) -> Totals | None:
    """The program's numbers; `None` while so few learners stand behind them that one would show."""
    rows = Product.objects.filter(engagement__program=program)
    fewest = smallest_group(
        [program], DATUM, rows, moment="created_at", program="engagement__program"
    )
    if fewest is None:
        return None
    numbers = rows.aggregate(
        products=Count("pk"), learners=Count("engagement__learner", distinct=True)
    )
    found = Totals(**numbers)
    return found if found.learners >= fewest else None
