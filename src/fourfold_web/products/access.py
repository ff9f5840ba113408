"""Who may see and do what with what came of a mentoring: asks the core's policy for each pair."""

from django.db.models import QuerySet

from fourfold_web.engagements.access import grants_on_engagement, is_party
from fourfold_web.engagements.models import Engagement
from fourfold_web.people.models import Person
from fourfold_web.products.models import Product

DATUM = "products"


def products_visible_to(person: Person) -> QuerySet[Product]:
    """The products of the pairs that `person` belongs to; the pair's form decides what of it."""
    return Product.objects.filter(is_party(person, "engagement__")).select_related("engagement")


def grants_on(person: Person, engagement: Engagement) -> frozenset[str]:
    """What `person` may do with the products of this pair."""
    return grants_on_engagement(person, engagement, DATUM)
