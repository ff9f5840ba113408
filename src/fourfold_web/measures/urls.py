"""Addresses of measures at baseline, midpoint and end, and of the look back."""

from django.urls import URLPattern

app_name = "measures"
urlpatterns: list[URLPattern] = []
