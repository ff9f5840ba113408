"""The name that a program has for a form of guidance, beside the standard one."""

from collections.abc import Collection, Iterable

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from fourfold_web.programs import queries
from fourfold_web.programs.models import MembershipRole, Program

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


@register.inclusion_tag("programs/_back_to_setup.html")
def back_to_setup(program: Program) -> dict:
    """The way back to the list of what to set up, while no pair of the program has begun."""
    return {"program": program, "is_new": not queries.has_begun(program)}


@register.inclusion_tag("programs/_whom_to_ask.html")
def whom_to_ask(program: Program) -> dict:
    """The directors of the program by name and address, as part of a sentence."""
    directors = queries.persons_with(MembershipRole.DIRECTOR, program)
    return {"directors": directors.filter(is_active=True)}
