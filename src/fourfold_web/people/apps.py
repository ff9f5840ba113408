from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "fourfold_web.people"
