from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "fourfold_web.pages"

    def ready(self) -> None:
        # Registers the checks that refuse to start.
        from fourfold_web import checks  # noqa: F401
