from django.apps import AppConfig


class TechniquesConfig(AppConfig):
    name = "fourfold_web.techniques"
