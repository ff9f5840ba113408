"""Addresses of a program's matching: rounds, runs, and what a published pair reads."""

from django.urls import path

from fourfold_web.matching.views import certificate, new_run, pair, publish, rounds, runs, try_out

app_name = "matching"
urlpatterns = [
    path("", rounds.rounds, name="rounds"),
    path("rounds/<uuid:round_id>/", rounds.round_page, name="round"),
    path("rounds/<uuid:round_id>/pairs/", rounds.rule, name="rule"),
    path("rounds/<uuid:round_id>/run/", new_run.new_run, name="new_run"),
    path("runs/<uuid:run_id>/", runs.run_page, name="run"),
    path("runs/<uuid:run_id>/progress/", runs.progress, name="progress"),
    path("runs/<uuid:run_id>/stop/", runs.stop, name="stop"),
    path("runs/<uuid:run_id>/compare/", try_out.compare, name="compare"),
    path("runs/<uuid:run_id>/try/", try_out.try_out, name="try_out"),
    path("runs/<uuid:run_id>/publish/", publish.publish, name="publish"),
    path("runs/<uuid:run_id>/certificate/", certificate.certificate, name="certificate"),
    path("runs/<uuid:run_id>/folder/", certificate.folder, name="folder"),
    path("proposals/<uuid:proposal_id>/", runs.proposal, name="proposal"),
    path("pairs/<uuid:proposal_id>/", pair.pair, name="pair"),
]
