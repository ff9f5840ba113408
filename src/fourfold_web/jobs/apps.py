from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "fourfold_web.jobs"
