from django.apps import AppConfig


class CoachingCycleConfig(AppConfig):
    name = "fourfold_web.coaching_cycle"
