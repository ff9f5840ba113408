from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "fourfold_web.measures"
