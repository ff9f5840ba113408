"""Addresses of lessons, word cards, drills and refreshers.

The short address of a page comes last, so that it is the one that stands for the page.
"""

from django.urls import path

from fourfold_web.learning.views import cards, lesson, lessons, program, refresher, role

app_name = "learning"

urlpatterns = [
    path("", lessons.lessons, name="lessons"),
    path("first/", lessons.first, name="first"),
    path("show/", lessons.show, name="show"),
    path("lesson/<slug:lesson_id>/<int:step>/", lesson.lesson, name="lesson"),
    path("lesson/<slug:lesson_id>/", lesson.lesson, name="lesson"),
    path("lesson/", lesson.lesson, name="lesson"),
    path("skip/<slug:lesson_id>/", lesson.skip, name="skip"),
    path("skip/", lesson.skip, name="skip"),
    path("cards/", cards.cards, name="cards"),
    path("cards/print/", cards.print_cards, name="print_cards"),
    path("role/<slug:situation_id>/", role.role, name="role"),
    path("role/", role.role, name="role"),
    path("refresher/<slug:form_of_guidance>/", refresher.form_refresher, name="refresher"),
    path("refresher/", refresher.form_refresher, name="refresher"),
    path("program/", program.program_lessons, name="program"),
]
