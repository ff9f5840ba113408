"""Tags and filters for every page: forms of guidance, persons, moments, lengths of time."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from fourfold.guidance.catalog import FormOfGuidance, FormProfile, profile, profiles
from fourfold.guidance.intake import question
from fourfold.transcripts import timeline
from fourfold_web.shared import addresses

register = template.Library()
register.simple_tag(addresses.address)
register.simple_tag(addresses.asset)

# One file a component, in the order of the cascade.
STYLESHEETS = (
    "tokens",
    "base",
    "layout",
    "app-bar",
    "button",
    "field",
    "card",
    "notice",
    "lists",
    "slots",
    "table",
    "form-of-guidance",
    "role-banner",
    "bottom-bar",
    "public",
    "print",
)


@register.simple_tag
@cache
def stylesheets() -> SafeString:
    """The links to every page's style sheets, put together once for each process."""
    links = ((addresses.asset(f"css/{name}.css"),) for name in STYLESHEETS)
    return format_html_join("\n  ", '<link rel="stylesheet" href="{}">', links)


@register.filter
def form_profile(form_of_guidance: str) -> FormProfile:
    """The whole profile of one form, for a page that shows several of its parts."""
    return profile(form_of_guidance)


@register.simple_tag
def form_profiles() -> list[FormProfile]:
    """The four profiles in the order in which they are always shown."""
    return list(profiles().values())


@register.filter
def form_name(form_of_guidance: str | None) -> str:
    """“Coaching with wisdom”; empty while no form is chosen."""
    return profile(form_of_guidance).name if form_of_guidance else ""


@register.filter
def form_guide_name(form_of_guidance: str | None) -> str:
    """What a learner calls the guide: “your coach”, or “your guide” while no form is chosen."""
    return f"your {profile(form_of_guidance).guide_is}" if form_of_guidance else "your guide"


@register.simple_tag
def role_line(form_of_guidance: str, viewer: str = "guide", guide_name: str = "") -> str:
    """The declared role as each side reads it: “You are coaching”, “Gita is coaching”."""
    says = profile(form_of_guidance).role_says
    if viewer == "guide":
        return says
    return says.replace("You are", f"{guide_name or 'Your guide'} is", 1)


@register.simple_tag
@cache
def form_icon(form_of_guidance: str, size: str = "") -> SafeString:
    """The shape and glyph of a form; the word always stands beside it, so it has no name.

    Kept once drawn, since lists draw the same four again and again.
    """
    context = {"form_of_guidance": FormOfGuidance(form_of_guidance).value, "size": size}
    return render_to_string("components/form_icon.html", context)


@register.simple_tag
@cache
def form_badge(form_of_guidance: str, size: str = "", text: str = "") -> SafeString:
    """Shape and name of a form of guidance; `text` in place of the name."""
    context = {"form_of_guidance": form_of_guidance, "size": size, "text": text}
    return render_to_string("components/form_badge.html", context)


@register.simple_tag
def tag(text: str, kind: str = "") -> SafeString:
    """A state in a word or two; `kind` is success, warning, danger, quiet or nothing."""
    return format_html('<span class="tag{}">{}</span>', f" tag--{kind}" if kind else "", text)


@register.filter
def answer_words(answer: str) -> str:
    """What a reason rests on, as the learner said it: “wants=answer” → the choice's label.

    A reason that rests on the learner's own words (“words: …”) gives these.
    """
    if answer.startswith("words:"):
        return answer.removeprefix("words:").strip()
    key, _, value = answer.partition("=")
    return question(key).choice(value).label


@register.filter
def all_answer_words(answers: str) -> str:
    """The change of a near miss: “wants=answer and horizon=once” → “label” and “label”."""
    return " and ".join(f"“{answer_words(each)}”" for each in answers.split(" and "))


@register.simple_tag(takes_context=True)
def by_link_field(context) -> SafeString:
    """For each form of a page that a mail's link may open: what stands for signing in."""
    token = getattr(context["request"], "by_link", "")
    return format_html('<input type="hidden" name="by" value="{}">', token) if token else ""


@register.filter
def initials(name: str) -> str:
    """“LO” for “Lena Ortiz, MD”: first and last name, without what follows a comma."""
    words = [word for word in name.split(",")[0].split() if word[0].isalpha()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


# Lists show many moments, and these take a fraction of the time of Django's own “date”.
@register.filter(expects_localtime=True)
def iso(moment: datetime | None) -> str:
    """For a `datetime` attribute: “2026-05-03T14:05:00-05:00”."""
    return moment.isoformat() if moment else ""


@register.filter(expects_localtime=True)
def day(moment: datetime | None) -> str:
    """“May 3, 2026”."""
    return f"{moment:%b} {moment.day}, {moment.year}" if moment else ""


@register.filter(expects_localtime=True)
def day_and_time(moment: datetime | None) -> str:
    """“May 3, 2026, 14:05”."""
    return f"{day(moment)}, {moment:%H:%M}" if moment else ""


@register.filter
def ago(moment: datetime | None) -> str:
    """“today 14:05”, “yesterday 14:05”, “3 days ago”, “in 2 days”; the date beyond 30 days."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    days = (timezone.localdate() - local.date()).days
    near = {0: "today", 1: "yesterday", -1: "tomorrow"}
    if days in near:
        return f"{near[days]} {local:%H:%M}"
    if abs(days) > 30:
        return day(local)
    return f"{days} days ago" if days > 0 else f"in {-days} days"


@register.filter
def duration(length: timedelta | None) -> str:
    """“25 min”, “1 h 5 min”; empty when the length is not known."""
    if length is None:
        return ""
    hours, minutes = divmod(max(0, int(length.total_seconds())) // 60, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


@register.filter
def clock(seconds: float | None) -> str:
    """A place in a recording: “4:05”, “1:04:05”; empty when it is not known."""
    return "" if seconds is None else timeline.clock(seconds)


@register.filter
def lookup(values: Mapping[Any, Any] | None, key: Any) -> Any:
    """The value of one key, or nothing; templates cannot look up a key held in a variable."""
    return values.get(str(key), "") if values else ""
