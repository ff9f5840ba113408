"""Addresses of the Coaching in Medicine cycle and of what a supervisor puts in."""

from django.urls import path

from fourfold_web.coaching_cycle.views import cycle, put_in

app_name = "coaching_cycle"
urlpatterns = [
    path("pairs/<uuid:engagement_id>/cycle/", cycle.cycle, name="cycle"),
    path("pairs/<uuid:engagement_id>/cycle/write/", cycle.write, name="write"),
    path("pairs/<uuid:engagement_id>/input/", put_in.put_in, name="put_in"),
    path("inputs/<uuid:input_id>/reply/", put_in.reply, name="reply"),
]
