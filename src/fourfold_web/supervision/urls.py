"""Addresses of the supervisor's part: openness, recommendations, and what was passed on."""

from django.urls import path

from fourfold_web.supervision.views import openness, passed_on, recommend, recommendations

app_name = "supervision"
urlpatterns = [
    path("openness/", openness.openness, name="openness"),
    path("learners/<uuid:supervision_id>/recommend/", recommend.recommend, name="recommend"),
    path("recommendations/", recommendations.recommendations, name="recommendations"),
    path(
        "recommendations/<uuid:recommendation_id>/",
        recommendations.recommendation,
        name="recommendation",
    ),
    path(
        "recommendations/<uuid:recommendation_id>/pass-on/",
        recommendations.pass_on,
        name="pass_on",
    ),
    path("passed-on/<uuid:passed_on_id>/take-back/", recommendations.take_back, name="take_back"),
    path("pairs/<uuid:engagement_id>/passed-on/", passed_on.passed_on, name="passed_on"),
]
