"""Addresses of a pair and of its guidance sessions."""

from django.urls import path

from fourfold_web.guidance_sessions.views import (
    close,
    live,
    notes,
    on_paper,
    opening,
    pair,
    prepare,
    times,
)

app_name = "guidance_sessions"
urlpatterns = [
    path("pairs/<uuid:engagement_id>/", pair.pair, name="pair"),
    path("pairs/<uuid:engagement_id>/sessions/", times.plan, name="plan"),
    path("pairs/<uuid:engagement_id>/times/", times.times, name="times"),
    path("pairs/<uuid:engagement_id>/on-paper/", on_paper.on_paper, name="on_paper"),
    path("sessions/<uuid:session_id>/prepare/", prepare.prepare, name="prepare"),
    path("sessions/<uuid:session_id>/", live.live, name="live"),
    path("sessions/<uuid:session_id>/call-off/", times.call_off, name="call_off"),
    path("sessions/<uuid:session_id>/open/", opening.opening, name="open"),
    path("sessions/<uuid:session_id>/role/", live.role, name="role"),
    path("sessions/<uuid:session_id>/switches/", live.switch, name="switch"),
    path("sessions/<uuid:session_id>/undo/", live.undo, name="undo"),
    path("sessions/<uuid:session_id>/switches/<uuid:switch_id>/mark/", live.mark, name="mark"),
    path("sessions/<uuid:session_id>/notes/", notes.notes, name="notes"),
    path("sessions/<uuid:session_id>/notes/share/", notes.share_note, name="share_note"),
    path("sessions/<uuid:session_id>/end/", live.end, name="end"),
    path("sessions/<uuid:session_id>/close/", close.close, name="close"),
]
