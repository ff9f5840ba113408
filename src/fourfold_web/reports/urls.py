from django.urls import path

from fourfold_web.reports.views import people, supervision, waiting

app_name = "reports"

urlpatterns = [
    path("", waiting.waiting, name="waiting"),
    path("people/", people.people, name="people"),
    path("supervision/", supervision.supervision, name="supervision"),
]
