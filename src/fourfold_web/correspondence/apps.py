from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    name = "fourfold_web.correspondence"
