from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "fourfold_web.supervision"
