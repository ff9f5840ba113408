from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "fourfold_web.library"
