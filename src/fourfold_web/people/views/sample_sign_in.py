"""The demo's way in: one link for each sample person."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from fourfold_web.people.models import Person

SALT = "sample_sign_in"


def sample_sign_in_path(person: Person) -> str:
    """The address that signs in as this sample person while the demo runs."""
    return reverse("sample_sign_in", args=[signing.dumps(str(person.pk), salt=SALT)])


@login_not_required
@require_safe
def sample_sign_in(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in as a sample person, in place of whoever was signed in. Outside the demo: 404."""
    if not settings.DEMO:
        raise Http404
    try:
        person_id = signing.loads(token, salt=SALT)
    except signing.BadSignature as forged:
        raise Http404 from forged
    person = get_object_or_404(Person, pk=person_id, is_sample=True, is_active=True)
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("home")
