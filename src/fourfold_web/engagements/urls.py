"""Addresses from a learner's need to a settled agreement."""

from django.urls import path

from fourfold_web.engagements.views import agreement, answer, ask, end, pause, queue, request_page

app_name = "engagements"
urlpatterns = [
    path("ask/", ask.ask, name="ask"),
    path("ask/<uuid:request_id>/<int:page>/", ask.question, name="question"),
    path("ask/<uuid:request_id>/suggest/", ask.suggest, name="suggest"),
    path("ask/<uuid:request_id>/choose/", ask.choose, name="choose"),
    path("ask/<uuid:request_id>/check/", ask.check, name="check"),
    path("queue/", queue.queue, name="queue"),
    path("queue/room/", queue.room, name="room"),
    path("requests/<uuid:request_id>/", request_page.request_page, name="guidance_request"),
    path("requests/<uuid:request_id>/answer/", answer.answer, name="answer"),
    path("requests/<uuid:request_id>/offer/", answer.answer_offer, name="answer_offer"),
    path("requests/<uuid:request_id>/again/", answer.ask_again, name="ask_again"),
    path("requests/<uuid:request_id>/start-again/", answer.start_again, name="start_again"),
    path("requests/<uuid:request_id>/withdraw/", answer.withdraw, name="withdraw"),
    path("requests/<uuid:request_id>/agreement/", agreement.agreement, name="agreement"),
    path("requests/<uuid:request_id>/agreement/propose/", agreement.propose, name="propose"),
    path("requests/<uuid:request_id>/agreement/sign/", agreement.sign, name="sign"),
    path("pairs/<uuid:engagement_id>/pause/", pause.pause, name="pause"),
    path("pairs/<uuid:engagement_id>/end/", end.end, name="end"),
]
