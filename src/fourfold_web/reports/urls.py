from django.urls import path

from fourfold_web.reports.views import hand_over, supervision, waiting

app_name = "reports"

urlpatterns = [
    path("", waiting.waiting, name="waiting"),
    path("waiting/<uuid:request_id>/guide/", hand_over.hand_over, name="hand_over"),
    path("supervision/", supervision.supervision, name="supervision"),
]
