from django.urls import path

from fourfold_web.roster.views import offer, people

app_name = "roster"

urlpatterns = [
    path("people/", people.people, name="people"),
    path("offer-to-guide/", offer.offer_to_guide, name="offer_to_guide"),
]
