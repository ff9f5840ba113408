"""The refresher beside the place where a form is chosen."""

from django import template

from fourfold.guidance.catalog import profile
from fourfold.learning.refreshers import refresher

register = template.Library()


@register.inclusion_tag("learning/_refresher.html")
def form_refresher(form_of_guidance: str, viewer: str = "guide") -> dict:
    """Folded: what to do, what to look out for and how to begin; `viewer` is learner or guide."""
    found = refresher(form_of_guidance)
    return {"refresher": found, "profile": profile(found.form_of_guidance), "viewer": viewer}
