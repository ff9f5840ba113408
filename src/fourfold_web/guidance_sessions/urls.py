"""Addresses of a pair and of its guidance sessions."""

from django.urls import path

from fourfold_web.guidance_sessions.views import close, live, opening, pair

app_name = "guidance_sessions"
urlpatterns = [
    path("pairs/<uuid:engagement_id>/", pair.pair, name="pair"),
    path("pairs/<uuid:engagement_id>/sessions/", pair.plan, name="plan"),
    path("sessions/<uuid:session_id>/", live.live, name="live"),
    path("sessions/<uuid:session_id>/call-off/", pair.call_off, name="call_off"),
    path("sessions/<uuid:session_id>/open/", opening.opening, name="open"),
    path("sessions/<uuid:session_id>/role/", live.role, name="role"),
    path("sessions/<uuid:session_id>/switches/", live.switch, name="switch"),
    path("sessions/<uuid:session_id>/undo/", live.undo, name="undo"),
    path("sessions/<uuid:session_id>/switches/<uuid:switch_id>/mark/", live.mark, name="mark"),
    path("sessions/<uuid:session_id>/end/", live.end, name="end"),
    path("sessions/<uuid:session_id>/close/", close.close, name="close"),
]
