"""Addresses of the Coaching in Medicine cycle and of what a supervisor puts in."""

from django.urls import URLPattern

app_name = "coaching_cycle"
urlpatterns: list[URLPattern] = []
