"""Welcome, help, home, and the two addresses that tell whether the site is well."""

from django.urls import path

from fourfold_web.pages.views.forms_of_guidance import forms_of_guidance
from fourfold_web.pages.views.health import healthz, readyz
from fourfold_web.pages.views.home import home
from fourfold_web.pages.views.welcome import welcome
from fourfold_web.pages.views.who_sees_what import who_sees_what

urlpatterns = [
    path("", welcome, name="welcome"),
    path("forms/", forms_of_guidance, name="forms_of_guidance"),
    path("who-sees-what/", who_sees_what, name="who_sees_what"),
    path("home/", home, name="home"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]
