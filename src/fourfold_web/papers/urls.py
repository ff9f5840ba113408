"""Addresses of what is printed: the agreement and the review summary."""

from django.urls import URLPattern

app_name = "papers"
urlpatterns: list[URLPattern] = []
