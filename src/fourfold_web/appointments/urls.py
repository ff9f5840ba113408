"""Addresses of agreed times: proposals, slots, office hours and the calendar feed."""

from django.urls import path

from fourfold_web.appointments.views import appointment, feed, meet, office_hours, propose

app_name = "appointments"
urlpatterns = [
    path(
        "requests/<uuid:request_id>/times/", propose.propose_for_request, name="propose_for_request"
    ),
    path("office-hours/", office_hours.office_hours, name="office_hours"),
    path("meet/", meet.meet, name="meet"),
    path("meet/<uuid:membership_id>/", meet.guide_times, name="guide_times"),
    path("calendar/<str:secret>/fourfold.ics", feed.feed, name="feed"),
    path("appointments/<uuid:appointment_id>/", appointment.appointment, name="appointment"),
]
