from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "fourfold_web.pages"
