"""One click takes the sample program away."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from fourfold_web.programs import actions
from fourfold_web.programs.access import programs_where
from fourfold_web.programs.models import MembershipRole


@require_POST
def remove_sample(request: HttpRequest) -> HttpResponse:
    """Remove the sample program that the person directs; a sample person is signed out with it."""
    program = get_object_or_404(
        programs_where(request.user, MembershipRole.DIRECTOR), is_sample=True
    )
    leaves = request.user.is_sample
    actions.remove_sample(by=request.user, program=program)
    if leaves:
        logout(request)
    messages.success(request, "The sample data is gone.")
    return redirect("welcome" if leaves else "home")
