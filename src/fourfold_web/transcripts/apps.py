from django.apps import AppConfig


class TranscriptsConfig(AppConfig):
    name = "fourfold_web.transcripts"
