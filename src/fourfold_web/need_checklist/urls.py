from django.urls import path

from fourfold_web.need_checklist.views import ask, need, result

app_name = "need_checklist"

urlpatterns = [
    path("", need.need, name="need"),
    path("read/", need.shared, name="shared"),
    path("<uuid:check_id>/", result.result, name="result"),
    path("<uuid:check_id>/delete/", result.delete, name="delete"),
    path("<uuid:check_id>/<int:page>/", ask.ask, name="ask"),
]
