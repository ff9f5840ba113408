from django.apps import AppConfig


class GoalsConfig(AppConfig):
    name = "fourfold_web.goals"
