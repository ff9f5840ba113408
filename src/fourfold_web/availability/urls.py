"""Addresses of a guide’s hours and busy times."""

from django.urls import URLPattern

app_name = "availability"
urlpatterns: list[URLPattern] = []
