from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "fourfold_web.learning"
