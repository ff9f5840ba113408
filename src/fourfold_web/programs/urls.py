from django.urls import path

from fourfold_web.programs.views import remove_sample

app_name = "programs"

urlpatterns = [
    path("program/remove-sample/", remove_sample.remove_sample, name="remove_sample"),
]
