from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "fourfold_web.papers"
