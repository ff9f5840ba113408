"""Verbs that are loaded when they are asked for, because what they need may not be installed."""

from collections.abc import Mapping
from importlib import import_module
from types import ModuleType

import click

from fourfold.issues import FourfoldError


class LazyVerbs(click.Group):
    """A group of verbs that need an extra; without it, one sentence says how to install it."""

    def __init__(
        self, *args: object, verbs: Mapping[str, str], extra: str, **kwargs: object
    ) -> None:
        """`verbs` has, for each verb, the module in which a command of its name stands."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._verbs, self._extra = verbs, extra

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All verbs, by name."""
        return sorted(self._verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb, loaded; FourfoldError when what it needs is not installed."""
        module = self._verbs.get(cmd_name)
        if module is None:
            return None
        command: click.Command = getattr(needed(module, str(self.name), self._extra), cmd_name)
        return command


def needed(module: str, verb: str, extra: str) -> ModuleType:
    """A module that works only with an extra; FourfoldError when that is not installed."""
    try:
        return import_module(module)
    except ModuleNotFoundError as missing:
        raise FourfoldError(
            f"“fourfold {verb}” needs {missing.name}, which is not installed. "
            f"Install it with: pip install 'fourfold[{extra}]'"
        ) from missing
