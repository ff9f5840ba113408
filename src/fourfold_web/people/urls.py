"""Sign-in by a code sent to the person's address, and their own settings."""

from allauth.account import views as allauth
from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.generic import RedirectView

from fourfold_web.people.views import preferences, sample_sign_in

# Only these addresses of allauth: there is no password to set and nobody signs up alone.
urlpatterns = [
    path(
        "sign-in/",
        login_not_required(
            RedirectView.as_view(pattern_name="account_request_login_code", query_string=True)
        ),
        name="account_login",
    ),
    path("sign-in/code/", allauth.request_login_code, name="account_request_login_code"),
    path("sign-in/code/confirm/", allauth.confirm_login_code, name="account_confirm_login_code"),
    path("sign-out/", allauth.logout, name="account_logout"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("sample/<str:token>/", sample_sign_in.sample_sign_in, name="sample_sign_in"),
    path("you/", preferences.preferences, name="preferences"),
]
