from django.apps import AppConfig


class GuidanceSessionsConfig(AppConfig):
    name = "fourfold_web.guidance_sessions"
