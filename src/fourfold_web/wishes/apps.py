from django.apps import AppConfig


class WishesConfig(AppConfig):
    name = "fourfold_web.wishes"
