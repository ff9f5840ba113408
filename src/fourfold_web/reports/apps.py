from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "fourfold_web.reports"
