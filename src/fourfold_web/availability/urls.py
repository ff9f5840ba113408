"""The address of a person's hours, busy times and calendar feed."""

from django.urls import path

from fourfold_web.availability.views import times

app_name = "availability"
urlpatterns = [path("times/", times.times, name="times")]
