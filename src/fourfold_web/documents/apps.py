from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "fourfold_web.documents"
