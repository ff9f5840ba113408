from django.urls import path

from fourfold_web.roster.views import bring_in, lists, new_address, offer, people, roll_over

app_name = "roster"

urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/bring-in/", bring_in.bring_in, name="bring_in"),
    path("people/bring-in/<uuid:import_id>/", lists.roster_list, name="list"),
    path("people/bring-in/<uuid:import_id>/columns/", lists.columns, name="columns"),
    path("people/bring-in/<uuid:import_id>/refused.csv", lists.refused, name="refused"),
    path("people/next-year/", roll_over.roll_over, name="roll_over"),
    path("people/next-year/<uuid:roll_over_id>/", roll_over.rolled_over, name="rolled_over"),
    path("new-address/", new_address.new_address, name="new_address"),
    path("offer-to-guide/", offer.offer_to_guide, name="offer_to_guide"),
]
