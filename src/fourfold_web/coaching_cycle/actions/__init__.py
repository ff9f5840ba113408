"""The writes of the cycle."""

from fourfold_web.coaching_cycle.actions.input import put_in, reply_to_input
from fourfold_web.coaching_cycle.actions.rounds import write_step

__all__ = ["put_in", "reply_to_input", "write_step"]
