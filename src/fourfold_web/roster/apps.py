from django.apps import AppConfig


class RosterConfig(AppConfig):
    name = "fourfold_web.roster"
