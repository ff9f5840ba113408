"""Addresses of measures at baseline, midpoint and end, and of the look back."""

from django.urls import path

from fourfold_web.measures.views import look_back, measures

app_name = "measures"
urlpatterns = [
    path("pairs/<uuid:engagement_id>/measures/", measures.measures, name="measures"),
    path("pairs/<uuid:engagement_id>/look-back/", look_back.look_back, name="look_back"),
    path("program/measures/", measures.summary, name="summary"),
]
