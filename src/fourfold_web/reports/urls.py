from django.urls import path

from fourfold_web.reports.views import (
    coverage,
    hand_over,
    health,
    reports,
    research,
    setup,
    study,
    supervision,
    waiting,
)

app_name = "reports"

urlpatterns = [
    path("", waiting.waiting, name="waiting"),
    path("waiting/<uuid:request_id>/guide/", hand_over.hand_over, name="hand_over"),
    path("supervision/", supervision.supervision, name="supervision"),
    path("health/", health.health, name="health"),
    path("setup/", setup.setup, name="setup"),
    path("health/numbers.csv", health.health_csv, name="health_csv"),
    path("coverage/", coverage.coverage, name="coverage"),
    path("coverage/numbers.csv", coverage.coverage_csv, name="coverage_csv"),
    path("reports/", reports.reports, name="reports"),
    path("reports/report.pdf", reports.report_pdf, name="report_pdf"),
    path("reports/report.csv", reports.report_csv, name="report_csv"),
    path("reports/dictionary.csv", study.study_dictionary, name="study_dictionary"),
    path("reports/pairs.csv", study.study_rows, name="study_rows"),
    path("pairs/<uuid:engagement_id>/research/", research.research, name="research"),
]
