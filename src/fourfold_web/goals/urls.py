"""Addresses of values, goals, steps, habits and check-ins."""

from django.urls import URLPattern

app_name = "goals"
urlpatterns: list[URLPattern] = []
