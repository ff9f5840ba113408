"""The only writes on products: keyword-only, atomic, an audit entry inside."""

from collections.abc import Sequence

from django.db import transaction

from fourfold.issues import FourfoldError
from fourfold_web.engagements.conflicts import pair_has_ended
from fourfold_web.engagements.models import Engagement
from fourfold_web.people.models import Person
from fourfold_web.products.confirmed import Confirmed
from fourfold_web.products.models import Product
from fourfold_web.shared.audit import record

MOST = 200


@transaction.atomic
def keep_products(
    *, by: Person, engagement: Engagement, confirmed: Sequence[Confirmed]
) -> list[Product]:
    """Keep these products of a running pair.

    One that the pair has already is left as it is, so that two taps keep one. Raises FourfoldError
    above the most that a pair can hold, and Conflict once the pair has ended.
    """
    # The lock makes two taps take turns; what is confided cannot be unique in the database.
    if not Engagement.objects.select_for_update().get(pk=engagement.pk).is_active:
        raise pair_has_ended()
    known = {each.reference for each in engagement.products.all()}
    fresh = {each.reference: each for each in confirmed if each.reference not in known}
    if len(known) + len(fresh) > MOST:
        raise FourfoldError(f"A pair can hold {MOST} products. Remove some, or keep fewer.")
    return [_keep(by, engagement, each) for each in fresh.values()]


@transaction.atomic
def remove_product(*, by: Person, product: Product) -> None:
    """Delete one product of the learner's own. Doing it twice changes nothing."""
    record(actor=by, verb="remove_product", of=product)
    Product.objects.filter(pk=product.pk).delete()


def _keep(by: Person, engagement: Engagement, confirmed: Confirmed) -> Product:
    product = Product.objects.create(
        engagement=engagement,
        entry={
            "title": confirmed.title,
            "year": confirmed.year,
            "found": confirmed.reference.found.value,
            "value": confirmed.reference.value,
        },
        mentor_role=confirmed.mentor_role,
    )
    record(actor=by, verb="keep_product", of=product, mentor_role=product.mentor_role)
    return product
