from django.apps import AppConfig


class AvailabilityConfig(AppConfig):
    name = "fourfold_web.availability"
