from django.urls import path

from fourfold_web.reports.views import supervision, waiting

app_name = "reports"

urlpatterns = [
    path("", waiting.waiting, name="waiting"),
    path("supervision/", supervision.supervision, name="supervision"),
]
