from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "fourfold_web.matching"
