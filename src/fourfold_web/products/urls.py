"""Addresses of what came of a mentoring."""

from django.urls import URLPattern

app_name = "products"
urlpatterns: list[URLPattern] = []
