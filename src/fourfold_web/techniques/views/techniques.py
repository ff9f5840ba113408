"""What guides share with each other, and the director's look at it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fourfold_web.programs.models import MembershipRole
from fourfold_web.techniques.access import techniques_visible_to
from fourfold_web.techniques.forms import FindForm
from fourfold_web.techniques.queries import found_among, may_share_in, shared_with
from fourfold_web.techniques.views.rows import require_role

PER_PAGE = 20


@require_safe
def techniques(request: HttpRequest) -> HttpResponse:
    """The techniques of one's programs, with search and filter."""
    require_role(request.user, MembershipRole.GUIDE)
    form = FindForm(request.GET)
    sought = form.cleaned_data if form.is_valid() else {}
    found = found_among(
        shared_with(request.user),
        form=sought.get("form_of_guidance", ""),
        setting=sought.get("setting", ""),
        words=sought.get("words_sought", ""),
    )
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "query": f"{query.urlencode()}&" if query else "",
        "is_sought": any(sought.values()),
        "is_narrowed": any(sought.get(name) for name in ("form_of_guidance", "setting")),
        "may_share": bool(may_share_in(request.user)),
        "has_shared": request.user.techniques.exists(),
    }
    return render(request, "techniques/techniques.html", context)


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Every technique of the programs that one directs, hidden ones too."""
    programs = require_role(request.user, MembershipRole.DIRECTOR)
    found = techniques_visible_to(request.user).filter(program__in=programs)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "techniques/overview.html", {"page": page})
