from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "fourfold_web.programs"
