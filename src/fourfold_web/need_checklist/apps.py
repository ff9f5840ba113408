from django.apps import AppConfig


class NeedChecklistConfig(AppConfig):
    name = "fourfold_web.need_checklist"
