"""Addresses of values, goals, steps, habits and check-ins."""

from django.urls import path

from fourfold_web.goals.views import check_in, goal, goals, habits, plan, share, shared, steps
from fourfold_web.goals.views import values as values_views

app_name = "goals"
urlpatterns = [
    path("goals/", goals.goals, name="goals"),
    path("goals/values/", values_views.values, name="values"),
    path("goals/new/", goals.new, name="new"),
    path("goals/share/", share.share, name="share"),
    path("goals/habits/", habits.habits, name="habits"),
    path("goals/steps/<uuid:step_id>/", steps.step, name="step"),
    path("goals/check-ins/<uuid:check_in_id>/", check_in.check_in, name="check_in"),
    path("goals/<uuid:goal_id>/", goal.goal, name="goal"),
    path("goals/<uuid:goal_id>/words/", goals.words, name="words"),
    path("goals/<uuid:goal_id>/levels/", plan.scale, name="scale"),
    path("goals/<uuid:goal_id>/obstacle/", plan.obstacle, name="obstacle"),
    path("pairs/<uuid:engagement_id>/goals/", shared.shared, name="shared"),
    path("pairs/<uuid:engagement_id>/goals/step/", shared.pair_step, name="pair_step"),
    path(
        "pairs/<uuid:engagement_id>/goals/<uuid:goal_id>/comment/", shared.comment, name="comment"
    ),
]
