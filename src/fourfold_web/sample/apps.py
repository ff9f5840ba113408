from django.apps import AppConfig


class SampleConfig(AppConfig):
    name = "fourfold_web.sample"
