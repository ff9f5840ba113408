from django.apps import AppConfig


class ProductsConfig(AppConfig):
    name = "fourfold_web.products"
