"""Addresses of mail: settings, stopping a kind of mail, and answering from a mail."""

from django.urls import URLPattern

app_name = "correspondence"
urlpatterns: list[URLPattern] = []
