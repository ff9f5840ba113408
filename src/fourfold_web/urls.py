"""Every page's address. policy.toml names the rule of each; checks.py compares the two."""

from django.urls import include, path

from fourfold_web.pages.views import errors

urlpatterns = [
    path("", include("fourfold_web.pages.urls")),
    path("account/", include("fourfold_web.people.urls")),
    path("", include("fourfold_web.programs.urls")),
    path("", include("fourfold_web.correspondence.urls")),
    path("library/", include("fourfold_web.library.urls")),
    path("learning/", include("fourfold_web.learning.urls")),
    path("program/need/", include("fourfold_web.need_checklist.urls")),
    path("program/documents/", include("fourfold_web.documents.urls")),
    path("", include("fourfold_web.availability.urls")),
    path("", include("fourfold_web.engagements.urls")),
    path("", include("fourfold_web.appointments.urls")),
    path("matching/", include("fourfold_web.wishes.urls")),
    path("program/matching/", include("fourfold_web.matching.urls")),
    path("", include("fourfold_web.goals.urls")),
    path("", include("fourfold_web.guidance_sessions.urls")),
    path("", include("fourfold_web.coaching_cycle.urls")),
    path("supervision/", include("fourfold_web.supervision.urls")),
    path("techniques/", include("fourfold_web.techniques.urls")),
    path("", include("fourfold_web.measures.urls")),
    path("", include("fourfold_web.products.urls")),
    path("", include("fourfold_web.transcripts.urls")),
    path("", include("fourfold_web.papers.urls")),
    path("program/", include("fourfold_web.roster.urls")),
    path("program/", include("fourfold_web.reports.urls")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
