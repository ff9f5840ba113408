"""Fields for what people confide. Each names its datum in the visibility policy."""

from django.core.exceptions import ImproperlyConfigured
from django.db import models

from fourfold.confidentiality.visibility import data


class _Confidential:
    """Marks a column as confidential; `datum` is its row in data/visibility.toml.

    Never filter, order or search by such a column: its stored shape is private to this module,
    so that it can be encrypted without touching a query.
    """

    def __init__(self, *args, datum: str, **kwargs) -> None:
        if datum not in {known.name for known in data()}:
            raise ImproperlyConfigured(f"{datum!r} has no row in the visibility policy.")
        self.datum = datum
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "datum": self.datum}


class ConfidentialText(_Confidential, models.TextField):
    """Words that somebody confided."""


class ConfidentialJSON(_Confidential, models.JSONField):
    """Structured answers that somebody confided."""
