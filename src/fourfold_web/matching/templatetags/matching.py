"""Filters for the pages of matching: points and ranks as people write them."""

from django import template

from fourfold_web.matching.shown import ordinal

register = template.Library()
register.filter("nth", ordinal)


@register.filter
def thousands(number: int) -> str:
    """“6,240”."""
    return f"{number:,}"
