"""Fields for what people confide. Each names its datum in the visibility policy."""

import json
from typing import Any

from django.db import models


class Confidential:
    """Marks a column as confidential; `datum` is its row in data/visibility.toml.

    Never filter, order or search by such a column: its stored shape is private to this module and
    always text, so that it can be encrypted without touching a query or a column's type. A missing
    or unknown datum is refused by the system checks; migrations do not carry it.
    """

    def __init__(self, *args, datum: str = "", **kwargs) -> None:
        self.datum = datum
        super().__init__(*args, **kwargs)


class ConfidentialText(Confidential, models.TextField):
    """Words that somebody confided."""


class ConfidentialJSON(Confidential, models.TextField):
    """Structured answers that somebody confided: a dict or a list, stored as JSON text."""

    def from_db_value(self, value: str | None, expression, connection) -> Any:
        """What the stored text says; nothing stored is `None`."""
        return self.to_python(value)

    def to_python(self, value: Any) -> Any:
        """The answers, whether they come as such or as their stored text."""
        return json.loads(value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> str | None:
        """The text to store."""
        return None if value is None else json.dumps(value)

    def value_to_string(self, obj: models.Model) -> str | None:
        """The same text for `dumpdata`, which would write Python's own notation otherwise."""
        return self.get_prep_value(self.value_from_object(obj))
