"""Addresses of what both sides wish in a matching round."""

from django.urls import path

from fourfold_web.wishes.views import apart, guides, guiding, impression, need, needs, profile

app_name = "wishes"
urlpatterns = [
    path("", needs.needs, name="needs"),
    path("guiding/", guiding.guiding, name="guiding"),
    path("about/<uuid:membership_id>/", profile.about, name="about"),
    path("offer/<uuid:membership_id>/", profile.offer, name="offer"),
    path("rounds/<uuid:round_id>/need/", need.new, name="new"),
    path("rounds/<uuid:round_id>/learners/", guiding.learners, name="learners"),
    path("rounds/<uuid:round_id>/apart/", apart.apart, name="apart"),
    path("needs/<uuid:need_id>/", guides.need, name="need"),
    path("needs/<uuid:need_id>/words/", need.words, name="words"),
    path("needs/<uuid:need_id>/form/", need.choose, name="choose"),
    path("needs/<uuid:need_id>/withdraw/", needs.withdraw, name="withdraw"),
    path("talks/<uuid:appointment_id>/", impression.impression, name="impression"),
]
