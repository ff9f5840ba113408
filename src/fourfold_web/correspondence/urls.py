"""Addresses of mail: settings, stopping a kind of mail, and answering from a mail."""

from django.urls import path

from fourfold_web.correspondence.views import code, settings, stop

app_name = "correspondence"
urlpatterns = [
    path("mail/", settings.settings, name="settings"),
    path("mail/stop/<str:token>/", stop.stop, name="stop"),
    path("code/", code.code, name="code"),
]
