from django.apps import AppConfig


class SharedConfig(AppConfig):
    name = "fourfold_web.shared"

    def ready(self) -> None:
        # Registers the checks that refuse to start.
        from fourfold_web import checks  # noqa: F401
