from django.apps import AppConfig


class EngagementsConfig(AppConfig):
    name = "fourfold_web.engagements"
