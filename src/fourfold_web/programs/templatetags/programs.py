"""The name that a program has for a form of guidance, beside the standard one."""

from collections.abc import Collection, Iterable

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from fourfold_web.programs import queries
from fourfold_web.programs.models import Program

register = template.Library()


@register.simple_tag
def called_here(program: Program, form_of_guidance: str | None) -> SafeString:
    """“Here: Skills partner”, small, to stand beside the badge; nothing without such a name."""
    name = queries.called_here(program, form_of_guidance) if form_of_guidance else ""
    return format_html('<span class="meta">Here: “{}”</span>', name) if name else ""


@register.filter
def all_in(wanted: Iterable[str], offered: Collection[str]) -> bool:
    """Whether every one of these forms is offered."""
    return all(each in offered for each in wanted)
