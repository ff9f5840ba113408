"""The words of the sample, read once."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def sample_data() -> dict:
    """data.toml as plain values; its head explains the keys."""
    text = files("fourfold_web.sample").joinpath("data.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
