"""The only writes on runs and rulings: keyword-only, atomic, an audit entry inside."""

from fourfold_web.matching.actions.download import note_download
from fourfold_web.matching.actions.publish import publish_run
from fourfold_web.matching.actions.rulings import lift_ruling, rule_pair
from fourfold_web.matching.actions.runs import run_again, start_run, stop_run, try_out
from fourfold_web.matching.actions.work import begin_run, finish_run, look_at_block

__all__ = [
    "begin_run",
    "finish_run",
    "lift_ruling",
    "look_at_block",
    "note_download",
    "publish_run",
    "rule_pair",
    "run_again",
    "start_run",
    "stop_run",
    "try_out",
]
