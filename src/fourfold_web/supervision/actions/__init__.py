"""The writes of recommendations."""

from fourfold_web.supervision.actions.pass_on import pass_on, take_back
from fourfold_web.supervision.actions.recommend import recommend_to

__all__ = ["pass_on", "recommend_to", "take_back"]
