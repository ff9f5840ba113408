from django.urls import path

from fourfold_web.roster.views import people

app_name = "roster"

urlpatterns = [
    path("people/", people.people, name="people"),
]
