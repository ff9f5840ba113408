"""Addresses of what came of a mentoring."""

from django.urls import path

from fourfold_web.products.views import add, products

app_name = "products"
urlpatterns = [
    path("pairs/<uuid:engagement_id>/products/", products.products, name="products"),
    path("pairs/<uuid:engagement_id>/products/add/", add.add, name="add"),
    path("products/<uuid:product_id>/remove/", products.remove, name="remove"),
]
