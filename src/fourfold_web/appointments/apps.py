from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "fourfold_web.appointments"
