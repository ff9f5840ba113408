"""How well what was said fits the form of guidance that was declared (G-21..G-25, G-31..G-37)."""

from fourfold.transcripts.fidelity.announcing import AnnouncedSwitch
from fourfold.transcripts.fidelity.departures import Departure
from fourfold.transcripts.fidelity.findings import Finding
from fourfold.transcripts.fidelity.report import Fidelity, assess
from fourfold.transcripts.fidelity.stretches import Stretch
from fourfold.transcripts.fidelity.talk_share import TalkShare

__all__ = [
    "AnnouncedSwitch",
    "Departure",
    "Fidelity",
    "Finding",
    "Stretch",
    "TalkShare",
    "assess",
]
