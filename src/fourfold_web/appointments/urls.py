"""Addresses of agreed times: proposals, slots, office hours and the calendar feed."""

from django.urls import URLPattern

app_name = "appointments"
urlpatterns: list[URLPattern] = []
