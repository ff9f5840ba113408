from django.apps import AppConfig


class SharedConfig(AppConfig):
    name = "fourfold_web.shared"
