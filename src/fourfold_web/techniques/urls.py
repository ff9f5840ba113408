"""Addresses of the techniques that guides share."""

from django.urls import path

from fourfold_web.techniques.views import technique, techniques, write

app_name = "techniques"

urlpatterns = [
    path("", techniques.techniques, name="techniques"),
    path("program/", techniques.overview, name="overview"),
    path("new/", write.new, name="new"),
    path("<uuid:technique_id>/", technique.technique, name="technique"),
    path("<uuid:technique_id>/edit/", write.edit, name="edit"),
    path("<uuid:technique_id>/tried/", technique.tried, name="tried"),
    path("<uuid:technique_id>/withdraw/", technique.withdraw, name="withdraw"),
    path("<uuid:technique_id>/hide/", technique.hide, name="hide"),
]
